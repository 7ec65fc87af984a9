package io.eyewitness.nn.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.eyewitness.nn.network.Network;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Networks of torchvision with random weights, exported by Debian's PyTorch, give the logits that they gave there. */
class ExportedNetworksTest {
    private static final String PYTHON = "/usr/bin/python3";
    private static final double TOLERANCE = 1e-4;
    private static final double GRADIENT_TOLERANCE = 1e-3;

    @TempDir
    private Path folder;

    @BeforeAll
    static void exporterIsThere() throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(Path.of(PYTHON)), PYTHON + " is absent");
        assumeTrue(
                run(List.of(PYTHON, "-c", "import torch, torchvision, onnx"), Path.of(".")) == 0,
                "Debian's python3-torch, python3-torchvision or python3-onnx is absent");
    }

    /** Of half the sum of the logits' squares. */
    private static float[] gradient(Network network, float[] image, int size) {
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

    private static int run(List<String> command, Path folder) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertTrue(process.waitFor(5, TimeUnit.MINUTES), "the export has not ended");
        return process.exitValue();
    }

    @ParameterizedTest
    @CsvSource({
        "resnet18, 9, fixed, 64",
        "resnet18, 13, training, 64",
        "resnet50, 17, dynamic, 64",
        "vgg11_bn, 13, dynamic, 224",
        "squeezenet1_1, 9, fixed, 64",
        "densenet121, 9, dynamic, 64",
        "googlenet, 17, fixed, 64",
        "mobilenet_v2, 17, dynamic, 64",
        "mobilenet_v3_small, 9, dynamic, 64",
        "mobilenet_v3_small, 14, fixed, 64",
        "efficientnet_b0, 17, dynamic, 64",
        "efficientnet_b0, 13, training, 64",
        "shufflenet_v2_x0_5, 9, fixed, 64",
        "shufflenet_v2_x0_5, 17, dynamic, 64",
        "mnasnet0_5, 17, dynamic, 64",
        "regnet_y_400mf, 9, dynamic, 64",
        "convnext_tiny, 13, fixed, 64",
        "convnext_tiny, 17, dynamic, 64",
        "vit, 9, fixed, 64",
        "vit, 13, dynamic, 64",
        "vit, 17, fixed, 64"
    })
    void givesTheLogitsOfTheExporter(String name, int opset, String axes, int size)
            throws IOException, InterruptedException {
        Path script = folder.resolve("export.py");
        try (InputStream stream = ExportedNetworksTest.class.getResourceAsStream("export.py")) {
            Files.copy(stream, script);
        }
        List<String> command = List.of(
                PYTHON, script.toString(), name, String.valueOf(opset), axes, folder.toString(), String.valueOf(size));
        assertEquals(0, run(command, folder), "the export failed");
        FloatBuffer numbers = ByteBuffer.wrap(Files.readAllBytes(folder.resolve("expected.bin")))
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer();
        float[] image = new float[3 * size * size];
        numbers.get(image);
        float[] expected = new float[numbers.remaining() - image.length];
        float[] slopes = new float[image.length];
        numbers.get(expected).get(slopes);
        try (Network network =
                OnnxFile.read(folder.resolve("network.onnx"), new ImageInput("unit", null, null, size), Device.cpu())) {
            float[] found = Oracle.logits(network, image, 1, 3, size, size);
            double difference = Oracle.requireNear(expected, found, TOLERANCE);
            System.out.println(name + " opset " + opset + " " + axes + ": "
                    + network.layers().size() + " layers, relative difference " + (float) difference);
            float[] twice = Arrays.copyOf(image, 2 * image.length);
            System.arraycopy(image, 0, twice, image.length, image.length);
            float[] both = Oracle.logits(network, twice, 2, 3, size, size);
            Oracle.requireNear(expected, Arrays.copyOfRange(both, expected.length, both.length), TOLERANCE);
            float[] gradient = gradient(network, image, size);
            double slope = Oracle.requireNear(slopes, gradient, GRADIENT_TOLERANCE);
            System.out.println(name + ": gradient's relative difference " + (float) slope);
        }
    }
}
