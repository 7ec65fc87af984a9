package io.eyewitness.nn.onnx.operator;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.eyewitness.nn.graph.Graph;
import io.eyewitness.nn.network.InputSpec;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A run of a computation on so many images, which tells the shapes of its values. Each layer's array is kept as long as a value has it. */
public final class Trace implements AutoCloseable {
    private final NDManager manager;
    private final long images;
    private final Map<String, Operand> values = new HashMap<>();
    private final Map<String, NDArray> arrays = new HashMap<>();
    private final Map<String, Integer> holders = new HashMap<>();
    private final Map<String, Merged> merged = new HashMap<>();

    /** An axis that holds so many groups of images, one after another. */
    private record Merged(int axis, long groups) {}

    /** On so many grey images, which do not live longer than the parent. */
    public Trace(NDManager parent, long images, InputSpec input) {
        this.manager = parent.newSubManager();
        this.images = images;
        Shape shape = new Shape(images, input.channels(), input.size(), input.size());
        arrays.put(Graph.INPUT, manager.zeros(shape).add(0.1));
        holders.put(Graph.INPUT, 1);
    }

    long images() {
        return images;
    }

    /** The images themselves. */
    public Operand.Activation input() {
        return new Operand.Activation(Graph.INPUT, shape(arrays.get(Graph.INPUT)), 0);
    }

    /** Runs a step. */
    public Operand.Activation run(BoundOperation step) {
        try (NDManager scratch = manager.newSubManager()) {
            List<NDArray> views = step.inputs().stream()
                    .map(layer -> view(arrays.get(layer), scratch))
                    .toList();
            NDArray output = step.apply(views, scratch);
            output.attach(manager);
            arrays.put(step.layer(), output);
            step.inputs().forEach(layer -> inherit(layer, step.layer()));
            return new Operand.Activation(step.layer(), shape(output), -1);
        }
    }

    private void inherit(String from, String to) {
        Merged axis = merged.get(from);
        Shape shape = arrays.get(to).getShape();
        if (axis != null
                && shape.dimension() > axis.axis()
                && shape.get(axis.axis()) == arrays.get(from).getShape().get(axis.axis())) {
            merged.put(to, axis);
        }
    }

    /** Says that an axis of a layer holds so many groups of images, one after another. */
    void merge(String layer, int axis, long groups) {
        merged.put(layer, new Merged(axis, groups));
    }

    /** How many groups of images an axis of a layer holds. */
    long merged(String layer, int axis) {
        Merged found = merged.get(layer);
        return found == null || found.axis() != axis ? 1 : found.groups();
    }

    private static NDArray view(NDArray array, NDManager scratch) {
        NDArray view = array.reshape(array.getShape());
        view.attach(scratch);
        return view;
    }

    private static List<Long> shape(NDArray array) {
        return Arrays.stream(array.getShape().getShape()).boxed().toList();
    }

    /** A value by its name; null if there is none. */
    public Operand value(String name) {
        return values.get(name);
    }

    public void put(String name, Operand value) {
        drop(name);
        values.put(name, value);
        if (value instanceof Operand.Activation activation) {
            holders.merge(activation.layer(), 1, Integer::sum);
        }
    }

    /** Forgets a value that nothing reads any more. */
    public void drop(String name) {
        if (values.remove(name) instanceof Operand.Activation activation
                && holders.merge(activation.layer(), -1, Integer::sum) == 0) {
            forget(activation.layer());
        }
    }

    /** Forgets what a node computed on the way and no value has. */
    public void forget(String layer) {
        if (holders.getOrDefault(layer, 0) == 0 && arrays.containsKey(layer)) {
            arrays.remove(layer).close();
        }
    }

    @Override
    public void close() {
        manager.close();
    }
}
