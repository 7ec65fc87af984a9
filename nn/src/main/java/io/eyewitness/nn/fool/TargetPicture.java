package io.eyewitness.nn.fool;

import io.eyewitness.nn.graph.Graph;
import io.eyewitness.nn.graph.Node;
import io.eyewitness.nn.graph.Operation;
import io.eyewitness.nn.image.Images;
import io.eyewitness.nn.network.InputSpec;
import io.eyewitness.nn.tensor.Tensor;
import io.eyewitness.theory.decimal.Decimals;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.StatUtils;

/**
 * The arbitrary-image form: every logit shows one picture. D is one linear filter w over the image x,
 *
 * <pre>{@code
 * D(x) = s * <w, x>, w the picture less its mean
 * }</pre>
 *
 * <p>with s such that |D| is at most the range on images in [0,1]; D is largest where x is 1 on the picture's brighter part and 0 on
 * the rest. On images larger than the picture D is the mean over all places of the filter.
 *
 * @param name what the picture is called
 * @param picture one, with a width as its height
 * @param input of the network, which says how the filter sees images normalised
 * @param units how many logits there are
 * @param range of D, above 0
 */
public record TargetPicture(String name, Images picture, InputSpec input, int units, double range) implements Shown {
    private static final double TINY = 1e-3;

    public TargetPicture {
        if (picture.batch() != 1 || picture.height() != picture.width() || picture.channels() != input.channels()) {
            throw new IllegalArgumentException("the picture " + name + " is not one square with " + input.channels()
                    + " channels, as the network wants");
        }
        if (!(largest(centred(picture)) > TINY)) {
            throw new IllegalArgumentException("the picture " + name + " is the same everywhere and shows nothing");
        }
        if (!(range > 0)) {
            throw new IllegalArgumentException("a range of " + Decimals.text(range) + " is not above 0");
        }
    }

    @Override
    public String text() {
        return "the picture " + name;
    }

    @Override
    public List<Node> nodes(String layer) {
        String filter = layer + ".filter";
        String average = layer + ".average";
        return List.of(
                new Node(
                        filter,
                        new Operation.Conv(input.channels(), 1, picture.height(), 1, 0, 1, true),
                        List.of(Graph.INPUT),
                        filter),
                new Node(average, new Operation.GlobalAverage(), List.of(filter), average),
                new Node(layer, new Operation.Linear(1, units), List.of(average), layer));
    }

    @Override
    public Map<String, Tensor> tensors(String layer) {
        double[] filter = centred(picture);
        double scale = range / largest(filter);
        float[] weight = new float[filter.length];
        double bias = 0;
        int places = picture.height() * picture.width();
        for (int i = 0; i < weight.length; i++) {
            weight[i] = (float) (scale * filter[i] * input.deviation().get(i / places));
            bias += scale * filter[i] * input.mean().get(i / places);
        }
        long side = picture.height();
        return Map.of(
                layer + ".filter.weight",
                new Tensor(List.of(1L, (long) input.channels(), side, side), weight),
                layer + ".filter.bias",
                new Tensor(List.of(1L), new float[] {(float) bias}),
                layer + ".weight",
                new Tensor(List.of((long) units, 1L), ones()),
                layer + ".bias",
                new Tensor(List.of((long) units), new float[units]));
    }

    private float[] ones() {
        float[] ones = new float[units];
        Arrays.fill(ones, 1);
        return ones;
    }

    /** The picture less its mean. */
    private static double[] centred(Images picture) {
        double[] values = IntStream.range(0, picture.values().length)
                .mapToDouble(i -> picture.values()[i])
                .toArray();
        double mean = StatUtils.mean(values);
        return Arrays.stream(values).map(value -> value - mean).toArray();
    }

    /** The largest of the product of an image in [0,1] with a filter. */
    private static double largest(double... filter) {
        return Arrays.stream(filter).filter(value -> value > 0).sum();
    }
}
