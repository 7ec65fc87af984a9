package io.eyewitness.nn.onnx;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import io.eyewitness.nn.graph.Axes;
import io.eyewitness.nn.graph.Graph;
import io.eyewitness.nn.graph.GraphNetwork;
import io.eyewitness.nn.graph.Node;
import io.eyewitness.nn.graph.Operation;
import io.eyewitness.nn.network.InputSpec;
import io.eyewitness.nn.network.LogitsCheck;
import io.eyewitness.nn.network.Network;
import io.eyewitness.nn.network.PyTorch;
import io.eyewitness.nn.onnx.operator.BoundOperation;
import io.eyewitness.nn.onnx.operator.OperatorSet;
import io.eyewitness.nn.onnx.operator.Tensors;
import io.eyewitness.nn.onnx.proto.Proto;
import io.eyewitness.nn.tensor.FileKind;
import io.eyewitness.nn.tensor.Tensor;
import io.eyewitness.theory.text.Visible;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Networks as ONNX files. */
public final class OnnxFile {
    private static final int LARGEST_FILE = Integer.MAX_VALUE - 8;
    private static final int LARGEST_SIZE = 4096;
    private static final int MOST_CHANNELS = 64;
    private static final int USUAL_CHANNELS = 3;

    private OnnxFile() {}

    /**
     * The classifier of a file.
     *
     * @param input what the file does not say
     * @throws IllegalArgumentException naming the file, and what is wrong with it or not known of it
     * @throws OutOfMemoryError if Java has too little memory for it
     */
    public static GraphNetwork read(Path file, ImageInput input, Device device) {
        try {
            FileKind kind = FileKind.of(file);
            if (kind != FileKind.ONNX && kind != FileKind.UNKNOWN) {
                throw new IllegalArgumentException("it is no ONNX file, but " + kind.advice(file));
            }
            if (Files.size(file) > LARGEST_FILE) {
                throw new IllegalArgumentException("it has " + Files.size(file) + " bytes, more than ONNX's format"
                        + " holds in one file, 2 GB: save its weights beside it, as external data");
            }
            Proto.Model model = Proto.model(ByteBuffer.wrap(Files.readAllBytes(file)));
            String name = file.getFileName().toString().replaceFirst("\\.onnx$", "");
            Path folder = file.toAbsolutePath().getParent();
            return checked(network(name, model, new Tensors(folder), input, device));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + Visible.line(Visible.clipped(e.getMessage())), e);
        } catch (IOException e) {
            throw new IllegalArgumentException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static GraphNetwork checked(GraphNetwork network) {
        try {
            LogitsCheck.requireReproducible(network);
            return network;
        } catch (RuntimeException e) {
            network.close();
            throw e;
        }
    }

    private static GraphNetwork network(
            String name, Proto.Model model, Tensors tensors, ImageInput given, Device device) {
        long opset = model.opsets().getOrDefault("", 1L);
        if (opset < OperatorSet.OLDEST || opset > OperatorSet.NEWEST) {
            throw new IllegalArgumentException(
                    "its operators are of opset " + opset + "; known are " + OperatorSet.OLDEST + " to "
                            + OperatorSet.NEWEST + ": export it with opset_version=17, for example");
        }
        Computation computation = Computation.of(model.graph(), given.output());
        List<String> notes = new ArrayList<>(computation.notes());
        List<Long> shape = computation.image().shape();
        boolean isLast = isChannelsLast(shape, given, notes);
        InputSpec spec = spec(shape, isLast, given, notes);
        List<Operation> image = new ArrayList<>();
        if (given.isBlueFirst()) {
            image.add(new Axes.Take(1, List.of(2, 1, 0)));
        }
        if (isLast) {
            image.add(new Axes.Permute(List.of(0, 2, 3, 1)));
        }
        long declared = shape == null || shape.get(0) == null || shape.get(0) < 1 ? 0 : shape.get(0);
        try (NDManager manager = PyTorch.manager(device);
                Lowering lowering = new Lowering(opset, tensors, spec, declared, manager)) {
            lowering.run(computation, image);
            return network(name, spec, lowering, notes, device);
        }
    }

    private static boolean isChannelsLast(List<Long> shape, ImageInput given, List<String> notes) {
        if (given.layout() != null) {
            return given.layout().equals("NHWC");
        }
        boolean isLast = shape != null && isColour(shape.get(3)) && !isColour(shape.get(1));
        if (isLast) {
            notes.add("the channels of its images come last (NHWC)");
        }
        return isLast;
    }

    private static boolean isColour(Long length) {
        return length != null && (length == 1 || length == USUAL_CHANNELS);
    }

    private static InputSpec spec(List<Long> shape, boolean isLast, ImageInput given, List<String> notes) {
        Long channels = shape == null ? null : shape.get(isLast ? 3 : 1);
        Long height = shape == null ? null : shape.get(isLast ? 1 : 2);
        Long width = shape == null ? null : shape.get(isLast ? 2 : 3);
        if (height != null && width != null && !height.equals(width)) {
            throw new IllegalArgumentException(
                    "it takes images of " + height + " x " + width + " pixels; only square ones are known");
        }
        int size = given.sizeOr(height == null ? width : height);
        long count = channels == null ? USUAL_CHANNELS : channels;
        if (size < 1 || size > LARGEST_SIZE || count < 1 || count > MOST_CHANNELS) {
            throw new IllegalArgumentException("it takes images of " + count + " channels and " + size
                    + " pixels; known are up to " + MOST_CHANNELS + " and " + LARGEST_SIZE);
        }
        InputSpec spec = given.spec((int) count, size);
        boolean isTold = given.convention() != null;
        if (!isTold) {
            notes.add("images are normalised by mean " + spec.mean() + " and deviation " + spec.deviation()
                    + "; if it was trained on others, say so with --input");
        }
        if (height == null && width == null && given.size() == null) {
            notes.add("it fixes no size of images; " + size + " pixels are taken");
        }
        return spec;
    }

    private static GraphNetwork network(
            String name, InputSpec spec, Lowering lowering, List<String> notes, Device device) {
        List<BoundOperation> steps = lowering.steps();
        String last = steps.get(steps.size() - 1).layer();
        Set<String> needed = new HashSet<>(Set.of(last));
        for (int i = steps.size() - 1; i >= 0; i--) {
            if (needed.contains(steps.get(i).layer())) {
                needed.addAll(steps.get(i).inputs());
            }
        }
        List<Node> nodes = new ArrayList<>();
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (BoundOperation step : steps) {
            if (needed.contains(step.layer())) {
                String layer = step.layer().equals(last)
                        ? Network.LOGITS
                        : lowering.names().of(step.layer());
                List<String> inputs =
                        step.inputs().stream().map(lowering.names()::of).toList();
                nodes.add(new Node(layer, step.operation(), inputs, layer));
                tensors.putAll(step.named(layer));
            }
        }
        return new GraphNetwork(new Graph(name, spec, nodes, List.of()), tensors, notes, device);
    }
}
