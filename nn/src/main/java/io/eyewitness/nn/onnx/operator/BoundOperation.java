package io.eyewitness.nn.onnx.operator;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.eyewitness.nn.graph.Axes;
import io.eyewitness.nn.graph.Binary;
import io.eyewitness.nn.graph.Graph;
import io.eyewitness.nn.graph.Node;
import io.eyewitness.nn.graph.Operation;
import io.eyewitness.nn.graph.Parameters;
import io.eyewitness.nn.network.InputSpec;
import io.eyewitness.nn.network.Network;
import io.eyewitness.nn.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A step of a network: an operation with the values of its parameters.
 *
 * @param layer its number, as a name
 * @param tensors by the names of the operation's parameters
 * @param inputs layers
 */
public record BoundOperation(String layer, Operation operation, Map<String, Tensor> tensors, List<String> inputs) {
    public BoundOperation {
        tensors = Map.copyOf(tensors);
        inputs = List.copyOf(inputs);
    }

    /**
     * The step for any number of images that are these for two numbers of them.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static BoundOperation forAll(BoundOperation first, BoundOperation second) {
        if (!first.inputs.equals(second.inputs)) {
            throw different();
        }
        if (first.operation.equals(second.operation)) {
            first.tensors.forEach((name, tensor) -> {
                if (tensor.values() != second.tensors.get(name).values() && !tensor.equals(second.tensors.get(name))) {
                    throw different();
                }
            });
            return first;
        }
        if (first.operation instanceof Axes.Reshape one && second.operation instanceof Axes.Reshape two) {
            return first.with(new Axes.Reshape(open(one.shape(), two.shape())));
        }
        if (first.operation instanceof Axes.Spread one && second.operation instanceof Axes.Spread two) {
            return first.with(new Axes.Spread(open(one.shape(), two.shape())));
        }
        if (first.operation instanceof Axes.Constant one && second.operation instanceof Axes.Constant two) {
            int axis = only(one.shape(), two.shape());
            Tensor value = single(first.tensors.get("value"), axis);
            requireRepeated(value, axis, first.tensors.get("value"), second.tensors.get("value"));
            return new BoundOperation(
                    first.layer, new Axes.Constant(value.shape(), axis), Map.of("value", value), first.inputs);
        }
        if (first.operation instanceof Binary one
                && second.operation instanceof Binary two
                && one.function() != Binary.Function.MATMUL) {
            int axis = only(one.shape(), two.shape());
            Tensor value = single(first.tensors.get("value"), axis);
            requireRepeated(value, axis, first.tensors.get("value"), second.tensors.get("value"));
            return new BoundOperation(
                    first.layer,
                    new Binary(one.function(), one.constant(), value.shape()),
                    Map.of("value", value),
                    first.inputs);
        }
        throw different();
    }

    /**
     * Its output.
     *
     * @param scratch of what it needs on the way, and of the inputs
     */
    public NDArray apply(List<NDArray> values, NDManager scratch) {
        List<String> sources = Collections.nCopies(values.size(), Graph.INPUT);
        Node node = new Node(Network.LOGITS, operation, sources, "");
        Graph single = new Graph(Network.LOGITS, InputSpec.IMAGENET, List.of(node), List.of());
        return operation.apply(values, Parameters.frozen(single, tensors, scratch), false);
    }

    private BoundOperation with(Operation other) {
        return new BoundOperation(layer, other, tensors, inputs);
    }

    /** The shape, its length that differs left open. */
    private static List<Long> open(List<Long> first, List<Long> second) {
        List<Long> open = new ArrayList<>(first);
        open.set(only(first, second), -1L);
        return open;
    }

    /** The only axis along which shapes differ. */
    private static int only(List<Long> first, List<Long> second) {
        int axis = -1;
        for (int i = 0; i < first.size() && first.size() == second.size(); i++) {
            if (!first.get(i).equals(second.get(i))) {
                if (axis >= 0) {
                    throw different();
                }
                axis = i;
            }
        }
        if (axis < 0) {
            throw different();
        }
        return axis;
    }

    private static Tensor single(Tensor tensor, int axis) {
        List<Long> shape = new ArrayList<>(tensor.shape());
        shape.set(axis, 1L);
        int inner = Constant.size(shape.subList(axis + 1, shape.size()));
        long length = tensor.shape().get(axis);
        float[] values = new float[Constant.size(shape)];
        for (int i = 0; i < values.length; i++) {
            values[i] = tensor.values()[(int) (i / inner * inner * length + i % inner)];
        }
        return new Tensor(shape, values);
    }

    private static void requireRepeated(Tensor value, int axis, Tensor... all) {
        int inner = Constant.size(value.shape().subList(axis + 1, value.shape().size()));
        for (Tensor tensor : all) {
            int length = Math.toIntExact(tensor.shape().get(axis));
            for (int i = 0; i < tensor.values().length; i++) {
                float other = value.values()[i / (inner * length) * inner + i % inner];
                if (Float.compare(other, tensor.values()[i]) != 0) {
                    throw different();
                }
            }
        }
    }

    private static IllegalArgumentException different() {
        return new IllegalArgumentException("what it computes is another for another number of images");
    }

    /** Its parameters under its name in a network. */
    public Map<String, Tensor> named(String prefix) {
        Map<String, Tensor> named = new LinkedHashMap<>();
        tensors.forEach((name, tensor) -> named.put(prefix + "." + name, tensor));
        return named;
    }
}
