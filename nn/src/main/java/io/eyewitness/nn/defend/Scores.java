package io.eyewitness.nn.defend;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.eyewitness.nn.graph.GraphNetwork;
import io.eyewitness.nn.image.Images;
import io.eyewitness.nn.image.LabelledImages;
import io.eyewitness.nn.network.Network;
import io.eyewitness.nn.paths.Paths;
import io.eyewitness.nn.paths.Similarity;
import io.eyewitness.nn.tensor.Gram;
import io.eyewitness.nn.visualize.Examples;
import io.eyewitness.nn.visualize.UnitSpec;
import io.eyewitness.theory.decimal.Decimals;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What speaks for a unit: how much more its visualizations are like the natural images that activate it most than other natural images
 * are. Both scores look at the first two thirds of the layers that the unit comes after.
 *
 * @param agreement by the cosine of Gram matrices at the last of those layers: which channels are active together, wherever
 * @param path by Spearman's measure of all activations, on average over those layers
 */
public record Scores(double agreement, double path) {
    private static final int EXAMPLES = 9;
    private static final int OTHERS = 45;

    public Scores {
        if (!Double.isFinite(agreement) || !Double.isFinite(path)) {
            throw new IllegalArgumentException("scores of " + Decimals.text(agreement) + " and " + Decimals.text(path)
                    + " cannot be compared with others");
        }
    }

    /**
     * A unit's scores.
     *
     * @param network that the unit is in, as its user has it
     * @param visualizations of the unit
     * @param path the layers of the architecture where paths are followed, in order
     * @param naturals images of the visualizations' size
     * @param seed of the draw of other images
     * @throws IllegalArgumentException if the unit comes before any ReLU, or there are too few images
     */
    public static Scores of(
            GraphNetwork network,
            UnitSpec unit,
            Images visualizations,
            List<String> path,
            LabelledImages naturals,
            long seed) {
        if (naturals.size() < 2 * (EXAMPLES + OTHERS)) {
            throw new IllegalArgumentException(naturals.size() + " natural images are too few to compare with: "
                    + 2 * (EXAMPLES + OTHERS) + " are needed; give --data with more");
        }
        List<String> layers = early(network, unit, path);
        int[] top = Examples.of(network, unit, naturals, done -> {}).largest(EXAMPLES);
        Set<Integer> taken = Arrays.stream(top).boxed().collect(Collectors.toSet());
        int[] others = new Random(seed)
                .ints(0, naturals.size())
                .filter(image -> !taken.contains(image))
                .distinct()
                .limit(OTHERS)
                .toArray();
        LabelledImages compared = naturals.subset(
                IntStream.concat(Arrays.stream(top), Arrays.stream(others)).toArray());
        try (NDManager scratch = network.manager().newSubManager()) {
            NDArray all = NDArrays.concat(
                    new NDList(compared.batch(scratch, 0, compared.size()), visualizations.on(scratch)));
            Map<String, NDArray> activations = network.activations(all, layers);
            double byPath = layers.stream()
                    .mapToDouble(layer -> excess(spearman(activations.get(layer))))
                    .average()
                    .orElseThrow();
            NDArray last = activations.get(layers.get(layers.size() - 1));
            return new Scores(excess(Gram.table(last)), byPath);
        }
    }

    /** The ReLUs that the unit comes after, as far as they are early. */
    private static List<String> early(GraphNetwork network, UnitSpec unit, List<String> path) {
        List<String> order = network.layers();
        int end = unit.layers().stream().mapToInt(order::indexOf).min().orElseThrow();
        List<String> before = path.stream()
                .filter(layer -> !layer.equals(Network.LOGITS) && order.indexOf(layer) < end)
                .toList();
        if (before.isEmpty()) {
            throw new IllegalArgumentException(unit + " comes before any ReLU, so it has no path");
        }
        return before.subList(0, Paths.early(before.size()));
    }

    /** From the similarities of all pairs: examples come first, other natural images next, visualizations last. */
    private static double excess(double[]... similarities) {
        int end = similarities.length;
        int seen = EXAMPLES + OTHERS;
        return mean(similarities, seen, end) - mean(similarities, EXAMPLES, seen);
    }

    /** Over all pairs of some images and an example. */
    private static double mean(double[][] similarities, int from, int to) {
        return IntStream.range(from, to)
                .mapToDouble(image -> Arrays.stream(similarities[image], 0, EXAMPLES)
                        .average()
                        .orElseThrow())
                .average()
                .orElseThrow();
    }

    private static double[][] spearman(NDArray activations) {
        float[][] vectors = Similarity.SPEARMAN.units(activations);
        return Arrays.stream(vectors)
                .map(vector -> Arrays.stream(vectors, 0, EXAMPLES)
                        .mapToDouble(example -> product(vector, example))
                        .toArray())
                .toArray(double[][]::new);
    }

    private static double product(float[] first, float[] second) {
        double product = 0;
        for (int i = 0; i < first.length; i++) {
            product += (double) first[i] * second[i];
        }
        return product;
    }
}
