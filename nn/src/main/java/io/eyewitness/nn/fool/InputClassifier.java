package io.eyewitness.nn.fool;

import io.eyewitness.nn.graph.Graph;
import io.eyewitness.nn.graph.Node;
import io.eyewitness.nn.graph.Operation;
import io.eyewitness.nn.network.InputSpec;
import io.eyewitness.nn.network.Network;
import io.eyewitness.nn.tensor.Tensor;
import io.eyewitness.theory.decimal.Decimals;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * E of a fooling circuit: a small convolutional network that tells natural inputs from those on the way of a visualization. Its
 * margin, the visualization's logit less the natural one's, becomes E = (margin - low) / (high - low), clamped to [0,1]: exactly 0
 * up to low, exactly 1 from high on.
 *
 * @param input as that of the network to be fooled
 * @param tensors the parameters of {@link #graph}
 * @param low the largest margin that is natural
 * @param high the least that is a visualization's, above low
 */
public record InputClassifier(InputSpec input, Map<String, Tensor> tensors, double low, double high) {
    /** What it tells apart, in the order of its logits. */
    static final List<String> CLASSES = List.of("natural", "visualization");

    /** How many channels each convolution has, in units of the first one's. */
    private static final int[] WIDTHS = {1, 2, 4, 4};

    private static final String FIRST = "conv1";
    private static final String HEAD = "linear";

    public InputClassifier {
        tensors = Map.copyOf(tensors);
        if (!(low < high)) {
            throw new IllegalArgumentException(
                    "no margin lies between " + Decimals.text(low) + " and " + Decimals.text(high));
        }
    }

    /**
     * What is trained: four convolutions with stride 2, the mean over places, two logits.
     *
     * @param width how many channels the first convolution has; the last has four times as many
     */
    static Graph graph(InputSpec input, int width) {
        List<Node> nodes = new ArrayList<>();
        String features = features(nodes, "", input.channels(), width);
        nodes.add(new Node(Network.LOGITS, new Operation.Linear(last(width), CLASSES.size()), List.of(features), HEAD));
        return new Graph("classifier", input, nodes, List.of());
    }

    /**
     * What computes E, shape (batch, 1), from a graph's normalised images.
     *
     * @param layer the name of the last node, which the others' and the parameters' start with
     */
    List<Node> nodes(String layer) {
        List<Node> nodes = new ArrayList<>();
        String features = features(nodes, layer + ".", input.channels(), width());
        String head = layer + "." + HEAD;
        nodes.add(new Node(head, new Operation.Linear(last(width()), 1), List.of(features), head));
        nodes.add(new Node(layer, new Operation.UnitClamp(), List.of(head), layer));
        return nodes;
    }

    /** The parameters of {@link #nodes}, by full name; margin, low and high make one linear layer. */
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
}
