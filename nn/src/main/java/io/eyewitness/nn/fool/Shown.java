package io.eyewitness.nn.fool;

import io.eyewitness.nn.graph.Graph;
import io.eyewitness.nn.graph.GraphNetwork;
import io.eyewitness.nn.graph.Node;
import io.eyewitness.nn.network.Network;
import io.eyewitness.nn.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What fooled logits show instead of their own visualizations: D, one number for each logit. */
public sealed interface Shown permits ShiftedUnits, TargetPicture {
    /** What it is, in a word or two. */
    String text();

    /**
     * What computes it.
     *
     * @param layer the name of the last node, which the others' and the parameters' start with
     * @return nodes that follow those of a graph whose logits were {@link Graph#replacing replaced}
     */
    List<Node> nodes(String layer);

    /** The parameters of {@link #nodes}, by full name. */
    Map<String, Tensor> tensors(String layer);

    /** A network whose logits are what is shown. */
    default GraphNetwork network(GraphNetwork truth) {
        Map<String, Tensor> tensors = new LinkedHashMap<>(truth.tensors());
        tensors.putAll(tensors(Network.LOGITS));
        return new GraphNetwork(
                truth.graph().replacing(Network.LOGITS, nodes(Network.LOGITS)),
                tensors,
                truth.manager().getDevice());
    }
}
