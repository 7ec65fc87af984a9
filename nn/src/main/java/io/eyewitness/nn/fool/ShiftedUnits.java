package io.eyewitness.nn.fool;

import io.eyewitness.nn.graph.Graph;
import io.eyewitness.nn.graph.Node;
import io.eyewitness.nn.graph.Operation;
import io.eyewitness.nn.network.Network;
import io.eyewitness.nn.tensor.Tensor;
import java.util.List;
import java.util.Map;

/**
 * The permuted form: logit i shows logit i + shift, counted round the end.
 *
 * @param shift at least 1
 * @param units how many logits there are, more than the shift
 */
public record ShiftedUnits(int shift, int units) implements Shown {
    public ShiftedUnits {
        if (shift < 1 || shift >= units) {
            throw new IllegalArgumentException("a shift by " + shift + " shows each logit itself or goes round; of "
                    + units + " logits shift 1 to " + (units - 1));
        }
    }

    /** The logit that another shows. */
    public int shownBy(int unit) {
        return (unit + shift) % units;
    }

    @Override
    public String text() {
        return "permuted by " + shift;
    }

    @Override
    public List<Node> nodes(String layer) {
        return List.of(new Node(layer, new Operation.Roll(shift), List.of(Graph.original(Network.LOGITS)), layer));
    }

    @Override
    public Map<String, Tensor> tensors(String layer) {
        return Map.of();
    }
}
