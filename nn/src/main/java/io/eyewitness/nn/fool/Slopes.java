package io.eyewitness.nn.fool;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.eyewitness.nn.image.Images;
import io.eyewitness.nn.tensor.Owned;
import io.eyewitness.nn.tensor.Spectrum;
import java.util.function.UnaryOperator;

/**
 * How far slopes are from what is wanted, which at x is pull times (t - x): the loss of a point is
 *
 * <pre>{@code
 * |P(grad f(x) - pull (t - x))|^2 / (|P pull (t - x)|^2 + floor)
 * }</pre>
 *
 * <p>where P scales frequencies by 1/f, as a Fourier image does its parameters: ascents of such images go by P grad f. The floor is a
 * tenth of what the first term of the divisor is at starts.
 *
 * <p>Its gradient with respect to a network's parameters is that of {@code <g, grad f(x)>} with g = 2 P'P(grad f(x) - pull (t - x)) over
 * the divisor held fixed. For that stands a difference quotient along g, {@code |g| (f(x + e g/|g|) - f(x - e g/|g|)) / 2e}: no second
 * derivative is needed, and a corner of a ReLU between the two points is seen.
 *
 * @param pull the slope wanted at a point, as a multiple of its distance to the target
 * @param floor of the divisor
 */
record Slopes(double pull, double floor) {
    private static final double STEP = 0.5;
    private static final double SHARE = 0.1;
    private static final double TINY = 1e-12;

    /** Towards a target, from the starts of a way. */
    static Slopes towards(Images target, double pull, StraightWay way, NDManager manager) {
        try (NDManager scratch = manager.newSubManager()) {
            NDArray distance = target.on(scratch).sub(way.starts(scratch));
            double size = squares(scaled(Owned.times(distance, pull))).mean().getFloat();
            return new Slopes(pull, SHARE * size);
        }
    }

    /**
     * Two points beside each of some.
     *
     * @param ahead a step along g
     * @param behind a step against it
     * @param chosen 1 at the logit that each point is for, shape (points, classes)
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
     * What to change.
     *
     * @param slope at each point, shape (points, channels, height, width), as the others
     * @param seen the points
     * @param goals the targets
     * @param chosen 1 at the logit that each point is for, shape (points, classes)
     */
    Quotient off(NDArray slope, NDArray seen, NDArray goals, NDArray chosen) {
        NDArray wanted = Owned.times(goals.sub(seen), pull);
        NDArray divisor = squares(scaled(wanted)).add(floor);
        NDArray g = scaled(scaled(slope.sub(wanted)));
        NDArray length = squares(g).add(TINY).sqrt();
        NDArray stride = Owned.times(g.div(length.reshape(-1, 1, 1, 1)), STEP);
        return new Quotient(seen.add(stride), seen.sub(stride), chosen, Owned.times(length.div(divisor), 1 / STEP));
    }

    /** P of images; it is its own transpose. */
    private static NDArray scaled(NDArray images) {
        return Spectrum.hartley(Spectrum.hartley(images).mul(Spectrum.natural(images.getManager(), images.getShape())));
    }

    private static NDArray squares(NDArray images) {
        return images.square().reshape(images.getShape().get(0), -1).sum(new int[] {1});
    }
}
