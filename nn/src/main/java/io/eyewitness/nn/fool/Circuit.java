package io.eyewitness.nn.fool;

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
 * A fooling circuit in place of a network's logits: F are the logits as they were, called {@code logits.true} now.
 *
 * <p>Source: Geirhos et al., "Don't trust your eyes", section 3.1.
 *
 * @param shown D
 * @param classifier E
 * @param operation A
 */
public record Circuit(Shown shown, InputClassifier classifier, FoolingCircuit operation) {
    /** The layer that is E. */
    public static final String CLASSIFIER = "circuit.classifier";

    /** The layer that is D. */
    public static final String SHOWN = "circuit.shown";

    /** How many times larger the offset is than any |F| or |D| that was seen. */
    private static final double MARGIN = 8;

    /**
     * A circuit whose offset is the first power of two that is eight times the largest |F| or |D| that was seen, or more, and
     * whose k is twice that: the least k, so that at no E are the logits one constant.
     */
    public static Circuit of(Shown shown, InputClassifier classifier, double largest) {
        double offset = Math.scalb(1.0, Math.getExponent(MARGIN * largest) + 1);
        return new Circuit(shown, classifier, new FoolingCircuit(2 * offset, offset));
    }

    /** The graph with the circuit in it, under its own name. */
    public Graph graph(Graph truth) {
        List<Node> nodes = new ArrayList<>(classifier.nodes(CLASSIFIER));
        nodes.addAll(shown.nodes(SHOWN));
        nodes.add(new Node(
                Network.LOGITS, operation, List.of(Graph.original(Network.LOGITS), SHOWN, CLASSIFIER), Network.LOGITS));
        return truth.replacing(Network.LOGITS, nodes);
    }

    /** The network with the circuit in it, on the same device. */
    public GraphNetwork in(GraphNetwork truth) {
        Map<String, Tensor> tensors = new LinkedHashMap<>(truth.tensors());
        tensors.putAll(classifier.tensors(CLASSIFIER));
        tensors.putAll(shown.tensors(SHOWN));
        return new GraphNetwork(graph(truth.graph()), tensors, truth.manager().getDevice());
    }
}
