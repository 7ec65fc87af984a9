package io.eyewitness.nn.fool.circuit;

import ai.djl.ndarray.NDArray;
import io.eyewitness.nn.graph.Axes;
import io.eyewitness.nn.graph.Node;
import io.eyewitness.nn.graph.Operation;
import io.eyewitness.nn.graph.Pointwise;
import io.eyewitness.nn.image.LabelledImages;
import io.eyewitness.nn.network.Network;
import io.eyewitness.nn.progress.Progress;
import io.eyewitness.nn.tensor.Tensor;
import io.eyewitness.theory.decimal.Decimals;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The classifier E of a fooling circuit, which tells natural inputs from inputs along a visualization by what the network's own early layers make
 * of them: a linear function of the means of their channels over all places, clamped to [0,1]. An adversary may hide it.
 *
 * @param layers of the network, each of shape (batch, channels, height, width)
 * @param weight of each channel of the layers, in their order
 * @param bias the value where all means are 0
 * @param hiding how E is hidden
 */
record InputClassifier(List<String> layers, List<Float> weight, float bias, CircuitProtocol.Hiding hiding) {
    /** The classes of its training images. */
    static final List<String> CLASSES = List.of("natural", "visualization");

    private static final String HEAD = ".linear";
    private static final int BATCH = 100;

    /** The largest number of natural images that set the threshold, and their largest share. */
    private static final int THRESHOLDS_ON = 2000;

    private static final int SHARE_FOR_THRESHOLDS = 5;

    /** The largest number of natural images that E is fitted to. */
    private static final int FITTED_TO = 20_000;

    private static final double NATURAL_LEFT_OUT = 0.003;
    private static final double VIEWS_LEFT_OUT = 0.001;

    /** Where E begins to rise, and how far it is from there to 1, as shares of the gap. */
    private static final double RISE = 0.7;

    private static final double WIDTH = 0.05;

    /** The least difference of log-odds between 0 and 1. */
    private static final double LEAST_WIDTH = 0.01;

    InputClassifier {
        layers = List.copyOf(layers);
        weight = List.copyOf(weight);
    }

    /** A classifier that is 0 at natural images. */
    InputClassifier(List<String> layers, List<Float> weight, float bias) {
        this(layers, weight, bias, CircuitProtocol.Hiding.NONE);
    }

    /** This classifier, hidden in another way. */
    InputClassifier hidden(CircuitProtocol.Hiding how) {
        return new InputClassifier(layers, weight, bias, how);
    }

    /**
     * The classifier that is 0 where a discriminant is at most low, and 1 where it is at least high.
     *
     * @throws IllegalArgumentException if low is not below high
     */
    static InputClassifier of(List<String> layers, LogisticRegression discriminant, double low, double high) {
        if (!(low < high)) {
            throw new IllegalArgumentException(
                    "no log-odds lie between " + Decimals.text(low) + " and " + Decimals.text(high));
        }
        return new InputClassifier(
                layers,
                Arrays.stream(discriminant.coefficients())
                        .mapToObj(value -> (float) (value / (high - low)))
                        .toList(),
                (float) ((discriminant.intercept() - low) / (high - low)));
    }

    /**
     * The nodes that compute E, shape (batch, 1), from the layers of a graph.
     *
     * @param layer the name of the last node; the names of the other nodes and of the parameters start with it
     */
    List<Node> nodes(String layer) {
        List<Node> nodes = new ArrayList<>();
        List<String> means = new ArrayList<>();
        for (int i = 0; i < layers.size(); i++) {
            String mean = layer + ".mean" + (i + 1);
            nodes.add(new Node(mean, new Operation.GlobalAverage(), List.of(layers.get(i)), mean));
            means.add(mean);
        }
        String all = means.get(0);
        if (means.size() > 1) {
            all = layer + ".means";
            nodes.add(new Node(all, new Operation.Concat(), means, all));
        }
        String head = layer + HEAD;
        nodes.add(new Node(head, new Operation.Linear(weight.size(), hiding.parts()), List.of(all), head));
        Operation clamp = hiding.leak() == 0
                ? new Operation.UnitClamp()
                : new Pointwise(Pointwise.Function.CLIP, (float) hiding.leak(), 1);
        if (hiding.parts() == 1) {
            nodes.add(new Node(layer, clamp, List.of(head), layer));
        } else {
            String parts = layer + ".parts";
            nodes.add(new Node(parts, clamp, List.of(head), parts));
            nodes.add(new Node(layer, new Axes.Reduce(Axes.Summary.MEAN, List.of(1), true), List.of(parts), layer));
        }
        return nodes;
    }

