package io.eyewitness.nn.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A script made by PyTorch ({@code src/test/python/script.py}). */
class TorchScriptNetworkTest {
    private static final InputSpec INPUT = new InputSpec(8, List.of(0.5f, 0.5f, 0.5f), List.of(0.25f, 0.25f, 0.25f));

    @TempDir
    private Path folder;

    private Path script() throws IOException {
        return Files.write(folder.resolve("script.pt"), References.bytes("script.pt"));
    }

    @Test
    void givesThatOfPyTorchAndItsGradient() throws IOException {
        JsonNode expected = References.json("script-reference.json");
        try (TorchScriptNetwork network = new TorchScriptNetwork(script(), INPUT, Device.cpu());
                NDManager manager = network.manager().newSubManager()) {
            NDArray image = manager.create(pixels(), new Shape(1, 3, 8, 8));
            image.setRequiresGradient(true);
            try (GradientCollector gradients = Engine.getInstance().newGradientCollector()) {
                NDArray logits = network.logits(image);
                assertArrayEquals(floats(expected.get("logits")), logits.toFloatArray(), 1e-6f);
                gradients.backward(logits.get("0, 2"));
            }
            assertArrayEquals(
                    floats(expected.get("gradient")), image.getGradient().toFloatArray(), 1e-6f);
        }
    }

    @Test
    void tapsNothingElse() throws IOException {
        try (TorchScriptNetwork network = new TorchScriptNetwork(script(), INPUT, Device.cpu());
                NDManager manager = network.manager().newSubManager()) {
            NDArray image = manager.zeros(new Shape(1, 3, 8, 8));
            assertThrows(UnknownLayer.class, () -> network.activations(image, List.of("0")));
        }
    }

    @Test
    void refusesWhatIsNoScript() throws IOException {
        Path file = Files.writeString(folder.resolve("other.pt"), "no script");
        String message = assertThrows(
                        IllegalArgumentException.class, () -> new TorchScriptNetwork(file, INPUT, Device.cpu()))
                .getMessage();
        assertTrue(message.contains("other.pt is no TorchScript"), message);
        Path absent = folder.resolve("absent.pt");
        assertEquals(
                absent + ": there is no such file",
                assertThrows(IllegalArgumentException.class, () -> new TorchScriptNetwork(absent, INPUT, Device.cpu()))
                        .getMessage());
    }

    private static float[] pixels() {
        float[] pixels = new float[3 * 8 * 8];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = i % 11 / 11f;
        }
        return pixels;
    }

    private static float[] floats(JsonNode numbers) {
        float[] floats = new float[numbers.size()];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = numbers.get(i).floatValue();
        }
        return floats;
    }
}
