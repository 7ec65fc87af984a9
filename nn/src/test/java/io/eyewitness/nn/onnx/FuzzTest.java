package io.eyewitness.nn.onnx;

import static io.eyewitness.nn.onnx.OnnxBuilder.list;
import static io.eyewitness.nn.onnx.OnnxBuilder.with;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import io.eyewitness.nn.cli.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Damaged files end in a sentence, soon. */
class FuzzTest {
    private static final int MUTATIONS = 10_000;
    private static final int COMMANDS = 300;
    private static final byte[] TELLING = {0, 1, 2, 3, 7, 8, 16, 127, (byte) 128, (byte) 255};

    @TempDir
    private Path folder;

    private static List<byte[]> valid() {
        float[] weights = new float[108];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = i % 7 - 3;
        }
        byte[] convolutions = new OnnxBuilder(13)
                .input("x", -1, 3, 6, 6)
                .constant("w", List.of(4L, 3L, 3L, 3L), weights)
                .node("Conv", List.of("x", "w"), "c", list("pads", 1, 1, 1, 1), list("strides", 2, 2))
                .node("Relu", List.of("c"), "r")
                .node("AveragePool", List.of("r"), "p", list("kernel_shape", 2, 2), with("ceil_mode", 1))
                .node("ConvTranspose", List.of("p", "w"), "t", list("strides", 2, 2))
                .node("GlobalAveragePool", List.of("t"), "g")
                .node("Flatten", List.of("g"), "y")
                .output("y", -1, 3)
                .bytes();
        byte[] shapes = new OnnxBuilder(13)
                .input("x", 1, 3, 4, 4)
                .row("first", 0)
                .row("second", 1)
                .row("rest", -1)
                .row("pads", 0, 0, 1, 0, 0, 0, 0, 1)
                .row("twice", 1, 2, 1, 1)
                .constant("scales", List.of(4L), 1f, 1f, 2f, 1.5f)
                .node("Shape", List.of("x"), "s")
                .node("Slice", List.of("s", "first", "second"), "n")
                .node("Concat", List.of("n", "rest"), "shape", with("axis", 0))
                .node("Pad", List.of("x", "pads"), "p", with("mode", "reflect"))
                .node("Resize", List.of("p", "", "scales"), "z", with("mode", "linear"))
                .node("Tile", List.of("z", "twice"), "t")
                .node("ReduceMean", List.of("t"), "m", list("axes", 3), with("keepdims", 0))
                .node("Transpose", List.of("m"), "u", list("perm", 0, 2, 1))
                .node("Softmax", List.of("u"), "v", with("axis", -1))
                .node("Reshape", List.of("v", "shape"), "y")
                .output("y", 1, -1)
                .bytes();
        byte[] normal = new OnnxBuilder(18)
                .input("x", -1, 4, 6, 6)
                .constant("s", List.of(2L), 1f, 2f)
                .constant("zero", List.of(), 0f)
                .constant("six", List.of(), 6f)
                .constant("scales", List.of(4L), 1f, 1f, 2f, 1.5f)
                .constant("w", List.of(3L, 4L, 3L), Arrays.copyOf(weights, 36))
                .row("rows", 0, 4, -1)
                .node("GroupNormalization", List.of("x", "s", "s"), "n", with("num_groups", 2))
                .node("Clip", List.of("n", "zero", "six"), "c")
                .node("Resize", List.of("c", "", "scales"), "z", with("mode", "cubic"))
                .node("Einsum", List.of("z", "z"), "e", with("equation", "nchw,nchv->ncwv"))
                .node("Reshape", List.of("e", "rows"), "r")
                .node("Conv", List.of("r", "w"), "k", list("strides", 2))
                .node("MaxPool", List.of("k"), "m", list("kernel_shape", 3))
                .node("Flatten", List.of("m"), "y")
                .output("y", -1, -1)
                .bytes();
        return List.of(convolutions, shapes, normal);
    }

    @Test
    @Timeout(600)
    void damagedFilesEndInASentence() throws IOException {
        Random random = new Random(15);
        List<byte[]> valid = valid();
        int refused = 0;
        long longest = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] bytes = mutated(valid.get(i % valid.size()), random);
            Path file = Files.write(folder.resolve("mutated.onnx"), bytes);
            long start = System.nanoTime();
            try {
                OnnxFile.read(file, ImageInput.USUAL, Device.cpu()).close();
            } catch (IllegalArgumentException e) {
                refused++;
                String message = e.getMessage();
                assertTrue(message.startsWith(file.toString()), message);
                assertFalse(message.contains("Exception") || message.contains("\n"), message);
            } catch (EngineException e) {
                Files.write(Path.of("target", "fuzz.onnx"), bytes);
                throw e;
            }
            longest = Math.max(longest, System.nanoTime() - start);
        }
        assertTrue(refused > MUTATIONS / 4, refused + " are refused");
        assertTrue(longest < 20_000_000_000L, longest / 1_000_000 + " ms for one file");
    }

    private static byte[] mutated(byte[] valid, Random random) {
        byte[] bytes = valid.clone();
        int changes = 1 + random.nextInt(4);
        for (int i = 0; i < changes; i++) {
            int place = random.nextInt(bytes.length);
            switch (random.nextInt(3)) {
                case 0 -> bytes[place] = (byte) random.nextInt(256);
                case 1 -> bytes[place] = TELLING[random.nextInt(TELLING.length)];
                default -> bytes[place] ^= (byte) (1 << random.nextInt(8));
            }
        }
        return random.nextInt(10) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
    }

    @Test
    void theFilesAreValidBefore() throws IOException {
        for (byte[] bytes : valid()) {
            Path file = Files.write(folder.resolve("valid.onnx"), bytes);
            OnnxFile.read(file, ImageInput.USUAL, Device.cpu()).close();
        }
        assertEquals(3, valid().size());
    }

    /** As users give them; what loads is also visualized. */
    @Test
    @Timeout(600)
    void damagedFilesEndACommandWithASentence() throws IOException {
        Random random = new Random(16);
        List<byte[]> valid = valid();
        Path file = folder.resolve("mutated.onnx");
        int refused = 0;
        for (int i = 0; i < COMMANDS; i++) {
            Files.write(file, mutated(valid.get(i % valid.size()), random));
            int code = command("layers", "--model", file.toString());
            refused += code == 2 ? 1 : 0;
            if (code == 0) {
                String out = folder.resolve("out" + i).toString();
                command("visualize", "--model", file.toString(), "--unit", "logit:0", "--steps", "2", "--out", out);
            }
        }
        assertTrue(refused > COMMANDS / 4, refused + " are refused");
        assertTrue(refused < COMMANDS, "none is left");
    }

    private static int command(String... arguments) {
        StringWriter errors = new StringWriter();
        int code = Main.commandLine()
                .setOut(new PrintWriter(new StringWriter()))
                .setErr(new PrintWriter(errors, true))
                .execute(arguments);
        String told = errors.toString();
        boolean isMoved = !told.contains("did not move");
        assertTrue(code == 0 || code == 2 || code == 1 && !isMoved, told);
        assertTrue(told.lines().allMatch(line -> line.startsWith("eyewitness: ") || line.startsWith("Try: ")), told);
        assertFalse(told.contains("Exception") || told.contains("defect"), told);
        return code;
    }
}
