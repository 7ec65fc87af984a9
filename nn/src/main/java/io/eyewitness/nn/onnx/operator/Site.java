package io.eyewitness.nn.onnx.operator;

import io.eyewitness.nn.graph.Axes;
import io.eyewitness.nn.graph.Graph;
import io.eyewitness.nn.graph.Operation;
import io.eyewitness.nn.onnx.proto.Proto;
import io.eyewitness.nn.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A node in a trace: its settings, its inputs, and the steps that compute it. What only arranges numbers is done at once where they are
 * constant.
 */
public final class Site {
    /** More numbers than a layer has, for three images. */
    private static final long LARGEST = 1L << 28;

    private final Proto.Node node;
    private final long opset;
    private final Trace trace;
    private final Tensors tensors;
    private final long declared;
    private final int firstLayer;
    private final List<Operand> inputs;
    private final List<BoundOperation> steps = new ArrayList<>();
    private final Set<String> read = new HashSet<>();

    /**
     * A node.
     *
     * @param declared the number of images that the file fixes; 0 if it is open
     * @param firstLayer the number of its first step
     */
    public Site(Proto.Node node, long opset, Trace trace, Tensors tensors, long declared, int firstLayer) {
        this.node = node;
        this.opset = opset;
        this.trace = trace;
        this.tensors = tensors;
        this.declared = declared;
        this.firstLayer = firstLayer;
        this.inputs = new ArrayList<>();
        for (String name : node.inputs()) {
            Operand value = name.isEmpty() ? null : trace.value(name);
            if (value == null && !name.isEmpty()) {
                throw new IllegalArgumentException("its input " + name + " is computed by no node before it");
            }
            inputs.add(value);
        }
    }

    long opset() {
        return opset;
    }

    Proto.Node node() {
        return node;
    }

    /** Its steps so far. */
    public List<BoundOperation> steps() {
        return steps;
    }

    /** The settings that no rule has looked at. */
    public Set<String> unread() {
        Set<String> unread = new HashSet<>(node.attributes().keySet());
        unread.removeAll(read);
        return unread;
    }

    private Proto.Attribute attribute(String name) {
        read.add(name);
        return node.attributes().get(name);
    }

    /** Says that settings have no bearing on what is computed here. */
    void ignore(String... names) {
        read.addAll(List.of(names));
    }

    boolean hasAttribute(String name) {
        return attribute(name) != null;
    }

    long integer(String name, long otherwise) {
        Proto.Attribute attribute = attribute(name);
        return attribute == null ? otherwise : attribute.integer();
    }

    boolean flag(String name, boolean otherwise) {
        return integer(name, otherwise ? 1 : 0) != 0;
    }

    float real(String name, double otherwise) {
        Proto.Attribute attribute = attribute(name);
        return attribute == null ? (float) otherwise : attribute.real();
    }

    String text(String name, String otherwise) {
        Proto.Attribute attribute = attribute(name);
        return attribute == null ? otherwise : attribute.text();
    }

    /** A list; null if it is left out. */
    List<Long> integers(String name) {
        Proto.Attribute attribute = attribute(name);
        return attribute == null ? null : attribute.integers();
    }

    /** A list; null if it is left out. */
    List<Float> reals(String name) {
        Proto.Attribute attribute = attribute(name);
        return attribute == null ? null : attribute.reals();
    }

    Constant tensor(String name) {
        Proto.Attribute attribute = attribute(name);
        if (attribute == null) {
            return null;
        }
        if (attribute.tensor() == null) {
            throw new IllegalArgumentException("its setting " + name + " is no tensor");
        }
        return tensors.read(attribute.tensor());
    }

    /** A graph within the node; null if it is left out. */
    public Proto.Graph graph(String name) {
        Proto.Attribute attribute = attribute(name);
        return attribute == null ? null : attribute.graph();
    }

    int inputs() {
        return inputs.size();
    }

    boolean has(int input) {
        return input < inputs.size() && inputs.get(input) != null;
    }

