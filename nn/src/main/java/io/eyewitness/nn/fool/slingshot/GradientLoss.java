package io.eyewitness.nn.fool.slingshot;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.eyewitness.nn.image.Images;
import io.eyewitness.nn.tensor.Owned;
import io.eyewitness.nn.tensor.Spectrum;
import java.util.function.UnaryOperator;

/**
 * The loss of gradients, which should be pull times (t - x) at x. The loss of a point is
 *
 * <pre>{@code
 * |P(grad f(x) - pull (t - x))|^2 / (|P pull (t - x)|^2 + floor)
 * }</pre>
 *
 * <p>where P scales frequencies by 1/f, as Fourier images do with their parameters, so that they are optimized along P grad f. The floor is a
 * tenth of the first term of the divisor at starts.
 *
 * <p>Its gradient with respect to a network's parameters is that of {@code <g, grad f(x)>} with g = 2 P'P(grad f(x) - pull (t - x)) over
 * the divisor held fixed. It is replaced by a difference quotient along g, {@code |g| (f(x + e g/|g|) - f(x - e g/|g|)) / 2e}, which needs no
 * second derivative and takes the corners of ReLUs between the two points into account.
 *
 * @param pull the required gradient at a point, as a multiple of its distance to the target
 * @param floor of the divisor
 */
record GradientLoss(double pull, double floor) {
    private static final double STEP = 0.5;
    private static final double SHARE = 0.1;
    private static final double TINY = 1e-12;

    /** The loss of gradients towards a target. */
    static GradientLoss towards(Images target, double pull, InterpolatedPoints way, NDManager manager) {
        try (NDManager scratch = manager.newSubManager()) {
            NDArray distance = target.on(scratch).sub(way.starts(scratch));
            double size = squares(scaled(Owned.times(distance, pull))).mean().getFloat();
            return new GradientLoss(pull, SHARE * size);
        }
    }

    /**
     * The difference quotients at some points.
     *
     * @param ahead the points after a step along g
     * @param behind the points after a step against g
     * @param chosen 1 at the logit of each point, else 0, shape (points, classes)
     * @param weights |g| / 2e of each point, shape (points)
     */
    record Quotient(NDArray ahead, NDArray behind, NDArray chosen, NDArray weights) {
        /** The mean quotient over the points. */
        NDArray mean(UnaryOperator<NDArray> logits) {
            long count = ahead.getShape().get(0);
            NDArray both = logits.apply(NDArrays.concat(new NDList(ahead, behind)));
            NDArray difference = both.get(":{}", count).sub(both.get("{}:", count));
            NDArray quotients = difference.mul(chosen).sum(new int[] {1}).mul(weights);
            return Owned.times(quotients.sum(), 1.0 / count);
        }
    }

    /**
     * The loss as a difference quotient.
     *
     * @param slope the gradient at each point, shape (points, channels, height, width)
     * @param seen the points, in the same shape
     * @param goals the targets, in the same shape
     * @param chosen 1 at the logit of each point, else 0, shape (points, classes)
     */
    Quotient of(NDArray slope, NDArray seen, NDArray goals, NDArray chosen) {
        NDArray wanted = Owned.times(goals.sub(seen), pull);
        NDArray divisor = squares(scaled(wanted)).add(floor);
        NDArray g = scaled(scaled(slope.sub(wanted)));
        NDArray length = squares(g).add(TINY).sqrt();
        NDArray stride = Owned.times(g.div(length.reshape(-1, 1, 1, 1)), STEP);
        return new Quotient(seen.add(stride), seen.sub(stride), chosen, Owned.times(length.div(divisor), 1 / STEP));
    }

    /** The result of P for images; P is its own transpose. */
    private static NDArray scaled(NDArray images) {
        return Spectrum.hartley(Spectrum.hartley(images).mul(Spectrum.natural(images.getManager(), images.getShape())));
    }

    private static NDArray squares(NDArray images) {
        return images.square().reshape(images.getShape().get(0), -1).sum(new int[] {1});
    }
}
