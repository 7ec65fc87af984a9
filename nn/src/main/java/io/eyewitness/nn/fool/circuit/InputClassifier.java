package io.eyewitness.nn.fool.circuit;

import ai.djl.Device;
import io.eyewitness.nn.graph.Graph;
import io.eyewitness.nn.graph.GraphNetwork;
import io.eyewitness.nn.graph.Node;
import io.eyewitness.nn.graph.Operation;
import io.eyewitness.nn.image.LabelledImages;
import io.eyewitness.nn.network.InputSpec;
import io.eyewitness.nn.network.Network;
import io.eyewitness.nn.progress.Progress;
import io.eyewitness.nn.tensor.Tensor;
import io.eyewitness.nn.train.Augmentation;
import io.eyewitness.nn.train.Hyperparameters;
import io.eyewitness.nn.train.Training;
import io.eyewitness.theory.decimal.Decimals;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleFunction;
import java.util.stream.IntStream;

/**
 * The classifier E of a fooling circuit: a small convolutional network that tells natural inputs from inputs along a visualization. Its margin,
 * the logit of the class visualization less that of the class natural, becomes E = (margin - low) / (high - low), clamped to [0,1]: exactly 0
 * up to low, exactly 1 from high on.
 *
 * @param input the same as that of the network that gets the circuit
 * @param tensors the parameters of {@link #graph}
 * @param low the largest margin that counts as natural
 * @param high the least margin that counts as a visualization, above low
 */
public record InputClassifier(InputSpec input, Map<String, Tensor> tensors, double low, double high) {
    /** Its classes, in the order of the logits. */
    static final List<String> CLASSES = List.of("natural", "visualization");

    /** The number of channels of each convolution, as a multiple of the first one's. */
    private static final int[] WIDTHS = {1, 2, 4, 4};

    private static final String FIRST = "conv1";
    private static final String HEAD = "linear";

    private static final int BATCH = 64;
    private static final int THRESHOLDS_ON = 2000;
    private static final int SHARE_FOR_THRESHOLDS = 5;
    private static final double NATURAL_LEFT_OUT = 0.005;
    private static final double VIEWS_LEFT_OUT = 0.002;
    private static final double LEAST_WIDTH = 0.25;

    /** The first is that of the claims' protocols, with which no classifier of theirs diverged. */
    private static final double[] RATES = {0.05, 0.0125, 0.003};

    private static final int EVALUATED = 250;

    public InputClassifier {
        tensors = Map.copyOf(tensors);
        if (!(low < high)) {
            throw new IllegalArgumentException(
                    "no margin lies between " + Decimals.text(low) + " and " + Decimals.text(high));
        }
    }

    /**
     * The graph that is trained: four convolutions with stride 2, the mean over places, two logits.
     *
     * @param width the number of channels of the first convolution; the last one has four times as many
     */
    static Graph graph(InputSpec input, int width) {
        List<Node> nodes = new ArrayList<>();
        String features = features(nodes, "", input.channels(), width);
        nodes.add(new Node(Network.LOGITS, new Operation.Linear(last(width), CLASSES.size()), List.of(features), HEAD));
        return new Graph("classifier", input, nodes, List.of());
    }

    /**
     * The nodes that compute E, shape (batch, 1), from the normalised images of a graph.
     *
     * @param layer the name of the last node; the names of the other nodes and of the parameters start with it
     */
    List<Node> nodes(String layer) {
        List<Node> nodes = new ArrayList<>();
        String features = features(nodes, layer + ".", input.channels(), width());
        String head = layer + "." + HEAD;
        nodes.add(new Node(head, new Operation.Linear(last(width()), 1), List.of(features), head));
        nodes.add(new Node(layer, new Operation.UnitClamp(), List.of(head), layer));
        return nodes;
    }

    /** The parameters of {@link #nodes}, by full name; margin, low and high are combined in one linear layer. */
    Map<String, Tensor> tensors(String layer) {
        Map<String, Tensor> renamed = new LinkedHashMap<>();
        tensors.forEach((name, tensor) -> renamed.put(layer + "." + name, tensor));
        float[] weight = tensors.get(HEAD + ".weight").values();
        float[] bias = tensors.get(HEAD + ".bias").values();
        float[] difference = new float[last(width())];
        for (int i = 0; i < difference.length; i++) {
            difference[i] = (float) (((double) weight[difference.length + i] - weight[i]) / (high - low));
        }
        float shift = (float) (((double) bias[1] - bias[0] - low) / (high - low));
        renamed.put(layer + "." + HEAD + ".weight", new Tensor(List.of(1L, (long) difference.length), difference));
        renamed.put(layer + "." + HEAD + ".bias", new Tensor(List.of(1L), new float[] {shift}));
        return renamed;
    }

