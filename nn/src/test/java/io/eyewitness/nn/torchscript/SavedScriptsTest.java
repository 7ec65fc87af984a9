package io.eyewitness.nn.torchscript;

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
import io.eyewitness.nn.network.References;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** TorchScript files as people save them, made by {@code src/test/python/scripts.py}. */
class SavedScriptsTest {
    private static final Map<String, String> NOTES = Map.ofEntries(
            Map.entry("tuple", "it has the outputs [0], [1]; the first one is used"),
            Map.entry("named-tuple", "it has the outputs [0]; the first one is used"),
            Map.entry("list", "it has the outputs [0], [1]; the first one is used"),
            Map.entry("dictionary", "it has the outputs [out], [aux]; the first one is used"),
            Map.entry("nested", "it has the outputs [0][scores]; the first one is used"),
            Map.entry(
                    "grey28",
                    "it takes images of 1 x 28 x 28 (found by trials), normalised by mean [0.449] and deviation"
                            + " [0.226]"),
            Map.entry("colour64", "it takes images of 3 x 64 x 64 (found by trials)"),
            Map.entry("convolved", "it takes images of 3 x 32 x 32 (found by trials)"),
            Map.entry("double", "it computes in float64"),
            Map.entry("half", "it computes in float16"),
            Map.entry("batch16", "it takes batches of 16 images"),
            Map.entry("batch1", "it takes batches of 1 images"),
            Map.entry("squeezed", "it takes batches of 2 images"),
            Map.entry("probabilities", "its outputs are probabilities, as after a softmax, not logits"));

    @TempDir
    private Path folder;

    private Path file(String name) throws IOException {
        return Files.write(folder.resolve(name), References.bytes("scripts/" + name));
    }

    private TorchScriptNetwork network(String name) throws IOException {
        return TorchScriptNetwork.read(file(name + ".pt"), Device.cpu());
    }

    static Stream<String> readable() throws IOException {
        List<String> names = new java.util.ArrayList<>();
        References.json("scripts/expected.json").fieldNames().forEachRemaining(names::add);
        assertTrue(names.containsAll(NOTES.keySet()), names::toString);
        return names.stream();
    }

    @ParameterizedTest
    @MethodSource("readable")
    void isReadAsPyTorchMeansIt(String name) throws IOException {
        JsonNode expected = References.json("scripts/expected.json").get(name);
        int channels = expected.get("channels").intValue();
        int size = expected.get("size").intValue();
        float[] logits = floats(expected.get("logits"));
        float exact = name.equals("half") ? 2e-2f : 1e-5f;
        try (TorchScriptNetwork network = network(name);
                NDManager manager = network.manager().newSubManager()) {
            assertEquals(channels, network.input().channels());
            assertEquals(size, network.input().size());
            String notes = String.join("\n", network.notes());
            assertTrue(notes.contains(NOTES.getOrDefault(name, "")), notes);
            assertEquals(NOTES.containsKey(name), !notes.isEmpty(), notes);
            assertArrayEquals(
                    logits, network.logits(images(manager, 1, channels, size)).toFloatArray(), exact);
            NDArray many = network.logits(images(manager, 19, channels, size));
            assertEquals(new Shape(19, logits.length), many.getShape());
            assertArrayEquals(logits, many.get(18).toFloatArray(), exact);
        }
    }

