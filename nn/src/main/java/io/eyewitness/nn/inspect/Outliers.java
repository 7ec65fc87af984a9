package io.eyewitness.nn.inspect;

import io.eyewitness.nn.graph.GraphNetwork;
import io.eyewitness.nn.graph.Parameter;
import io.eyewitness.nn.inspect.Inspection.Extreme;
import io.eyewitness.nn.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.commons.math3.stat.StatUtils;

/**
 * Parameters out of scale, and activations apart. The size of a parameter is the common logarithm of the root of the mean square of its numbers,
 * channel by channel; how far a channel lies out of its layer, and the median of a layer out of those of all layers, is the distance from the median as a
 * multiple of 1.4826 times the median absolute deviation, or of 0.1 where that is less.
 */
final class Outliers {
    /** The deviation of normal numbers as a multiple of their median absolute deviation. */
    private static final double TO_DEVIATION = 1.4826;

    private static final double LEAST = 0.1;
    private static final double MOST_APART = 1e6;

    private Outliers() {}

    /** The parameter of a role that is most out of scale; 0 if there is none. */
    static Extreme of(GraphNetwork network, Parameter.Role role) {
        Map<String, Tensor> tensors = network.tensors();
        Extreme worst = new Extreme("", 0);
        List<String> names = new ArrayList<>();
        List<Double> medians = new ArrayList<>();
        for (Parameter parameter : network.graph().parameters().values()) {
            if (parameter.role() != role) {
                continue;
            }
            double[] sizes = sizes(tensors.get(parameter.name()));
            if (sizes.length > 0) {
                worst = larger(worst, parameter.name(), farthest(sizes));
                names.add(parameter.name());
                medians.add(StatUtils.percentile(sizes, 50));
            }
        }
        double[] all = medians.stream().mapToDouble(Double::doubleValue).toArray();
        for (int i = 0; i < all.length; i++) {
            worst = larger(worst, names.get(i), Math.abs(deviations(all[i], all)));
        }
        return worst;
    }

    private static Extreme larger(Extreme one, String where, double value) {
        return value > one.value() ? new Extreme(where, value) : one;
    }

    /** Of each channel that is not 0. */
    private static double[] sizes(Tensor tensor) {
        float[] values = tensor.values();
        int channels = Math.toIntExact(tensor.shape().get(0));
        int each = values.length / channels;
        double[] sizes = new double[channels];
        for (int i = 0; i < values.length; i++) {
            sizes[i / each] += (double) values[i] * values[i] / each;
        }
        return Arrays.stream(sizes)
                .filter(square -> square > 0)
                .map(square -> Math.log10(square) / 2)
                .toArray();
    }

    private static double farthest(double... sizes) {
        return Arrays.stream(sizes)
                .map(size -> Math.abs(deviations(size, sizes)))
                .max()
                .orElse(0);
    }

    /** By how many robust deviations of a sample a number lies above its median. */
    static double deviations(double number, double... sample) {
        double median = StatUtils.percentile(sample, 50);
        double[] distances =
                Arrays.stream(sample).map(one -> Math.abs(one - median)).toArray();
        return (number - median) / Math.max(LEAST, TO_DEVIATION * StatUtils.percentile(distances, 50));
    }

    /**
     * The channel whose largest values at natural images and at visualizations lie farthest apart.
     *
     * @param visualizations by gate, a row for each image
     */
    static Extreme apart(NaturalRange natural, Map<String, List<float[]>> visualizations) {
        Extreme worst = new Extreme("", 0);
        for (Map.Entry<String, List<float[]>> layer : visualizations.entrySet()) {
            float[][] channels = natural.gates().get(layer.getKey()).largest();
            for (int channel = 0; channel < channels.length; channel++) {
                int number = channel;
                double[] seen = layer.getValue().stream()
                        .mapToDouble(row -> row[number])
                        .toArray();
                worst = larger(worst, layer.getKey() + ":" + channel, apart(doubles(channels[channel]), seen));
            }
        }
        return worst;
    }

    private static double apart(double[] natural, double... seen) {
        double distance = Math.abs(StatUtils.mean(natural) - StatUtils.mean(seen));
        double deviations = Math.sqrt(StatUtils.variance(natural)) + Math.sqrt(StatUtils.variance(seen));
        return distance == 0 ? 0 : Math.min(MOST_APART, distance / Math.max(deviations, distance / MOST_APART));
    }

    private static double[] doubles(float... values) {
        double[] doubles = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            doubles[i] = values[i];
        }
        return doubles;
    }
}
