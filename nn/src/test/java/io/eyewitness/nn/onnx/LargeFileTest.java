package io.eyewitness.nn.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import io.eyewitness.nn.cli.Main;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files for which there is no room. */
class LargeFileTest {
    private static final int NUMBERS = 1 << 24;

    @TempDir
    private Path folder;

    private static OnnxBuilder weighted(OnnxBuilder.Message weights) {
        return new OnnxBuilder(13)
                .input("x", -1, 3, 4, 4)
                .initializer(weights)
                .node("Flatten", List.of("x"), "f")
                .node("MatMul", List.of("f", "w"), "y")
                .output("y", -1, -1);
    }

    private String told(Path file) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-Xmx48m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "layers",
                        "--model",
                        file.toString())
                .redirectErrorStream(true)
                .start();
        String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertEquals(3, process.waitFor(), told);
        return told;
    }

    @Test
    void tooLittleMemoryIsNoFaultOfTheFile() throws IOException, InterruptedException {
        Path whole = weighted(OnnxBuilder.tensor("w", List.of(48L, NUMBERS / 48L), new float[NUMBERS / 48 * 48]))
                .write(folder, "whole.onnx");
        OnnxBuilder.Message external = new OnnxBuilder.Message()
                .number(1, 48)
                .number(1, NUMBERS / 48)
                .number(2, OnnxBuilder.FLOAT)
                .text(8, "w")
                .message(13, new OnnxBuilder.Message().text(1, "location").text(2, "numbers.bin"))
                .number(14, 1);
        try (RandomAccessFile numbers =
                new RandomAccessFile(folder.resolve("numbers.bin").toFile(), "rw")) {
            numbers.setLength(4L * NUMBERS);
        }
        for (Path file : List.of(whole, weighted(external).write(folder, "external.onnx"))) {
            String told = told(file);
            assertEquals(1, told.lines().count(), told);
            assertTrue(told.startsWith("eyewitness: not enough memory: Java may use "), told);
        }
    }

    @Test
    void filesAreUpToTwoGigabytesLarge() throws IOException {
        Path file = folder.resolve("large.onnx");
        try (RandomAccessFile large = new RandomAccessFile(file.toFile(), "rw")) {
            large.setLength(3L << 30);
        }
        String message = assertThrows(
                        IllegalArgumentException.class, () -> OnnxFile.read(file, ImageInput.USUAL, Device.cpu()))
                .getMessage();
        assertTrue(message.startsWith(file + ": it has 3221225472 bytes, more than ONNX's format holds"), message);
    }
}
