package io.eyewitness.nn.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.eyewitness.nn.graph.GraphNetwork;
import io.eyewitness.nn.network.Network;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Networks of torchvision with random weights, exported by Debian's PyTorch, with the logits and gradients that they have there. */
final class Exporter {
    private static final String PYTHON = "/usr/bin/python3";
    private static final double TOLERANCE = 1e-4;
    private static final double GRADIENT_TOLERANCE = 1e-3;

    private final Path folder;
    private final int size;
    private final float[] image;
    private final float[] expected;
    private final float[] slopes;
    private final double slope;

    /**
     * How far a file's network is from the exporter's, relative to the largest number.
     *
     * @param logits the largest difference of logits
     * @param gradient the largest difference of gradients
     * @param slope the difference of the slope along the gradient from what differences of the exporter's values give
     */
    record Difference(int layers, double logits, double gradient, double slope) {
        @Override
        public String toString() {
            return layers + " layers, relative difference of logits " + (float) logits + ", of gradients "
                    + (float) gradient + ", from differences " + (float) slope;
        }
    }

    private Exporter(Path folder, int size) throws IOException {
        this.folder = folder;
        this.size = size;
        FloatBuffer numbers = ByteBuffer.wrap(Files.readAllBytes(folder.resolve("expected.bin")))
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer();
        image = new float[3 * size * size];
        numbers.get(image);
        expected = new float[numbers.remaining() - image.length - 1];
        slopes = new float[image.length];
        numbers.get(expected).get(slopes);
        slope = numbers.get();
    }

    /** Skips a test where the exporter is absent. */
    static void requirePresent() throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(Path.of(PYTHON)), PYTHON + " is absent");
        assumeTrue(
                run(List.of(PYTHON, "-c", "import torch, torchvision, onnx"), Path.of(".")) == 0,
                "Debian's python3-torch, python3-torchvision or python3-onnx is absent");
    }

    /**
     * Exports a network.
     *
     * @param forms opset and axes of each file, such as {@code 13-open}, as export.py takes them
     */
    static Exporter of(Path folder, String name, int size, List<String> forms)
            throws IOException, InterruptedException {
        Path script = folder.resolve("export.py");
        try (InputStream stream = Exporter.class.getResourceAsStream("export.py")) {
            Files.copy(stream, script);
        }
        List<String> command =
                new ArrayList<>(List.of(PYTHON, script.toString(), name, String.valueOf(size), folder.toString()));
        command.addAll(forms);
        assertEquals(0, run(command, folder), "the export failed");
        return new Exporter(folder, size);
    }

    private static int run(List<String> command, Path folder) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertTrue(process.waitFor(10, TimeUnit.MINUTES), "the export has not ended");
        return process.exitValue();
    }

    /** A file. */
    Path file(String form) {
        return folder.resolve(form + ".onnx");
    }

    /** Why the exporter refuses a file; empty if it is there. */
    Optional<String> refusal(String form) throws IOException {
        Path reason = folder.resolve(form + ".txt");
        return Files.exists(reason) ? Optional.of(Files.readString(reason)) : Optional.empty();
    }

    GraphNetwork network(String form) {
        return OnnxFile.read(file(form), new ImageInput("unit", null, null, size), Device.cpu());
    }

    /** Asserts that a network gives the logits, for one image and for two, and the gradient of the exporter. */
    Difference requireSame(Network network) {
        double difference = Oracle.requireNear(expected, Oracle.logits(network, image, 1, 3, size, size), TOLERANCE);
        float[] twice = Arrays.copyOf(image, 2 * image.length);
        System.arraycopy(image, 0, twice, image.length, image.length);
        float[] both = Oracle.logits(network, twice, 2, 3, size, size);
        Oracle.requireNear(expected, Arrays.copyOfRange(both, expected.length, both.length), TOLERANCE);
        float[] gradient = gradient(network);
        double gradients = Oracle.requireNear(slopes, gradient, GRADIENT_TOLERANCE);
        return new Difference(network.layers().size(), difference, gradients, requireSlope(gradient));
    }

    /** Asserts that a gradient has the slope that differences give in the direction of the exporter's gradient. */
    private double requireSlope(float[] gradient) {
        double product = 0;
        double square = 0;
        for (int i = 0; i < gradient.length; i++) {
            product += (double) gradient[i] * slopes[i];
            square += (double) slopes[i] * slopes[i];
        }
        double off = Math.abs(product / Math.sqrt(square) / slope - 1);
        assertTrue(off <= GRADIENT_TOLERANCE, "the gradient is off from differences by " + off);
        return off;
    }

    /** Of half the sum of the logits' squares. */
    private float[] gradient(Network network) {
        try (NDManager scratch = network.manager().newSubManager()) {
            NDArray leaf = scratch.create(image, new Shape(1, 3, size, size)).duplicate();
            leaf.setRequiresGradient(true);
            try (GradientCollector collector = scratch.getEngine().newGradientCollector()) {
                NDArray logits = network.logits(leaf);
                collector.backward(logits.mul(logits.stopGradient()).sum());
            }
            return leaf.getGradient().toFloatArray();
        }
    }
}