    @ParameterizedTest
    @CsvSource({"tuple", "half", "batch16", "batch1"})
    void theGradientGetsThroughWhatIsDoneToImages(String name) throws IOException {
        try (TorchScriptNetwork network = network(name);
                NDManager manager = network.manager().newSubManager()) {
            NDArray images = images(
                    manager, 3, network.input().channels(), network.input().size());
            images.setRequiresGradient(true);
            try (GradientCollector gradients = Engine.getInstance().newGradientCollector()) {
                gradients.backward(network.logits(images).get("1, 2"));
            }
            float[] gradient =
                    images.getGradient().abs().sum(new int[] {1, 2, 3}).toFloatArray();
            assertEquals(0, gradient[0]);
            assertTrue(gradient[1] > 0, Arrays.toString(gradient));
            assertEquals(0, gradient[2]);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "maps.pt | are not class logits: shape (1, 5, 224, 224), float32",
                "text.pt | its output is not a tensor",
                "two-inputs.pt | PyTorch says: forward() is missing value for argument 'mask'",
                "four-channels.pt | PyTorch says: Given groups=1, weight of size [4, 4, 3, 3], expected input[1, 3,"
                        + " 224, 224] to have 4 channels",
                "raises.pt | PyTorch says: seven bands are wanted",
                "asserts.pt | PyTorch says: seven bands are wanted",
                "colour37.pt | tried, 28, 32, 48, 64, 96, 128, 160, 192, 224, 227, 240, 256, 288, 299, 331, 336, 384, 448,"
                        + " 512, 518 pixels; give its size with --size PX of layers and visualize, or --crop PX of"
                        + " accuracy; PyTorch says: shape '[-1, 16]' is invalid for input of size ",
                "bfloat16.pt | such as bfloat16",
                "no-gradient.pt | its logits have no gradient",
                "not-a-number.pt | gives NaN for logits at ",
                "traced-dropout.pt | training mode (dropout): trace it after eval()",
                "traced-statistics.pt | training mode (batch normalisation): trace it after eval()",
                "state-dict.pt | it is not a TorchScript file, but a pickle, as torch.save writes",
                "legacy.pt | it is not a TorchScript file, but a pickle, as torch.save writes",
                "pickle.pt | it is not a TorchScript file, but a pickle"
            })
    void whatIsNoClassifierIsRefused(String name, String fault) throws IOException {
        assertRefused(file(name), fault);
    }

    @Test
    void whatIsNoScriptIsNamed() throws IOException {
        byte[] whole = References.bytes("scripts/tuple.pt");
        Path file = folder.resolve("net.pt");
        for (int length : new int[] {40, whole.length / 2, whole.length - 10}) {
            assertRefused(
                    Files.write(file, Arrays.copyOf(whole, length)), "a zip archive that is cut short or damaged");
        }
        assertRefused(Files.write(file, new byte[0]), "but empty");
        assertRefused(Files.writeString(file, "no script"), "but something else");
        assertRefused(Files.writeString(file, "<!DOCTYPE html><title>Not found</title>"), "but a web page");
        assertRefused(Files.createDirectory(folder.resolve("directory")), "it is a directory; name a file in it");
        assertRefused(folder.resolve("absent.pt"), "there is no such file");
        try (OutputStream stream = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(stream)) {
            zip.putNextEntry(new ZipEntry("readme.txt"));
        }
        assertRefused(file, "a zip archive of something else");
    }

    @Test
    void aSizeThatIsToldIsTriedFirst() throws IOException {
        try (TorchScriptNetwork network = TorchScriptNetwork.read(file("colour37.pt"), Device.cpu(), 37)) {
            assertEquals(37, network.input().size());
            assertEquals(List.of(), network.notes());
        }
        try (TorchScriptNetwork network = TorchScriptNetwork.read(file("grey28.pt"), Device.cpu(), 28)) {
            assertEquals(1, network.input().channels());
            assertTrue(network.notes().get(0).startsWith("it takes images of 1 x 28 x 28"));
        }
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> TorchScriptNetwork.read(file("colour37.pt"), Device.cpu(), 31))
                .getMessage();
        assertTrue(message.contains("tried, 28, 31, 32, 48,"), message);
    }

    @Test
    void damageWithinIsTheReasonOfPyTorch() throws IOException {
        byte[] bytes = References.bytes("scripts/tuple.pt");
        bytes[bytes.length / 2] ^= 0x55;
        Path file = Files.write(folder.resolve("net.pt"), bytes);
        assertRefused(file, "it cannot be loaded; PyTorch says: ");
    }

    private static void assertRefused(Path file, String fault) {
        String message = assertThrows(IllegalArgumentException.class, () -> TorchScriptNetwork.read(file, Device.cpu()))
                .getMessage();
        assertTrue(message.startsWith(file + ": ") && message.contains(fault), message);
        assertEquals(1, message.lines().count(), message);
        assertTrue(message.length() < 1000, message);
    }

    private static NDArray images(NDManager manager, int count, int channels, int size) {
        float[] pixels = new float[channels * size * size];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = i % 11 / 11f;
        }
        return manager.create(pixels, new Shape(1, channels, size, size)).repeat(0, count);
    }

    private static float[] floats(JsonNode numbers) {
        float[] floats = new float[numbers.size()];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = numbers.get(i).floatValue();
        }
        return floats;
    }
}
