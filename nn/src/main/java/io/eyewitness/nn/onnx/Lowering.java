package io.eyewitness.nn.onnx;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDManager;
import io.eyewitness.nn.graph.Axes;
import io.eyewitness.nn.graph.Operation;
import io.eyewitness.nn.network.InputSpec;
import io.eyewitness.nn.network.TorchErrors;
import io.eyewitness.nn.onnx.operator.BoundOperation;
import io.eyewitness.nn.onnx.operator.Constant;
import io.eyewitness.nn.onnx.operator.Operand;
import io.eyewitness.nn.onnx.operator.OperatorSet;
import io.eyewitness.nn.onnx.operator.OperatorSet.Rule;
import io.eyewitness.nn.onnx.operator.Site;
import io.eyewitness.nn.onnx.operator.Tensors;
import io.eyewitness.nn.onnx.operator.Trace;
import io.eyewitness.nn.onnx.proto.Proto;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Turns a computation into steps, node by node, on two numbers of images at once: what is constant on both is computed, and a length that
 * differs between them is that of the images.
 */
final class Lowering implements AutoCloseable {
    private static final int[] IMAGES = {2, 3};

    private final long opset;
    private final Tensors tensors;
    private final long declared;
    private final List<Trace> traces = new ArrayList<>();
    private final List<BoundOperation> steps = new ArrayList<>();
    private final LayerNames names = new LayerNames();
    private final Map<String, Integer> readers = new HashMap<>();
    private final ChannelsLast channelsLast = new ChannelsLast();

    /**
     * For images.
     *
     * @param declared their number, if the file fixes it; else 0
     */
    Lowering(long opset, Tensors tensors, InputSpec input, long declared, NDManager manager) {
        this.opset = opset;
        this.tensors = tensors;
        this.declared = declared;
        for (int images : IMAGES) {
            traces.add(new Trace(manager, images, input));
        }
    }

    /** The steps, the last of which gives the logits. */
    List<BoundOperation> steps() {
        return steps;
    }

    /** The names of the layers. */
    LayerNames names() {
        return names;
    }

    /**
     * Turns a computation into steps.
     *
     * @param image what is done with the images first, in this order
     */
    void run(Computation computation, List<Operation> image) {
        computation.nodes().forEach(this::count);
        readers.merge(computation.output(), 1, Integer::sum);
        put(computation.initializers());
        List<Operand> images = new ArrayList<>();
        traces.forEach(trace -> images.add(trace.input()));
        for (Operation operation : image) {
            String layer = "#" + steps.size();
            steps.add(new BoundOperation(layer, operation, Map.of(), List.of(layerOf(images.get(0)))));
            images.replaceAll(operand -> traces.get(images.indexOf(operand)).run(steps.get(steps.size() - 1)));
            names.hide(layer, "image");
            channelsLast.see(steps.get(steps.size() - 1));
        }
        List<Operand> batched = batched(images);
        for (int i = 0; i < traces.size(); i++) {
            traces.get(i).put(computation.image().name(), batched.get(i));
        }
        computation.nodes().forEach(this::lower);
        finish(computation.output());
    }

    private static String layerOf(Operand operand) {
        return ((Operand.Activation) operand).layer();
    }

    private void put(List<Proto.Tensor> initializers) {
        for (Proto.Tensor tensor : initializers) {
            if (readers.containsKey(tensor.name())) {
                Constant constant = tensors.read(tensor);
                traces.forEach(trace -> trace.put(tensor.name(), constant));
            }
        }
    }

    private void count(Proto.Node node) {
        Computation.reads(node).forEach(name -> readers.merge(name, 1, Integer::sum));
    }

    private void lower(Proto.Node node) {
        try {
            if (node.operator().equals(OperatorSet.IF) && node.domain().isEmpty()) {
                choose(node);
            } else {
                compute(node, OperatorSet.of(node, opset));
            }
        } catch (Refusal | OperatorSet.Unknown e) {
            throw e;
        } catch (EngineException e) {
            if (TorchErrors.isOfTheDevice(e)) {
                throw e;
            }
            throw refusal(node, "PyTorch says: " + TorchErrors.of(e), e);
        } catch (RuntimeException e) {
            boolean isOurs = e.getClass() == IllegalArgumentException.class && e.getMessage() != null;
            throw refusal(node, isOurs ? e.getMessage() : "its settings and inputs do not fit together", e);
        }
        for (String name : Computation.reads(node)) {
            if (readers.merge(name, -1, Integer::sum) <= 0) {
                traces.forEach(trace -> trace.drop(name));
            }
        }
    }

    private Refusal refusal(Proto.Node node, String fault, RuntimeException cause) {
        return new Refusal("node " + node.title() + " (" + node.operator() + ", opset " + opset + "): " + fault, cause);
    }