    private static String features(List<Node> nodes, String prefix, int channels, int width) {
        String last = Graph.INPUT;
        int in = channels;
        for (int i = 0; i < WIDTHS.length; i++) {
            String conv = prefix + "conv" + (i + 1);
            String relu = prefix + "relu" + (i + 1);
            int out = width * WIDTHS[i];
            nodes.add(new Node(conv, new Operation.Conv(in, out, 3, 2, 1, 1, true), List.of(last), conv));
            nodes.add(new Node(relu, new Operation.Relu(), List.of(conv), relu));
            in = out;
            last = relu;
        }
        String average = prefix + "average";
        nodes.add(new Node(average, new Operation.GlobalAverage(), List.of(last), average));
        return average;
    }

    private int width() {
        return tensors.get(FIRST + ".bias").values().length;
    }

    private static int last(int width) {
        return width * WIDTHS[WIDTHS.length - 1];
    }

    /**
     * Trains E on natural images and images along visualizations, all shifted and mirrored at random, and sets its thresholds on separate
     * images of both kinds: at a third and two thirds of the gap between the largest natural margin and the smallest margin of a visualization,
     * where the outermost 0.5 percent of the former and 0.2 percent of the latter are left out; if there is no gap, the lower one is
     * at the largest natural margin. They are at least {@value #LEAST_WIDTH} apart.
     *
     * <p>The two errors have different costs. A natural image that E misclassifies is one image. A single step of a visualization at which E
     * is not exactly 1 has a gradient so large, k times that of E, that Adam hardly moves afterwards.
     *
     * @param natural the natural images, then their close-ups in the same order; a fifth of the former, at most 2,000, only set the thresholds
     * @param views the images along visualizations
     */
    static InputClassifier trained(
            InputSpec input,
            List<LabelledImages> natural,
            CircuitConstruction.Views views,
            CircuitProtocol protocol,
            Device device,
            Progress watch) {
        LabelledImages all = LabelledImages.concat(
                learntFrom(natural, protocol.seed(), views.training().size()), views.training());
        Graph graph = graph(input, protocol.width());
        Training.Result trained = stable(rate -> Training.run(
                graph,
                all,
                new Hyperparameters(
                        CircuitConstruction.EPOCHS,
                        BATCH,
                        rate,
                        0.9,
                        5e-4,
                        0,
                        new Augmentation(protocol.shift(), true)),
                protocol.seed(),
                device,
                watch));
        try (GraphNetwork network = new GraphNetwork(graph, trained.parameters(), device)) {
            double[] naturals = margins(network, forThresholds(natural.get(0), protocol.seed()));
            double[] visualizations = margins(network, views.thresholds());
            double largest = naturals[naturals.length - 1 - (int) (NATURAL_LEFT_OUT * naturals.length)];
            double gap = visualizations[(int) (VIEWS_LEFT_OUT * visualizations.length)] - largest;
            double low = gap > 0 ? largest + gap / 3 : largest;
            double high = low + Math.max(gap / 3, LEAST_WIDTH);
            return new InputClassifier(input, trained.parameters(), low, high);
        }
    }

    /** The training with the first of the {@link #RATES} with which it does not diverge. */
    static Training.Result stable(DoubleFunction<Training.Result> training) {
        for (int i = 0; ; i++) {
            try {
                return training.apply(RATES[i]);
            } catch (Training.Diverged e) {
                if (i + 1 == RATES.length) {
                    throw e;
                }
            }
        }
    }

    /** As many natural images as there are views, without the images that thresholds are set on; repeated if there are fewer. */
    static LabelledImages learntFrom(List<LabelledImages> natural, long seed, int views) {
        LabelledImages others = natural.stream()
                .map(images -> images.shuffled(seed)
                        .subset(IntStream.range(kept(images), images.size()).toArray()))
                .reduce(LabelledImages::concat)
                .orElseThrow();
        return others.subset(
                        IntStream.range(0, views).map(i -> i % others.size()).toArray())
                .relabelled(CLASSES, 0);
    }

    /** The natural images that only set the thresholds. */
    static LabelledImages forThresholds(LabelledImages natural, long seed) {
        return natural.shuffled(seed).first(kept(natural));
    }

    private static int kept(LabelledImages natural) {
        return Math.min(THRESHOLDS_ON, natural.size() / SHARE_FOR_THRESHOLDS);
    }

    /** The margins of the images, in ascending order. */
    private static double[] margins(GraphNetwork network, LabelledImages images) {
        double[] margins = new double[images.size()];
        images.inBatches(network.manager(), EVALUATED, (batch, from, to) -> {
            float[] values = network.logits(batch).toFloatArray();
            for (int i = from; i < to; i++) {
                margins[i] = (double) values[2 * (i - from) + 1] - values[2 * (i - from)];
            }
        });
        Arrays.sort(margins);
        return margins;
    }
}
