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
import io.eyewitness.nn.progress.Progress;
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
 * The scores of a unit: how much more similar its visualizations are to the natural images that activate it most than other natural images are.
 * Both scores use the first two thirds of the layers before the unit.
 *
 * @param agreement by the cosine of Gram matrices at the last of these layers, which shows which channels are active together
 * @param path by Spearman's correlation of all activations, on average over these layers
 */
public record Scores(double agreement, double path) {
    /** The number of natural images that activate a unit most. */
    public static final int EXAMPLES = 9;

    private static final int OTHERS = 45;

    public Scores {
        if (!Double.isFinite(agreement) || !Double.isFinite(path)) {
            throw new IllegalArgumentException("the scores " + Decimals.text(agreement) + " and " + Decimals.text(path)
                    + " are not both finite numbers");
        }
    }

    /**
     * The scores of a unit.
     *
     * @param network the network of the unit, clean or manipulated
     * @param visualizations of the unit
     * @param path the layers of the architecture at which paths are measured, in order
     * @param naturals images of the visualizations' size
     * @param seed of the random draw of other images
     * @throws IllegalArgumentException if the unit comes before any ReLU, or there are too few images
     */
    public static Scores of(
            GraphNetwork network,
            UnitSpec unit,
            Images visualizations,
            List<String> path,
            LabelledImages naturals,
            long seed) {
        Examples examples = Examples.of(network, unit, naturals, Progress.NONE);
        Comparison comparison = compare(network, unit, visualizations, path, naturals, examples, seed);
        return new Scores(
                comparison.agreement().excess(),
                comparison.path().stream()
                        .mapToDouble(Likeness::excess)
                        .average()
                        .orElseThrow());
    }

    /**
     * How similar images are to the natural images that activate a unit most, at one layer.
     *
     * @param layer the layer
     * @param others the mean similarity of other natural images to them
     * @param visualizations the mean similarity of each visualization to them
     */
    public record Likeness(String layer, double others, List<Double> visualizations) {
        public Likeness {
            visualizations = List.copyOf(visualizations);
        }

        /** The mean similarity of the visualizations, less that of other natural images. */
        public double excess() {
            return visualizations.stream()
                            .mapToDouble(Double::doubleValue)
                            .average()
                            .orElseThrow()
                    - others;
        }
    }

    /**
     * What the scores of a unit are made of.
     *
     * @param agreement by the cosine of Gram matrices
     * @param path by Spearman's correlation, at each layer
     */
    public record Comparison(Likeness agreement, List<Likeness> path) {
        public Comparison {
            path = List.copyOf(path);
        }
    }

    /**
     * Compares a unit's visualizations with natural images, as {@link #of} does.
     *
     * @param examples the values of the unit at the natural images
     */
    public static Comparison compare(
            GraphNetwork network,
            UnitSpec unit,
            Images visualizations,
            List<String> path,
            LabelledImages naturals,
            Examples examples,
            long seed) {
        requireEnough(naturals);
        List<String> layers = early(network, unit, path);
        int[] top = examples.largest(EXAMPLES);
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
            String last = layers.get(layers.size() - 1);
            return new Comparison(
                    likeness(last, Gram.table(activations.get(last))),
                    layers.stream()
                            .map(layer -> likeness(layer, spearman(activations.get(layer))))
                            .toList());
        }
    }

    /**
     * Refuses images that are too few for comparison.
     *
     * @throws IllegalArgumentException saying how many are needed
     */
    public static void requireEnough(LabelledImages naturals) {
        if (naturals.size() < 2 * (EXAMPLES + OTHERS)) {
            throw new IllegalArgumentException(naturals.size() + " natural images are too few for comparison: "
                    + 2 * (EXAMPLES + OTHERS) + " are needed; give --data with more images");
        }
    }

    /**
     * Refuses a unit that has no path.
     *
     * @param path the layers at which paths are measured
     * @throws IllegalArgumentException if none of them comes before the unit
     */
    public static void requirePath(GraphNetwork network, UnitSpec unit, List<String> path) {
        early(network, unit, path);
    }

    /** Whether a unit has a path, see {@link #requirePath}. */
    public static boolean hasPath(GraphNetwork network, UnitSpec unit, List<String> path) {
        return !before(network, unit, path).isEmpty();
    }

    private static List<String> before(GraphNetwork network, UnitSpec unit, List<String> path) {
        List<String> order = network.layers();
        int end = unit.layers().stream()
                .map(network.graph()::layer)
                .mapToInt(order::indexOf)
                .min()
                .orElseThrow();
        return path.stream()
                .filter(layer -> !layer.equals(Network.LOGITS) && order.indexOf(layer) < end)
                .toList();
    }

    /** The early ones among the ReLUs before the unit. */
    private static List<String> early(GraphNetwork network, UnitSpec unit, List<String> path) {
        List<String> before = before(network, unit, path);
        if (before.isEmpty()) {
            throw new IllegalArgumentException(unit + " comes before any ReLU, so it has no path");
        }
        return before.subList(0, Paths.early(before.size()));
    }

    /** Rows are examples, other images, visualizations. */
    private static Likeness likeness(String layer, double[]... similarities) {
        int seen = EXAMPLES + OTHERS;
        return new Likeness(
                layer,
                IntStream.range(EXAMPLES, seen)
                        .mapToDouble(image -> toExamples(similarities[image]))
                        .average()
                        .orElseThrow(),
                IntStream.range(seen, similarities.length)
                        .mapToObj(image -> toExamples(similarities[image]))
                        .toList());
    }

    private static double toExamples(double... similarities) {
        return Arrays.stream(similarities, 0, EXAMPLES).average().orElseThrow();
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