    /** What names its node already. */
    private static final class Refusal extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        Refusal(String message, Throwable cause) {
            super(message, cause);
        }
    }

    private List<Site> sites(Proto.Node node) {
        return traces.stream()
                .map(trace -> new Site(node, opset, trace, tensors, declared, steps.size()))
                .toList();
    }

    private void choose(Proto.Node node) {
        List<Site> sites = sites(node);
        if (!sites.get(0).isConstant(0)) {
            throw new IllegalArgumentException("its condition depends on the image: control flow is not known");
        }
        boolean first = sites.get(0).constant(0).single() != 0;
        if (first != (sites.get(1).constant(0).single() != 0)) {
            throw new IllegalArgumentException("its condition depends on the number of images");
        }
        Proto.Graph branch = sites.get(0).graph(first ? "then_branch" : "else_branch");
        if (branch == null || branch.outputs().size() < node.outputs().size()) {
            throw new IllegalArgumentException("it lacks a branch");
        }
        put(branch.initializers());
        branch.nodes().forEach(inner -> count(inner));
        branch.outputs().forEach(value -> readers.merge(value.name(), 1, Integer::sum));
        branch.nodes().forEach(this::lower);
        for (int i = 0; i < node.outputs().size(); i++) {
            for (Trace trace : traces) {
                Operand value = trace.value(branch.outputs().get(i).name());
                if (value == null) {
                    throw new IllegalArgumentException("its branch lacks an output");
                }
                trace.put(node.outputs().get(i), value);
            }
        }
    }

    private void compute(Proto.Node node, Rule rule) {
        List<Site> sites = sites(node);
        List<List<Operand>> outputs = sites.stream().map(rule::outputs).toList();
        Set<String> unread = new TreeSet<>(sites.get(0).unread());
        if (!unread.isEmpty()) {
            throw new IllegalArgumentException("its setting " + String.join(", ", unread) + " is not known");
        }
        merge(sites);
        sites.get(0).steps().forEach(channelsLast::see);
        for (int i = 0; i < Math.min(node.outputs().size(), outputs.get(0).size()); i++) {
            int number = i;
            String name = node.outputs().get(i);
            List<Operand> values = named(
                    node,
                    number,
                    batched(outputs.stream().map(all -> all.get(number)).toList()));
            for (int trace = 0; trace < traces.size(); trace++) {
                traces.get(trace).put(name, values.get(trace));
            }
            if (!readers.containsKey(name)) {
                traces.forEach(trace -> trace.drop(name));
            }
        }
        sites.get(0).steps().forEach(step -> traces.forEach(trace -> trace.forget(step.layer())));
    }

    private void merge(List<Site> sites) {
        List<BoundOperation> first = sites.get(0).steps();
        List<BoundOperation> second = sites.get(1).steps();
        if (first.size() != second.size()) {
            throw new IllegalArgumentException("what it computes is another for another number of images");
        }
        for (int i = 0; i < first.size(); i++) {
            steps.add(BoundOperation.forAll(first.get(i), second.get(i)));
        }
    }

    /** The same values, with their axis of images. */
    private List<Operand> batched(List<Operand> values) {
        boolean areActivations = values.stream().allMatch(Operand.Activation.class::isInstance);
        if (!areActivations) {
            if (values.stream().anyMatch(Operand.Activation.class::isInstance)) {
                throw new IllegalArgumentException("whether it is constant depends on the number of images");
            }
            return values;
        }
        List<Long> one = values.get(0).shape();
        List<Long> two = values.get(1).shape();
        int batch = -1;
        for (int axis = 0; axis < Math.min(one.size(), two.size()); axis++) {
            if (!one.get(axis).equals(two.get(axis)) && batch < 0) {
                batch = axis;
            }
        }
        int axis = batch;
        return values.stream()
                .map(value -> (Operand) new Operand.Activation(layerOf(value), value.shape(), axis))
                .toList();
    }

    /** Names the layer of a node's output, and shows tokens, and channels that come last, as images there. */
    private List<Operand> named(Proto.Node node, int output, List<Operand> values) {
        if (!(values.get(0) instanceof Operand.Activation activation) || names.has(activation.layer())) {
            return values;
        }
        String name = node.name().isEmpty() ? node.outputs().get(0) : node.name();
        String title = node.outputs().size() > 1 ? name + "/" + output : name;
        List<Long> shape = activation.shape();
        boolean isByImage = activation.batch() == 0 && shape.get(0) == IMAGES[0];
        boolean isTurned = channelsLast.has(activation.layer()) && shape.size() == 4;
        if (isByImage && !isTurned && (shape.size() == 2 || shape.size() == 4)) {
            names.show(activation.layer(), title);
            return values;
        }
        names.hide(activation.layer(), title);
        if (!isByImage || shape.size() != 3 && !isTurned) {
            return values;
        }
        BoundOperation image = add(isTurned ? ChannelsLast.TO_FIRST : new Axes.Tokens(false), activation.layer());
        BoundOperation back = add(isTurned ? ChannelsLast.TO_LAST : new Axes.Tokens(true), image.layer());
        channelsLast.see(back);
        names.show(image.layer(), title);
        names.hide(back.layer(), title);
        List<Operand> same = new ArrayList<>();
        for (int i = 0; i < traces.size(); i++) {
            traces.get(i).run(image);
            Operand tokens = traces.get(i).run(back);
            traces.get(i).forget(image.layer());
            same.add(new Operand.Activation(back.layer(), tokens.shape(), 0));
        }
        return same;
    }

    private BoundOperation add(Operation operation, String layer) {
        BoundOperation step = new BoundOperation("#" + steps.size(), operation, Map.of(), List.of(layer));
        steps.add(step);
        return step;
    }

    private void finish(String output) {
        Operand value = traces.get(0).value(output);
        if (!(value instanceof Operand.Activation logits)) {
            throw new IllegalArgumentException("its output " + output + " does not depend on the image");
        }
        List<Long> shape = logits.shape();
        boolean isList = logits.batch() == 0
                && shape.get(0) == IMAGES[0]
                && shape.size() > 1
                && shape.stream().skip(2).allMatch(length -> length == 1);
        if (!isList) {
            throw new IllegalArgumentException("its output " + output + " is no list of logits for each image, but of"
                    + " shape " + shape + " for " + IMAGES[0] + " images; name another value with --output");
        }
        if (shape.size() > 2) {
            add(new Operation.Flatten(), logits.layer());
        } else if (!logits.layer().equals(steps.get(steps.size() - 1).layer())) {
            add(new Operation.Identity(), logits.layer());
        }
    }

    @Override
    public void close() {
        traces.forEach(Trace::close);
    }
}
