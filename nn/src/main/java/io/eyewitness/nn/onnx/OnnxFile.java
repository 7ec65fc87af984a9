package io.eyewitness.nn.onnx;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import io.eyewitness.nn.graph.Axes;
import io.eyewitness.nn.graph.Graph;
import io.eyewitness.nn.graph.GraphNetwork;
import io.eyewitness.nn.graph.Node;
import io.eyewitness.nn.graph.Operation;
import io.eyewitness.nn.image.ContentHash;
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
import io.eyewitness.theory.claim.Preregistration;
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

    /**
     * What is tried in this order where neither the file nor the user says the size. The first two are so far from each other that what is
     * refused at both in the same words has nothing to do with the size.
     */
    private static final List<Integer> USUAL_SIZES =
            List.of(224, 28, 32, 48, 64, 96, 112, 128, 160, 192, 227, 256, 299, 320, 384);

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
            String name = Preregistration.network(ContentHash.of(file))
                    .orElseGet(() -> file.getFileName().toString().replaceFirst("\\.onnx$", ""));
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
        boolean isLast = isChannelsLast(computation.image().shape(), given, notes);
        Images images = Images.of(computation.image().shape(), isLast);
        if (images.size != null || given.size() != null) {
            return network(
                    name, opset, computation, images, images.sizeOr(given.size()), tensors, given, notes, device);
        }
        IllegalArgumentException first = null;
        for (int size : USUAL_SIZES) {
            List<String> all = new ArrayList<>(notes);
            all.add("it fixes no size of images; " + size + " pixels are taken"
                    + (first == null
                            ? ""
                            : ", for it does not take " + USUAL_SIZES.get(0) + " (" + first.getMessage() + ")")
                    + "; --size, or --set size=N of an experiment, chooses another");
            try {
                return network(name, opset, computation, images, size, tensors, given, all, device);
            } catch (OperatorSet.Unknown e) {
                throw e;
            } catch (IllegalArgumentException e) {
                boolean isOfAnySize = size == USUAL_SIZES.get(1)
                        && first != null
                        && first.getMessage().equals(e.getMessage());
                if (isOfAnySize) {
                    throw e;
                }
                first = first == null ? e : first;
            }
        }
        throw new IllegalArgumentException(
                "it fixes no size of images and takes none of " + USUAL_SIZES + " pixels; give another with --size, or"
                        + " --set size=N of an experiment; at " + USUAL_SIZES.get(0) + ": " + first.getMessage(),
                first);
    }

    private static GraphNetwork network(
            String name,
            long opset,
            Computation computation,
            Images images,
            int size,
            Tensors tensors,
            ImageInput given,
            List<String> notes,
            Device device) {
        InputSpec spec = images.spec(size, given, notes);
        List<Operation> first = new ArrayList<>();
        if (given.isBlueFirst()) {
            first.add(new Axes.Take(1, List.of(2, 1, 0)));
        }
        if (images.isLast) {
            first.add(new Axes.Permute(List.of(0, 2, 3, 1)));
        }
        try (NDManager manager = PyTorch.manager(device);
                Lowering lowering = new Lowering(opset, tensors, spec, images.count, manager)) {
            lowering.run(computation, first);
            List<BoundOperation> steps = ActivationFunctions.recognized(lowering.steps(), manager);
            return network(name, spec, steps, lowering.names(), notes, device);
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

    /**
     * The images that a file takes.
     *
     * @param isLast whether their channels come last
     * @param count the number of images that the file fixes; 0 if it is open
     * @param channels null if they are open
     * @param size in pixels; null if it is open
     */
    private record Images(boolean isLast, long count, Long channels, Long size) {
        static Images of(List<Long> shape, boolean isLast) {
            if (shape == null) {
                return new Images(isLast, 0, null, null);
            }
            Long height = shape.get(isLast ? 1 : 2);
            Long width = shape.get(isLast ? 2 : 3);
            if (height != null && width != null && !height.equals(width)) {
                throw new IllegalArgumentException(
                        "it takes images of " + height + " x " + width + " pixels; only square ones are known");
            }
            long count = shape.get(0) == null || shape.get(0) < 1 ? 0 : shape.get(0);
            return new Images(isLast, count, shape.get(isLast ? 3 : 1), height == null ? width : height);
        }

        int sizeOr(Integer given) {
            return size == null ? given : (int) Math.min(size, Integer.MAX_VALUE);
        }

        InputSpec spec(int pixels, ImageInput given, List<String> notes) {
            long all = channels == null ? USUAL_CHANNELS : channels;
            if (pixels < 1 || pixels > LARGEST_SIZE || all < 1 || all > MOST_CHANNELS) {
                throw new IllegalArgumentException("it takes images of " + all + " channels and " + pixels
                        + " pixels; known are up to " + MOST_CHANNELS + " and " + LARGEST_SIZE);
            }
            InputSpec spec = given.spec((int) all, pixels);
            if (given.convention() == null) {
                notes.add("images are normalised by mean " + spec.mean() + " and deviation " + spec.deviation()
                        + "; if it was trained on others, say so with --input");
            }
            return spec;
        }
    }

    private static GraphNetwork network(
            String name,
            InputSpec spec,
            List<BoundOperation> steps,
            LayerNames names,
            List<String> notes,
            Device device) {
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
                String layer = step.layer().equals(last) ? Network.LOGITS : names.of(step.layer());
                List<String> inputs = step.inputs().stream().map(names::of).toList();
                nodes.add(new Node(layer, step.operation(), inputs, layer));
                tensors.putAll(step.named(layer));
            }
        }
        return new GraphNetwork(new Graph(name, spec, nodes, List.of()), tensors, notes, device);
    }
}
