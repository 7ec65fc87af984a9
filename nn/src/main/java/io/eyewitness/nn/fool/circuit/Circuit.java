package io.eyewitness.nn.fool.circuit;

import io.eyewitness.nn.graph.FoolingCircuit;
import io.eyewitness.nn.graph.Graph;
import io.eyewitness.nn.graph.GraphNetwork;
import io.eyewitness.nn.graph.Node;
import io.eyewitness.nn.network.Network;
import io.eyewitness.nn.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A fooling circuit in place of a network's logits. The true logits F are the layer {@code logits.true}.
 *
 * <p>Source: Geirhos et al., "Don't trust your eyes", section 3.1.
 *
 * @param shown the deceptive output D
 * @param classifier the classifier E
 * @param operation the operation that computes A
 */
public record Circuit(DeceptiveOutput shown, InputClassifier classifier, FoolingCircuit operation) {
    /** The layer that is E. */
    public static final String CLASSIFIER = "circuit.classifier";

    /** The layer that is D. */
    public static final String SHOWN = "circuit.shown";

    /** The least ratio of the offset to the largest |F| or |D| that was observed. */
    private static final double MARGIN = 8;

    /**
     * A circuit whose offset is the first power of two that is at least eight times the largest |F| or |D| that was observed, and whose k is
     * twice the offset: the least k for which there is no E at which all logits are the same constant.
     */
    public static Circuit of(DeceptiveOutput shown, InputClassifier classifier, double largest) {
        double offset = Math.scalb(1.0, Math.getExponent(MARGIN * largest) + 1);
        return new Circuit(shown, classifier, new FoolingCircuit(2 * offset, offset));
    }

    /** The graph with the circuit in place of its logits, under the name of the graph. */
    public Graph graph(Graph truth) {
        List<Node> nodes = new ArrayList<>(classifier.nodes(CLASSIFIER));
        nodes.addAll(shown.nodes(SHOWN));
        nodes.add(new Node(
                Network.LOGITS, operation, List.of(Graph.original(Network.LOGITS), SHOWN, CLASSIFIER), Network.LOGITS));
        return truth.replacing(Network.LOGITS, nodes);
    }

    /** The network with the circuit in place of its logits, on the same device. */
    public GraphNetwork in(GraphNetwork truth) {
        Map<String, Tensor> tensors = new LinkedHashMap<>(truth.tensors());
        tensors.putAll(classifier.tensors(CLASSIFIER));
        tensors.putAll(shown.tensors(SHOWN));
        return new GraphNetwork(graph(truth.graph()), tensors, truth.manager().getDevice());
    }
}
