package io.eyewitness.nn.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.Device;
import io.eyewitness.nn.architecture.Architectures;
import io.eyewitness.nn.graph.GraphNetwork;
import io.eyewitness.nn.graph.Parameters;
import io.eyewitness.nn.network.Network;
import io.eyewitness.nn.tensor.Safetensors;
import io.eyewitness.nn.tensor.Tensor;
import io.eyewitness.nn.weights.Pretrained;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the commands say to networks as people save them. */
class SavedNetworksTest {
    @TempDir
    private Path folder;

    private Path script(String name) throws IOException {
        try (InputStream in = Network.class.getResourceAsStream("scripts/" + name)) {
            return Files.write(folder.resolve(name), in.readAllBytes());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tuple | it has the outputs [0], [1]",
                "named-tuple | it has the outputs [0]",
                "list | it has the outputs [0], [1]",
                "dictionary | it has the outputs [out], [aux]",
                "batch16 | it takes batches of 16 images",
                "batch1 | it takes batches of 1 images",
                "grey28 | it takes images of 1 x 28 x 28",
                "colour64 | it takes images of 3 x 64 x 64",
                "half | it computes in float16"
            })
    void scriptsAreReadWithANote(String name, String note) throws IOException {
        Path file = script(name + ".pt");
        Run run = Run.of("layers", "--model", file.toString()).done();
        assertTrue(run.output().startsWith(name + ", for an image of "), run.output());
        assertTrue(run.output().matches("(?s).*logits  (5|10)\\s*"), run.output());
        assertTrue(run.errors().contains("eyewitness: " + file + ": " + note), run.errors());
        Run seen = Run.of(
                "visualize",
                "--model",
                file.toString(),
                "--unit",
                "logit:3",
                "--steps",
                "2",
                "--out",
                folder + "/seen");
        assertTrue(seen.exitCode() <= 1, "two steps need not move a logit: " + seen.errors());
        assertTrue(Files.exists(folder.resolve("seen/index.html")), seen.errors());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "maps.pt | are not class logits: shape (1, 5, 224, 224)",
                "two-inputs.pt | missing value for argument 'mask'",
                "state-dict.pt | a pickle, as torch.save writes",
                "pickle.pt | a pickle",
                "traced-dropout.pt | in training mode (dropout)",
                "traced-statistics.pt | in training mode (batch normalisation)",
                "not-a-number.pt | gives NaN for logits at "
            })
    void scriptsThatAreNoClassifiersAreRefused(String name, String fault) throws IOException {
        Path file = script(name);
        Run.of("layers", "--model", file.toString()).refused(file + ": ");
        Run.of("layers", "--model", file.toString()).refused(fault);
    }

    @Test
    void anotherSizeThanItsOwnIsRefusedWithPyTorchsReason() throws IOException {
        Path file = script("colour64.pt");
        Run run = Run.of("layers", "--model", file.toString(), "--size", "28");
        assertEquals(2, run.exitCode(), run.errors());
        assertTrue(
                run.errors()
                        .contains("colour64 cannot take images of 28 pixels; its usual size is 64; PyTorch says:"
                                + " shape '[-1, 16]' is invalid for input of size 1"),
                run.errors());
    }

    @Test
    void aNetworkOfAnUnusualSizeIsUsedWhereTheSizeIsGiven() throws IOException {
        String file = script("colour37.pt").toString();
        assertTrue(Run.of("layers", "--model", file, "--size", "37")
                .done()
                .output()
                .startsWith("colour37, for an image of 37 x 37 pixels"));
        Run seen = Run.of(
                "visualize",
                "--model",
                file,
                "--size",
                "37",
                "--unit",
                "logit:3",
                "--steps",
                "2",
                "--out",
                folder + "/37");
        assertTrue(seen.exitCode() <= 1, seen.errors());
        Run.of("layers", "--model", file).refused("--size PX of layers and visualize");
    }

    @Test
    void photographsThatAreTooSmallAreNoDefect() throws IOException {
        Map<String, Tensor> tensors = new HashMap<>();
        Architectures.named("squeezenet1_1").parameters().forEach((name, parameter) -> {
            List<Long> shape = parameter.shape();
            tensors.put(
                    name,
                    new Tensor(
                            shape,
                            new float[(int) shape.stream().mapToLong(x -> x).reduce(1, (a, b) -> a * b)]));
        });
        Path file = folder.resolve("squeezenet.safetensors");
        new Safetensors(tensors, Map.of()).write(file);
        Path picture = Files.createDirectories(folder.resolve("photographs/a")).resolve("a.png");
        ImageIO.write(new BufferedImage(30, 30, BufferedImage.TYPE_INT_RGB), "png", picture.toFile());
        Run.of("accuracy", "--weights", file.toString(), "--data", folder + "/photographs", "--crop", "10")
                .refusedAfterNotes(
                        "squeezenet1_1 cannot take images of 10 pixels; its usual size is 224; PyTorch says: Given input"
                                + " size: (256x1x1). Calculated output size: (256x0x0). Output size is too small");
    }

    @Test
    void aFileMayBeCalledAnything() throws IOException {
        assumeTrue("UTF-8".equals(System.getProperty("sun.jnu.encoding")), "file names are not in UTF-8 here");
        Path file = Files.move(script("tuple.pt"), folder.resolve("gr\u00f6\u00dfe 1.torchscript"));
        assertTrue(Run.of("layers", "--model", file.toString())
                .done()
                .output()
                .startsWith("gr\u00f6\u00dfe 1.torchscript, for"));
    }

    @Test
    void filesGivenToTheWrongOptionAreSaidSo() throws IOException {
        Path weights = weights(Architectures.named("cifar").name(), "");
        Run.of("layers", "--model", weights.toString()).refused("but safetensors, which --weights takes");
        Run.of("layers", "--weights", script("tuple.pt").toString())
                .refused("but a TorchScript file, which --model takes");
        Run.of("layers", "--weights", script("legacy.pt").toString()).refused("torch.load('legacy.pt'");
        Run.of("layers", "--weights", folder.toString()).refused("is a directory; give a safetensors file");
        Run.of("layers", "--model", folder.toString()).refused("it is a directory; name a file in it");
    }

    @Test
    void noteOnAFileStaysInItsLine() throws IOException {
        Path file = Files.move(weights("cifar", ""), folder.resolve("a\nb.safetensors"));
        String errors = Run.of("layers", "--weights", file.toString()).done().errors();
        assertEquals(1, errors.lines().count(), errors);
        assertTrue(errors.contains("a\\nb.safetensors: it does not state"), errors);
    }

    @ParameterizedTest
    @ValueSource(strings = {"module.", "model.", "_orig_mod.", "backbone.", "state_dict."})
    void weightsOfWrappedModulesAreReadWithANote(String prefix) throws IOException {
        Path file = weights("cifar", prefix);
        Run named = Run.of("layers", "--model", "cifar", "--weights", file.toString())
                .done();
        assertTrue(named.errors().contains("names are shortened: " + prefix), named.errors());
        Run recognised = Run.of("layers", "--weights", file.toString()).done();
        assertTrue(
                recognised
                        .errors()
                        .startsWith("eyewitness: " + file
                                + ": it does not state its architecture; its tensors are those of cifar"),
                recognised.errors());
        assertEquals(named.output(), recognised.output());
    }

    @Test
    void anotherNumberOfClassesIsTheFiles() throws IOException {
        Map<String, Tensor> tensors = new HashMap<>(Parameters.initial(Architectures.named("fashion"), 1));
        tensors.put("linear.weight", new Tensor(List.of(3L, 128L), new float[3 * 128]));
        tensors.put("linear.bias", new Tensor(List.of(3L), new float[3]));
        Path file = folder.resolve("three.safetensors");
        new Safetensors(tensors, Map.of()).write(file);
        Run run = Run.of("layers", "--model", "fashion", "--weights", file.toString())
                .done();
        assertTrue(run.output().matches("(?s).*logits +3\\s*"), run.output());
        assertTrue(run.errors().contains("its weights have 3 classes, fashion as published 10"), run.errors());
        Run.of("accuracy", "--model", "fashion", "--data", "built-in", "--weights", file.toString())
                .refusedAfterNotes("10 classes, but fashion has 3; give --classes");
        Run fooled = Run.of("fool", "circuit", "--weights", file.toString(), "--data", folder + "/missing");
        assertEquals(2, fooled.exitCode(), fooled.errors());
        assertTrue(fooled.errors().startsWith("eyewitness: " + file + ": it does not state"), fooled.errors());
    }

    @Test
    void brainFloatsGiveTheSameAccuracy() throws IOException {
        Path file = folder.resolve("brain.safetensors");
        try (GraphNetwork network = Pretrained.network("fashion", Device.cpu())) {
            Files.write(file, brainFloats(network.tensors()));
        }
        Run run = Run.of("accuracy", "--model", "fashion", "--data", "built-in", "--weights", file.toString())
                .done();
        assertTrue(run.output().matches("accuracy on 2000 images: 9[23]\\.\\d\\d % .*\\s*"), run.output());
    }

    private Path weights(String name, String prefix) throws IOException {
        Map<String, Tensor> tensors = new HashMap<>();
        Parameters.initial(Architectures.named(name), 1)
                .forEach((parameter, tensor) -> tensors.put(prefix + parameter, tensor));
        Path file = folder.resolve(name + ".safetensors");
        new Safetensors(tensors, Map.of()).write(file);
        return file;
    }

    private static byte[] brainFloats(Map<String, Tensor> tensors) {
        StringBuilder header = new StringBuilder("{");
        ByteBuffer numbers = ByteBuffer.allocate(1 << 20).order(ByteOrder.LITTLE_ENDIAN);
        tensors.forEach((name, tensor) -> {
            int start = numbers.position();
            for (float value : tensor.values()) {
                numbers.putShort((short) (Float.floatToIntBits(value) >> Short.SIZE));
            }
            header.append(header.length() > 1 ? "," : "")
                    .append("\"" + name + "\":{\"dtype\":\"BF16\",\"shape\":" + tensor.shape() + ",\"data_offsets\":["
                            + start + "," + numbers.position() + "]}");
        });
        byte[] json = (header + "}").getBytes(StandardCharsets.UTF_8);
        ByteBuffer file = ByteBuffer.allocate(Long.BYTES + json.length + numbers.position())
                .order(ByteOrder.LITTLE_ENDIAN);
        return file.putLong(json.length).put(json).put(numbers.flip()).array();
    }
}