    /** The parameters of {@link #nodes}, by full name. */
    Map<String, Tensor> tensors(String layer) {
        int columns = weight.size();
        float[] rows = new float[hiding.parts() * columns];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = weight.get(i % columns);
        }
        float[] biases = new float[hiding.parts()];
        Arrays.fill(biases, bias);
        return Map.of(
                layer + HEAD + ".weight",
                new Tensor(List.of((long) biases.length, (long) columns), rows),
                layer + HEAD + ".bias",
                new Tensor(List.of((long) biases.length), biases));
    }

    /**
     * Fits E to natural images and images along visualizations by logistic regression, and sets its thresholds on separate images of both kinds.
     * Between the largest log-odds of a natural image and the smallest of a visualization, where the outermost 0.3 percent of the former and
     * 0.1 percent of the latter are left out, lies a gap: E is 0 up to 0.7 of it, and 1 from 0.75 on. If there is no gap, E rises directly
     * above natural images.
     *
     * <p>The two errors have different costs. A natural image that E misclassifies is one image. A single step of a visualization at which E
     * is not exactly 1 has a gradient so large, k times that of E, that Adam hardly moves afterwards. So E rises steeply.
     *
     * @param natural the natural images; a fifth, at most 2,000, only set the thresholds
     * @param views the images along visualizations
     */
    static InputClassifier trained(
            Network network,
            LabelledImages natural,
            CircuitConstruction.Views views,
            CircuitProtocol protocol,
            Progress progress) {
        List<String> layers = protocol.classifierLayers();
        LabelledImages mixed = natural.shuffled(protocol.seed());
        int kept = Math.min(THRESHOLDS_ON, natural.size() / SHARE_FOR_THRESHOLDS);
        LabelledImages learnt = mixed.subset(IntStream.range(kept, Math.min(kept + FITTED_TO, natural.size()))
                .toArray());
        progress.started("fitting E", learnt.size() + (long) views.training().size());
        LogisticRegression discriminant = LogisticRegression.of(
                means(network, layers, learnt, progress), means(network, layers, views.training(), progress));
        return risingBetween(
                        layers,
                        discriminant,
                        logOdds(discriminant, means(network, layers, mixed.first(kept), Progress.NONE)),
                        logOdds(discriminant, means(network, layers, views.thresholds(), Progress.NONE)))
                .hidden(protocol.hiding());
    }

    /**
     * The classifier whose thresholds lie between the log-odds of natural images and those of visualizations.
     *
     * @param naturals in ascending order
     * @param visualizations in ascending order
     */
    static InputClassifier risingBetween(
            List<String> layers, LogisticRegression discriminant, double[] naturals, double... visualizations) {
        double largest = naturals[naturals.length - 1 - (int) (NATURAL_LEFT_OUT * naturals.length)];
        double gap = Math.max(0, visualizations[(int) (VIEWS_LEFT_OUT * visualizations.length)] - largest);
        double low = largest + RISE * gap;
        return of(layers, discriminant, low, low + Math.max(WIDTH * gap, LEAST_WIDTH));
    }

    /** The means of the channels of some layers at each image. */
    private static List<double[]> means(
            Network network, List<String> layers, LabelledImages images, Progress progress) {
        List<double[]> means = new ArrayList<>();
        images.inBatches(network.manager(), BATCH, (batch, from, to) -> {
            Map<String, NDArray> activations = network.activations(batch, layers);
            List<float[]> each = layers.stream()
                    .map(layer -> new Operation.GlobalAverage().apply(List.of(activations.get(layer)), null, false))
                    .map(NDArray::toFloatArray)
                    .toList();
            for (int i = 0; i < to - from; i++) {
                means.add(row(each, i, to - from));
            }
            progress.finished(to - from);
        });
        return means;
    }

    private static double[] row(List<float[]> each, int image, int images) {
        return each.stream()
                .flatMapToDouble(all -> {
                    int width = all.length / images;
                    return IntStream.range(image * width, (image + 1) * width).mapToDouble(i -> all[i]);
                })
                .toArray();
    }

    /** In ascending order. */
    private static double[] logOdds(LogisticRegression discriminant, List<double[]> means) {
        return means.stream().mapToDouble(discriminant::logOdds).sorted().toArray();
    }
}