    Operand input(int input) {
        if (!has(input)) {
            throw new IllegalArgumentException("it lacks input " + input);
        }
        return inputs.get(input);
    }

    boolean areConstant() {
        return inputs.stream().noneMatch(Operand.Activation.class::isInstance);
    }

    /** Whether an input is there and does not depend on the image. */
    public boolean isConstant(int input) {
        return has(input) && inputs.get(input) instanceof Constant;
    }

    /** An input that may not depend on the image. */
    public Constant constant(int input) {
        if (input(input) instanceof Constant constant) {
            return constant;
        }
        throw new IllegalArgumentException(
                "its input " + node.inputs().get(input) + " depends on the image, where only a constant is known");
    }

    /** The same; null if it is left out. */
    Constant optional(int input) {
        return has(input) ? constant(input) : null;
    }

    /** Integers from a setting in older versions of an operator, from an input since; null if they are left out. */
    List<Long> integers(String attribute, int input) {
        return hasAttribute(attribute)
                ? integers(attribute)
                : has(input) ? constant(input).integers() : null;
    }

    /** Counted from 0. */
    static int axis(long axis, int rank) {
        if (axis < -rank || axis >= rank) {
            throw new IllegalArgumentException("there is no axis " + axis + " of " + rank);
        }
        return (int) (axis < 0 ? axis + rank : axis);
    }

    static List<Integer> axes(List<Long> axes, int rank) {
        return axes.stream().map(axis -> axis(axis, rank)).toList();
    }

    /** A small number, as sizes in pixels are. */
    static int small(long number) {
        if (number < Integer.MIN_VALUE / 4 || number > Integer.MAX_VALUE / 4) {
            throw new IllegalArgumentException("the size " + number + " is too large");
        }
        return (int) number;
    }

    static void requireRoom(List<Long> shape) {
        double size = shape.stream().mapToDouble(length -> Math.max(0, length)).reduce(1, (a, b) -> a * b);
        if (size > LARGEST) {
            throw new IllegalArgumentException("what it gives, of shape " + shape + ", is too large");
        }
    }

    /** The layer of an operand; a constant becomes one. */
    String layer(Operand operand) {
        return operand instanceof Constant constant ? layer(constant, -1) : ((Operand.Activation) operand).layer();
    }

    private String layer(Constant constant, int batch) {
        Operation operation = new Axes.Constant(constant.shape(), batch);
        return step(operation, Map.of("value", constant.tensor()), Graph.INPUT).layer();
    }

    Operand.Activation step(Operation operation, Map<String, Tensor> values, String... layers) {
        BoundOperation step = new BoundOperation("#" + (firstLayer + steps.size()), operation, values, List.of(layers));
        steps.add(step);
        return trace.run(step);
    }

    Operand.Activation step(Operation operation, Operand... operands) {
        List<String> layers = new ArrayList<>();
        for (Operand operand : operands) {
            layers.add(layer(operand));
        }
        return step(operation, Map.of(), layers.toArray(String[]::new));
    }

    // Arrangements

    /** Of a shape without 0 and -1. If the file fixes the number of images, shapes are understood for the number that there is. */
    Operand reshape(Operand operand, List<Long> shape) {
        if (operand instanceof Constant constant) {
            return constant.reshaped(shape);
        }
        Operand.Activation activation = (Operand.Activation) operand;
        boolean isDeclared = activation.batch() >= 0
                && declared > 0
                && product(shape) * trace.images() == product(activation.shape()) * declared;
        int axis = isDeclared && trace.images() != declared ? axisOfImages(activation, shape) : -1;
        if (axis < 0) {
            return shape.equals(activation.shape()) ? activation : step(new Axes.Reshape(shape), activation);
        }
        List<Long> wanted = new ArrayList<>(shape);
        wanted.set(axis, shape.get(axis) / declared * trace.images());
        Operand.Activation reshaped =
                wanted.equals(activation.shape()) ? activation : step(new Axes.Reshape(wanted), activation);
        trace.merge(reshaped.layer(), axis, before(activation) / product(shape.subList(0, axis)));
        return reshaped;
    }

