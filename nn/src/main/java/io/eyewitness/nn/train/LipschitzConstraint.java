package io.eyewitness.nn.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.eyewitness.nn.graph.Graph;
import io.eyewitness.nn.graph.Node;
import io.eyewitness.nn.graph.Operation;
import io.eyewitness.nn.graph.Parameters;
import io.eyewitness.nn.lipschitz.LipschitzBounds;
import io.eyewitness.nn.network.Network;
import io.eyewitness.nn.tensor.Owned;
import io.eyewitness.theory.decimal.Decimals;
import java.util.List;
import java.util.Map;

/**
 * Keeps the certified Lipschitz bound of each logit of a chain of layers below a constant: linear maps and convolutions but the last have norm 1
 * at most, and the last is scaled.
 */
final class LipschitzConstraint {
    /** Covers the rounding of scaled weights to single precision. */
    private static final double ROUNDING = 1 - 1e-6;

    private final Graph graph;
    private final double most;
    private final Map<String, Shape> shapes;
    private final List<Node> hidden;
    private final int logits;

    /**
     * The constraint on a graph.
     *
     * @param most no bound of a logit is larger
     * @throws IllegalArgumentException if the graph has a branch or batch normalisation, or the constant is not above 0
     */
    LipschitzConstraint(Graph graph, double most, NDManager manager) {
        if (!(most > 0 && most < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "a Lipschitz constant of " + Decimals.plain(most) + " (--lipschitz) is not above 0");
        }
        this.graph = graph;
        this.most = most;
        shapes = LipschitzBounds.shapes(
                graph, Parameters.initial(graph, 0), manager, graph.input().size());
        String before = Graph.INPUT;
        for (Node node : graph.nodes()) {
            if (!node.inputs().equals(List.of(before)) || node.operation() instanceof Operation.BatchNorm) {
                throw new IllegalArgumentException("the layer " + node.layer() + " of " + graph.name()
                        + " is a branch or a batch normalisation, with which --lipschitz does not train; train"
                        + " fashion_lipschitz");
            }
            before = node.layer();
        }
        hidden = graph.nodes().stream()
                .filter(node -> !node.parameters().isEmpty() && !node.equals(graph.classifier()))
                .toList();
        logits = Math.toIntExact(shapes.get(Network.LOGITS).get(1));
    }

    /** Scales the weights down as far as needed. */
    void keep(Parameters parameters, NDManager scratch) {
        LipschitzBounds bounds = new LipschitzBounds(graph, shapes, parameters.tensors());
        double bound = 0;
        for (int logit = 0; logit < logits; logit++) {
            bound = Math.max(bound, bounds.of(Network.LOGITS, logit));
        }
        for (Node node : hidden) {
            double norm = bounds.norm(node.layer());
            if (norm > 1) {
                scale(parameters, node, ROUNDING / norm, scratch);
                bound /= norm;
            }
        }
        if (bound > most) {
            scale(parameters, graph.classifier(), ROUNDING * most / bound, scratch);
        }
    }

    private static void scale(Parameters parameters, Node node, double factor, NDManager scratch) {
        NDArray weight = parameters.under(node.prefix()).get("weight");
        weight.setRequiresGradient(false);
        weight.muli(Owned.floats(scratch, new float[] {(float) factor}, new Shape()));
        weight.setRequiresGradient(true);
    }
}
