package io.eyewitness.nn.torchscript;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import com.fasterxml.jackson.databind.JsonNode;
import io.eyewitness.nn.network.References;
import io.eyewitness.nn.network.UnknownLayer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A script made by PyTorch ({@code src/test/python/script.py}). */
class TorchScriptNetworkTest {
    @TempDir
    private Path folder;

    private Path script() throws IOException {
        return Files.write(folder.resolve("script.pt"), References.bytes("script.pt"));
    }

    @Test
    void givesThatOfPyTorchAndItsGradient() throws IOException {
        JsonNode expected = References.json("script-reference.json");
        try (TorchScriptNetwork network = TorchScriptNetwork.read(script(), Device.cpu());
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
        try (TorchScriptNetwork network = TorchScriptNetwork.read(script(), Device.cpu());
                NDManager manager = network.manager().newSubManager()) {
            NDArray image = manager.zeros(new Shape(1, 3, 8, 8));
            assertThrows(UnknownLayer.class, () -> network.activations(image, List.of("0")));
        }
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