    /** The number of groups of images that a value has in a row. */
    private long before(Operand.Activation from) {
        return product(from.shape().subList(0, from.batch())) * trace.merged(from.layer(), from.batch());
    }

    /**
     * Where the images are in a shape for the number that the file fixes: after what comes before them; but where axes are merged, before all
     * that an image has after it.
     */
    private int axisOfImages(Operand.Activation from, List<Long> shape) {
        long before = before(from);
        boolean merges = shape.size() < from.shape().size();
        for (int axis = 0; merges && axis < shape.size(); axis++) {
            if (product(shape.subList(0, axis + 1)) == before * declared && shape.get(axis) % declared == 0) {
                return axis;
            }
        }
        for (int axis = 0; axis < shape.size(); axis++) {
            if (product(shape.subList(0, axis)) == before && shape.get(axis) % declared == 0) {
                return axis;
            }
        }
        return -1;
    }

    /** A shape of a value as the file has it, for the number of images that it fixes. */
    List<Long> declared(Operand operand) {
        if (declared == 0 || !(operand instanceof Operand.Activation activation) || activation.batch() < 0) {
            return operand.shape();
        }
        List<Long> shape = new ArrayList<>(activation.shape());
        shape.set(activation.batch(), shape.get(activation.batch()) / trace.images() * declared);
        return shape;
    }

    private static long product(List<Long> shape) {
        return shape.stream().reduce(1L, (a, b) -> a * b);
    }

    Operand permute(Operand operand, List<Integer> order) {
        int rank = operand.shape().size();
        if (order.size() != rank
                || !new HashSet<>(order)
                        .equals(new HashSet<>(IntStream.range(0, rank).boxed().toList()))) {
            throw new IllegalArgumentException(order + " is no order of " + rank + " axes");
        }
        return operand instanceof Constant constant
                ? Arrange.permute(constant, order)
                : step(new Axes.Permute(order), operand);
    }

    Operand take(Operand operand, int axis, List<Integer> places) {
        long length = operand.shape().get(axis);
        for (int place : places) {
            if (place < 0 || place >= length) {
                throw new IllegalArgumentException("there is no place " + place + " of " + length);
            }
        }
        if (operand instanceof Constant constant) {
            return Arrange.take(constant, axis, places);
        }
        if (places.equals(IntStream.range(0, Math.toIntExact(length)).boxed().toList())) {
            return operand;
        }
        if (places.isEmpty()) {
            throw new IllegalArgumentException("nothing is left of axis " + axis);
        }
        return step(new Axes.Take(axis, places), operand);
    }

    Operand join(int axis, List<Operand> operands) {
        if (operands.size() == 1) {
            return operands.get(0);
        }
        if (operands.stream().allMatch(Constant.class::isInstance)) {
            return Arrange.join(
                    axis, operands.stream().map(Constant.class::cast).toList());
        }
        int batch = operands.stream()
                .filter(Operand.Activation.class::isInstance)
                .mapToInt(operand -> ((Operand.Activation) operand).batch())
                .max()
                .orElse(-1);
        List<String> layers = new ArrayList<>();
        for (Operand operand : operands) {
            boolean repeated = declared == 1
                    && batch >= 0
                    && batch != axis
                    && operand instanceof Constant
                    && operand.shape().get(batch) == 1;
            layers.add(repeated ? layer((Constant) operand, batch) : layer(operand));
        }
        Operation operation = axis == 1 ? new Operation.Concat() : new Axes.Join(axis);
        return step(operation, Map.of(), layers.toArray(String[]::new));
    }

    /** Broadcast to a shape, which may have more axes. */
    Operand spread(Operand operand, List<Long> shape) {
        List<Long> whole = Arrange.broadcast(operand.shape(), shape);
        if (operand instanceof Constant constant) {
            return Arrange.spread(constant, whole);
        }
        requireRoom(whole);
        return whole.equals(operand.shape()) ? operand : step(new Axes.Spread(whole), operand);
    }
}
