package io.eyewitness.nn.onnx;

import io.eyewitness.nn.graph.Axes;
import io.eyewitness.nn.graph.Binary;
import io.eyewitness.nn.graph.Operation;
import io.eyewitness.nn.graph.Pointwise;
import io.eyewitness.nn.onnx.operator.BoundOperation;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The layers whose channels come last, as between the transpositions of ConvNeXt's blocks. */
final class ChannelsLast {
    /** From (batch, height, width, channels) to (batch, channels, height, width). */
    static final Operation TO_FIRST = new Axes.Permute(List.of(0, 3, 1, 2));

    /** The other way. */
    static final Operation TO_LAST = new Axes.Permute(List.of(0, 2, 3, 1));

    private final Map<String, Operation> seen = new HashMap<>();
    private final Set<String> layers = new HashSet<>();

    /** Takes note of a step. */
    void see(BoundOperation step) {
        Operation operation = step.operation();
        seen.put(step.layer(), operation);
        boolean isTurned = operation.equals(TO_LAST) && !(seen.get(step.inputs().get(0)) instanceof Axes.Reshape);
        if (isTurned || keepsAxes(operation) && step.inputs().stream().anyMatch(layers::contains)) {
            layers.add(step.layer());
        }
    }

    /** Whether a layer of four axes is one of them. */
    boolean has(String layer) {
        return layers.contains(layer);
    }

    private static boolean keepsAxes(Operation operation) {
        return operation instanceof Pointwise
                || operation instanceof Binary
                || operation instanceof Operation.Relu
                || operation instanceof Operation.Add
                || operation instanceof Operation.Identity
                || operation instanceof Axes.Standardize
                || operation instanceof Axes.Softmax;
    }
}
