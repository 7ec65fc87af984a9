package io.eyewitness.nn.onnx;

import static io.eyewitness.nn.onnx.OnnxBuilder.list;
import static io.eyewitness.nn.onnx.OnnxBuilder.with;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.eyewitness.nn.network.Network;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What is fed, named, chosen and refused. */
class RefusalTest {
    @TempDir
    private Path folder;

    private static OnnxBuilder small(long opset, Consumer<OnnxBuilder> nodes) {
        OnnxBuilder graph = new OnnxBuilder(opset).input("x", -1, 3, 4, 4);
        nodes.accept(graph);
        return graph.output("y", -1, -1);
    }

    private void refused(OnnxBuilder graph, String... parts) {
        refused(graph, ImageInput.USUAL, parts);
    }

    private void refused(OnnxBuilder graph, ImageInput input, String... parts) {
        Path file = graph.write(folder, "refused.onnx");
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> OnnxFile.read(file, input, Device.cpu()).close())
                .getMessage();
        for (String part : parts) {
            assertTrue(message.contains(part), message);
        }
    }

    private Network read(OnnxBuilder graph, ImageInput input) {
        return OnnxFile.read(graph.write(folder, "read.onnx"), input, Device.cpu());
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void whatIsThereButNoFileIsNotSaidToBeADirectory() {
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> OnnxFile.read(Path.of("/dev/null"), ImageInput.USUAL, Device.cpu()))
                .getMessage();
        assertEquals("/dev/null: it is a pipe or a device, no file", message);
    }

    @Test
    void whatIsNotKnownIsNamed() {
        refused(
                small(13, graph -> graph.node("Det", List.of("x"), "y")),
                "operator Det of node node_y (opset 13) is not known; known are Abs, Add,");
        refused(
                small(13, graph -> graph.node("Einsum", List.of("x"), "y", with("equation", "nchh->nc"))),
                "its equation 'nchh->nc' is not known");
        refused(
                small(
                        13,
                        graph -> graph.row("axes", 2)
                                .constant("w", List.of(2L, 3L, 1L, 3L, 3L), new float[54])
                                .node("Unsqueeze", List.of("x", "axes"), "u")
                                .node("Conv", List.of("u", "w"), "y")),
                "on the shape [2, 3, 1, 4, 4] it works along 3 axes; along one and two, as of images, it is known");
        refused(
                small(13, graph -> graph.node("MaxPool", List.of("x"), "y", list("kernel_shape", 1, 1, 1))),
                "its windows have 3 axes, and its input 2");
        refused(
                small(
                        13,
                        graph -> graph.constant("w", List.of(2L, 3L, 1L, 1L), new float[6])
                                .node("Conv", List.of("x", "w"), "y", list("strides", 2))),
                "its windows have 1 axes, and its input 2");
        refused(
                small(
                        13,
                        graph -> graph.node(
                                "MaxPool", List.of("x"), "y", list("kernel_shape", 1, 1), list("pads", 0, 0))),
                "its windows have 1 axes, and its input 2");
        refused(
                small(
                        13,
                        graph -> graph.constant("w", List.of(2L, 3L, 1L), new float[6])
                                .node("Conv", List.of("x", "w"), "y")),
                "weights of shape [2, 3, 1] do not fit an input of shape");
        refused(
                small(
                        18,
                        graph -> graph.constant("s", List.of(2L), 1f, 1f)
                                .node("GroupNormalization", List.of("x", "s", "s"), "y", with("num_groups", 2))),
                "3 channels are not 2 groups");
        refused(
                small(
                        13,
                        graph -> graph.constant("s", List.of(4L), 1f, 1f, 2f, 2f)
                                .node(
                                        "Resize",
                                        List.of("x", "", "s"),
                                        "y",
                                        with("mode", "linear"),
                                        with("exclude_outside", 1))),
                "exclude_outside is known for the mode cubic, not for linear");
        refused(
                small(13, graph -> graph.domain("com.example").node("Relu", List.of("x"), "y")),
                "operator Relu of node node_y is of the domain com.example");
        refused(small(13, graph -> graph.node("QLinearConv", List.of("x"), "y")), "quantised");
        refused(
                small(13, graph -> graph.node("Hardmax", List.of("x"), "h").node("Relu", List.of("h"), "y")),
                "operator Hardmax of node node_h is constant but for jumps");
        refused(
                small(13, graph -> graph.row("s", 1 << 25).node("ConstantOfShape", List.of("s"), List.of("y"), "")),
                "node that gives y (ConstantOfShape, opset 13): a constant of 33554432 numbers is too large");
        refused(small(13, graph -> graph.node("Loop", List.of("x"), "y")), "control flow");
        refused(
                new OnnxBuilder(13)
                        .input("x", 1, 3, 48, 64)
                        .node("Flatten", List.of("x"), "y")
                        .output("y", 1, -1),
                "it takes images of 48 x 64 pixels; only square ones are known");
        refused(small(13, graph -> graph.node("SequenceConstruct", List.of("x"), "y")), "sequences");
        refused(
                small(13, graph -> graph.node("Relu", List.of("x"), "y", with("slope", 2))),
                "setting slope is not known");
        refused(small(22, graph -> graph.node("Relu", List.of("x"), "y")), "opset 22", "7 to 21");
        refused(small(6, graph -> graph.node("Relu", List.of("x"), "y")), "opset 6");
        refused(small(13, graph -> graph.input("z", 1, 2).node("Add", List.of("x", "z"), "y")), "2 inputs (x, z)");
        refused(
                small(
                        13,
                        graph -> graph.node("ReduceMean", List.of("x"), "m", with("keepdims", 0))
                                .node("Cast", List.of("m"), "c", with("to", 9))
                                .node("If", List.of("c"), "y", with("then_branch", branch("x")))),
                "node_y",
                "its condition depends on the image: control flow is not known");
        refused(
                small(13, graph -> graph.node("Cast", List.of("x"), "y", with("to", 7))),
                "node_y",
                "depend on the image are floats or truths only");
        refused(
                small(15, graph -> graph.row("type", 1).node("CastLike", List.of("x", "type"), "y")),
                "node_y",
                "depend on the image are floats or truths only");
        refused(small(13, graph -> graph.node("Relu", List.of("x"), "y")), "no list of logits", "--output");
        refused(small(13, graph -> graph.node("Relu", List.of("absent"), "y")), "input absent is computed by no node");
        refused(
                small(13, graph -> graph.row("s", 1, 48).node("Reshape", List.of("x", "s"), "y")),
                "node_y (Reshape, opset 13)");
        refused(
                small(13, graph -> graph.node("Flatten", List.of("x"), "y")),
                new ImageInput(null, null, "z", null),
                "no node or value is called z; its outputs are y");
        refused(
                small(13, graph -> graph.node("Flatten", List.of("x"), "y")),
                new ImageInput("half", null, null, null),
                "'half' is no convention of --input");
    }

    /** What has nothing to do with the size is said as it is, of the first size that is tried; else another size may be the remedy. */
    @Test
    void onlyWhatDependsOnTheSizeIsRemediedByAnother() {
        OnnxBuilder setting = new OnnxBuilder(13)
                .input("x", -1, 3, -1, -1)
                .node("Relu", List.of("x"), "r", with("slope", 2))
                .node("GlobalAveragePool", List.of("r"), "m")
                .node("Flatten", List.of("m"), "y")
                .output("y", -1, -1);
        Path file = setting.write(folder, "setting.onnx");
        String message = assertThrows(
                        IllegalArgumentException.class, () -> OnnxFile.read(file, ImageInput.USUAL, Device.cpu()))
                .getMessage();
        assertEquals(file + ": node node_r (Relu, opset 13): its setting slope is not known", message);
        refused(
                new OnnxBuilder(13)
                        .input("x", -1, 3, -1, -1)
                        .constant("w", List.of(7L, 2L), new float[14])
                        .node("Flatten", List.of("x"), "f")
                        .node("MatMul", List.of("f", "w"), "y")
                        .output("y", -1, -1),
                "it fixes no size of images and takes none of [224, 28,",
                "give another with --size");
    }

    private static OnnxBuilder branch(String result) {
        return new OnnxBuilder(13).node("Identity", List.of(result), "inner").output("inner", -1, -1);
    }

    @Test
    void aBranchIsChosenWhereItDoesNotDependOnTheImage() {
        for (long truth = 0; truth < 2; truth++) {
            long chosen = truth;
            OnnxBuilder one =
                    new OnnxBuilder(13).node("Flatten", List.of("x"), "a").output("a", -1, -1);
            OnnxBuilder two = new OnnxBuilder(13)
                    .node("Flatten", List.of("x"), "f")
                    .node("Neg", List.of("f"), "b")
                    .output("b", -1, -1);
            OnnxBuilder graph = small(
                    13,
                    g -> g.initializer(OnnxBuilder.truths("c", List.of(), chosen))
                            .node("If", List.of("c"), "y", with("then_branch", one), with("else_branch", two)));
            try (Network network = read(graph, new ImageInput("unit", null, null, null))) {
                float[] images = Oracle.images(1, 1, 3, 4, 4);
                float[] logits = Oracle.logits(network, images, 1, 3, 4, 4);
                assertEquals(chosen == 1 ? images[5] : -images[5], logits[5]);
            }
        }
    }

    @Test
    void imagesAreFedByConvention() {
        OnnxBuilder graph = small(13, g -> g.node("Flatten", List.of("x"), "y"));
        float[] images = Oracle.images(1, 1, 3, 4, 4);
        try (Network caffe = read(graph, new ImageInput("caffe", null, null, null))) {
            float[] logits = Oracle.logits(caffe, images, 1, 3, 4, 4);
            assertEquals(images[32 + 3] * 255 - 103.939f, logits[3], 1e-3);
            assertEquals(images[3] * 255 - 123.68f, logits[32 + 3], 1e-3);
        }
        try (Network own = read(graph, new ImageInput("0.5/0.25,0.5,1", null, null, null))) {
            float[] logits = Oracle.logits(own, images, 1, 3, 4, 4);
            assertEquals((images[16] - 0.5f) / 0.5f, logits[16], 1e-6);
        }
        OnnxBuilder last = new OnnxBuilder(13)
                .input("x", 1, 4, 4, 3)
                .node("Flatten", List.of("x"), "y")
                .output("y", 1, 48);
        try (Network network = read(last, new ImageInput("unit", null, null, null))) {
            float[] logits = Oracle.logits(network, images, 1, 3, 4, 4);
            assertEquals(images[16 + 2], logits[2 * 3 + 1]);
        }
        OnnxBuilder grey = new OnnxBuilder(13)
                .input("x", 1, 1, 4, 4)
                .node("Flatten", List.of("x"), "y")
                .output("y", 1, 16);
        try (Network network = read(grey, ImageInput.USUAL)) {
            assertEquals(1, network.input().channels());
        }
    }

    @Test
    void layersAreCalledByTheEndsOfTheirNames() {
        OnnxBuilder graph = small(
                13,
                g -> g.node("Relu", List.of("x"), List.of("r"), "/features/features.3/Relu")
                        .node("Neg", List.of("r"), List.of("n"), "/head/features.4/Relu")
                        .node("Flatten", List.of("n"), List.of("f"), "/Flatten")
                        .node("Softmax", List.of("f"), List.of("y"), "/Softmax"));
        try (Network network = read(graph, ImageInput.USUAL);
                NDManager scratch = network.manager().newSubManager()) {
            assertEquals(List.of("/features/features.3/Relu", "/head/features.4/Relu", "logits"), network.layers());
            var images = scratch.zeros(new Shape(1, 3, 4, 4));
            assertEquals(
                    new Shape(1, 3, 4, 4),
                    network.activations(images, List.of("features.3/Relu"))
                            .get("features.3/Relu")
                            .getShape());
            String message = assertThrows(
                            IllegalArgumentException.class, () -> network.activations(images, List.of("Relu")))
                    .getMessage();
            assertTrue(message.contains("no layer Relu"), message);
            assertTrue(network.notes().stream().anyMatch(note -> note.contains("softmax")), network.notes()::toString);
        }
    }

    @Test
    void numbersMayBeInAnotherFileOrOfHalfPrecision() throws IOException {
        ByteBuffer numbers = ByteBuffer.allocate(8 + 3 * 4).order(ByteOrder.LITTLE_ENDIAN);
        numbers.putLong(0).putFloat(1).putFloat(-2).putFloat(3);
        Files.write(folder.resolve("numbers.bin"), numbers.array());
        float[] images = Oracle.images(1, 1, 3, 4, 4);
        for (OnnxBuilder.Message tensor :
                List.of(external("numbers.bin"), half(10, 0x3c00, 0xc000, 0x4200), half(16, 0x3f80, 0xc000, 0x4040))) {
            try (Network network = read(scaled(tensor), new ImageInput("unit", null, null, null))) {
                float[] logits = Oracle.logits(network, images, 1, 3, 4, 4);
                assertArrayEquals(
                        new float[] {images[0], -2 * images[16], 3 * images[32]},
                        new float[] {logits[0], logits[16], logits[32]});
            }
        }
        refused(scaled(external("../numbers.bin")), "only files beside the model are read");
        refused(scaled(external("/etc/passwd")), "only files beside the model are read");
        refused(scaled(external("absent.bin")), "no file beside the model");
    }

    private static OnnxBuilder scaled(OnnxBuilder.Message tensor) {
        return small(
                13,
                g -> g.initializer(tensor).node("Mul", List.of("x", "s"), "m").node("Flatten", List.of("m"), "y"));
    }

    private static OnnxBuilder.Message named(int type) {
        return new OnnxBuilder.Message()
                .number(1, 3)
                .number(1, 1)
                .number(1, 1)
                .number(2, type)
                .text(8, "s");
    }

    private static OnnxBuilder.Message external(String location) {
        return named(OnnxBuilder.FLOAT)
                .message(13, new OnnxBuilder.Message().text(1, "location").text(2, location))
                .message(13, new OnnxBuilder.Message().text(1, "offset").text(2, "8"))
                .number(14, 1);
    }

    private static OnnxBuilder.Message half(int type, int... bits) {
        ByteBuffer raw = ByteBuffer.allocate(2 * bits.length).order(ByteOrder.LITTLE_ENDIAN);
        for (int number : bits) {
            raw.putShort((short) number);
        }
        return named(type).bytes(9, raw.array());
    }
}
