package io.eyewitness.nn.onnx;

import static io.eyewitness.nn.onnx.OnnxBuilder.list;
import static io.eyewitness.nn.onnx.OnnxBuilder.with;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.onnxruntime.OrtException;
import io.eyewitness.nn.graph.Graph;
import io.eyewitness.nn.graph.GraphNetwork;
import io.eyewitness.nn.network.Network;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each operator and setting gives what ONNX Runtime gives, for any number of images and where the file fixes one, and a gradient that agrees
 * with differences.
 */
class OperatorTest {
    private static final int SIZE = 8;
    private static final double TOLERANCE = 1e-5;

    @TempDir
    private Path folder;

    /** From {@code x}, shape (n, 3, 8, 8), in [-2,2], to {@code y}. */
    private record Case(String title, long opset, Consumer<OnnxBuilder> nodes) {
        @Override
        public String toString() {
            return title + " (opset " + opset + ")";
        }
    }

    private static float[] random(int count, long seed) {
        Random random = new Random(seed);
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = (float) (0.5 * random.nextGaussian());
        }
        return numbers;
    }

    private static List<Long> shape(long... lengths) {
        return Arrays.stream(lengths).boxed().toList();
    }

    private static Case one(String operator, long opset, OnnxBuilder.Attribute... attributes) {
        return new Case(
                operator + " "
                        + Arrays.stream(attributes)
                                .map(a -> a.name() + "=" + a.value())
                                .toList(),
                opset,
                graph -> graph.node(operator, List.of("x"), "y", attributes));
    }

    private static Case conv(String title, List<Long> weight, boolean bias, OnnxBuilder.Attribute... attributes) {
        return weighted("Conv", title, weight, weight.get(0), bias, attributes);
    }

    private static Case weighted(
            String operator,
            String title,
            List<Long> weight,
            long out,
            boolean bias,
            OnnxBuilder.Attribute... attributes) {
        int size = (int) weight.stream().mapToLong(length -> length).reduce(1, (a, b) -> a * b);
        return new Case(operator + " " + title, 11, graph -> {
            graph.constant("w", weight, random(size, 1)).constant("b", shape(out), random((int) out, 2));
            graph.node(operator, bias ? List.of("x", "w", "b") : List.of("x", "w"), "y", attributes);
        });
    }

    private static Case row(String operator, long opset, String input, long[] values, OnnxBuilder.Attribute... more) {
        return new Case(
                operator + " " + input + "=" + Arrays.toString(values) + " "
                        + Arrays.stream(more)
                                .map(a -> a.name() + "=" + a.value())
                                .toList(),
                opset,
                graph -> graph.row(input, values).node(operator, List.of("x", input), "y", more));
    }

    private static Case binary(String operator, List<Long> constant, boolean left, float... values) {
        int size = (int) constant.stream().mapToLong(length -> length).reduce(1, (a, b) -> a * b);
        float[] numbers = values.length > 0 ? values : random(size, 3);
        return new Case(
                operator + " of " + constant + (left ? " and x" : ""),
                13,
                graph -> graph.constant("c", constant, numbers)
                        .node(operator, left ? List.of("c", "x") : List.of("x", "c"), "y"));
    }

    static Stream<Case> convolutions() {
        List<Long> three = shape(4, 3, 3, 3);
        return Stream.of(
                conv("plain", three, false),
                conv("bias", three, true, list("pads", 1, 1, 1, 1)),
                conv("kernel_shape", three, true, list("kernel_shape", 3, 3)),
                conv("strides", three, true, list("strides", 2, 1), list("pads", 1, 1, 1, 1)),
                conv("asymmetric pads", three, true, list("pads", 0, 1, 2, 3)),
                conv("dilations", three, true, list("dilations", 2, 3), list("pads", 2, 3, 2, 3)),
                conv("oblong", shape(4, 3, 1, 5), true, list("pads", 0, 2, 0, 2)),
                conv("groups", shape(6, 1, 3, 3), true, with("group", 3), list("pads", 1, 1, 1, 1)),
                conv("SAME_UPPER", three, true, with("auto_pad", "SAME_UPPER"), list("strides", 2, 2)),
                conv("SAME_LOWER", three, true, with("auto_pad", "SAME_LOWER"), list("strides", 2, 2)),
                conv("SAME_UPPER of 4", shape(2, 3, 4, 4), true, with("auto_pad", "SAME_UPPER")),
                conv("SAME_LOWER of 4", shape(2, 3, 4, 4), true, with("auto_pad", "SAME_LOWER")),
                conv("VALID", three, true, with("auto_pad", "VALID"), list("strides", 2, 2)),
                weighted("ConvTranspose", "plain", shape(3, 4, 3, 3), 4, true),
                weighted("ConvTranspose", "strides", shape(3, 4, 3, 3), 4, false, list("strides", 2, 3)),
                weighted(
                        "ConvTranspose",
                        "pads",
                        shape(3, 4, 4, 4),
                        4,
                        true,
                        list("strides", 2, 2),
                        list("pads", 1, 0, 2, 1)),
                weighted(
                        "ConvTranspose",
                        "more than the window",
                        shape(3, 4, 2, 2),
                        4,
                        true,
                        list("strides", 2, 2),
                        list("pads", 2, 2, 2, 2)),
                weighted(
                        "ConvTranspose",
                        "output_padding",
                        shape(3, 4, 3, 3),
                        4,
                        true,
                        list("strides", 2, 2),
                        list("output_padding", 1, 1),
                        list("pads", 1, 1, 1, 1)),
                weighted("ConvTranspose", "dilations", shape(3, 4, 3, 3), 4, true, list("dilations", 2, 1)),
                weighted("ConvTranspose", "groups", shape(3, 2, 3, 3), 6, true, with("group", 3)),
                weighted(
                        "ConvTranspose",
                        "output_shape",
                        shape(3, 4, 3, 3),
                        4,
                        true,
                        list("strides", 2, 2),
                        list("output_shape", 16, 16)),
                weighted(
                        "ConvTranspose",
                        "SAME_UPPER",
                        shape(3, 4, 3, 3),
                        4,
                        true,
                        list("strides", 2, 2),
                        with("auto_pad", "SAME_UPPER")));
    }

    static Stream<Case> pools() {
        List<Case> cases = new ArrayList<>();
        for (String operator : List.of("MaxPool", "AveragePool")) {
            for (int ceil = 0; ceil < 2; ceil++) {
                OnnxBuilder.Attribute mode = with("ceil_mode", ceil);
                cases.add(one(operator, 11, list("kernel_shape", 3, 3), list("strides", 2, 2), mode));
                cases.add(one(
                        operator,
                        11,
                        list("kernel_shape", 3, 3),
                        list("strides", 2, 2),
                        list("pads", 1, 1, 1, 1),
                        mode));
                cases.add(one(
                        operator,
                        11,
                        list("kernel_shape", 2, 3),
                        list("strides", 3, 2),
                        list("pads", 0, 1, 1, 0),
                        mode));
                cases.add(one(operator, 11, list("kernel_shape", 2, 2), list("strides", 3, 3), mode));
            }
            cases.add(one(
                    operator, 11, list("kernel_shape", 3, 3), with("auto_pad", "SAME_UPPER"), list("strides", 2, 2)));
            cases.add(one(
                    operator, 11, list("kernel_shape", 3, 3), with("auto_pad", "SAME_LOWER"), list("strides", 2, 2)));
            cases.add(one(operator, 11, list("kernel_shape", 2, 2), with("auto_pad", "VALID")));
        }
        cases.add(one("MaxPool", 11, list("kernel_shape", 2, 3), list("dilations", 2, 3), list("pads", 1, 1, 1, 1)));
        cases.add(one("MaxPool", 12, list("kernel_shape", 3, 3), list("dilations", 2, 2), list("strides", 2, 1)));
        cases.add(one("AveragePool", 19, list("kernel_shape", 2, 3), list("dilations", 2, 2)));
        OnnxBuilder.Attribute counted = with("count_include_pad", 1);
        cases.add(one("AveragePool", 11, list("kernel_shape", 3, 3), list("pads", 1, 1, 1, 1), counted));
        cases.add(one(
                "AveragePool",
                11,
                list("kernel_shape", 3, 3),
                list("strides", 2, 2),
                list("pads", 0, 1, 2, 1),
                counted));
        cases.add(one(
                "AveragePool",
                19,
                list("kernel_shape", 3, 3),
                list("strides", 2, 2),
                list("pads", 1, 1, 1, 1),
                with("ceil_mode", 1),
                counted));
        cases.add(one("GlobalAveragePool", 11));
        cases.add(one("GlobalMaxPool", 11));
        cases.add(one("LRN", 13, with("size", 3), with("alpha", 0.5f), with("beta", 0.6f), with("bias", 2f)));
        cases.add(one("LRN", 13, with("size", 5), with("alpha", 0.5f)));
        return cases.stream();
    }

    static Stream<Case> numbers() {
        List<Case> cases = new ArrayList<>();
        for (String operator : List.of(
                "Relu",
                "Sigmoid",
                "HardSigmoid",
                "Tanh",
                "Erf",
                "Softplus",
                "Softsign",
                "Neg",
                "Exp",
                "Abs",
                "Elu",
                "Selu",
                "LeakyRelu",
                "Identity",
                "Dropout")) {
            cases.add(one(operator, 13));
        }
        cases.add(one("HardSwish", 14));
        cases.add(one("Mish", 18));
        cases.add(one("Gelu", 20));
        cases.add(one("Gelu", 20, with("approximate", "tanh")));
        cases.add(one("LeakyRelu", 7, with("alpha", 0.3f)));
        cases.add(one("Elu", 7, with("alpha", 0.7f)));
        cases.add(one("Selu", 7, with("alpha", 1.2f), with("gamma", 0.8f)));
        cases.add(one("HardSigmoid", 7, with("alpha", 0.4f), with("beta", 0.3f)));
        cases.add(one("Clip", 7, with("min", -0.5f), with("max", 1f)));
        cases.add(one("Clip", 7, with("min", 0f)));
        cases.add(new Case(
                "Clip by inputs",
                13,
                graph -> graph.constant("a", List.of(), -1f)
                        .constant("b", List.of(), 0.5f)
                        .node("Clip", List.of("x", "a", "b"), "y")));
        cases.add(new Case(
                "Clip to the largest",
                13,
                graph -> graph.constant("b", List.of(), 0.5f).node("Clip", List.of("x", "", "b"), "y")));
        for (String operator : List.of("Sqrt", "Log", "Reciprocal")) {
            cases.add(new Case(
                    operator, 13, graph -> graph.node("Exp", List.of("x"), "e").node(operator, List.of("e"), "y")));
        }
        for (String operator : List.of("Add", "Sub", "Mul", "Max", "Min")) {
            cases.add(binary(operator, shape(3, 1, 1), false));
            cases.add(binary(operator, shape(8), true));
            cases.add(new Case(
                    operator + " of both",
                    13,
                    graph -> graph.node("Tanh", List.of("x"), "t").node(operator, List.of("x", "t"), "y")));
        }
        cases.add(binary("Div", shape(1), false, 0.3f));
        cases.add(binary("Pow", List.of(), false, 2f));
        cases.add(binary("Pow", List.of(), false, 3f));
        cases.add(new Case(
                "Div of both", 13, graph -> graph.node("Exp", List.of("x"), "e").node("Div", List.of("x", "e"), "y")));
        cases.add(binary("PRelu", shape(3, 1, 1), false));
        cases.add(new Case(
                "Sum of three",
                13,
                graph -> graph.node("Tanh", List.of("x"), "t").node("Sum", List.of("x", "t", "x"), "y")));
        cases.add(new Case(
                "Where",
                13,
                graph -> graph.initializer(OnnxBuilder.truths("c", shape(8), 1, 0, 1, 1, 0, 0, 1, 0))
                        .constant("z", List.of(), 7f)
                        .node("Where", List.of("c", "x", "z"), "y")));
        cases.add(one("Cast", 13, with("to", 1)));
        return cases.stream();
    }

    /** Those that have no slope stand beside a value that has one. */
    private static Case stepped(String operator, Consumer<OnnxBuilder> truth) {
        return new Case(operator, 16, graph -> {
            truth.accept(
                    graph.constant("low", shape(3, 1, 1), -0.5f, 0.1f, 0.7f).node("Tanh", List.of("x"), "t"));
            graph.node("Where", List.of("c", "x", "t"), "y");
        });
    }

    static Stream<Case> steps() {
        List<Case> cases = new ArrayList<>();
        for (String operator : List.of("Sign", "Floor", "Ceil", "Round")) {
            cases.add(new Case(
                    operator,
                    13,
                    graph -> graph.node(operator, List.of("x"), "s").node("Add", List.of("x", "s"), "y")));
        }
        for (String operator : List.of("Greater", "GreaterOrEqual", "Less", "LessOrEqual")) {
            cases.add(stepped(operator, graph -> graph.node(operator, List.of("x", "low"), "c")));
            cases.add(stepped(operator + " of both", graph -> graph.node(operator, List.of("t", "x"), "c")));
        }
        for (String operator : List.of("And", "Or", "Xor")) {
            cases.add(stepped(
                    operator,
                    graph -> graph.node("Greater", List.of("x", "low"), "a")
                            .node("Less", List.of("t", "low"), "b")
                            .node(operator, List.of("a", "b"), "c")));
        }
        cases.add(stepped(
                "Not", graph -> graph.node("Greater", List.of("x", "low"), "a").node("Not", List.of("a"), "c")));
        cases.add(new Case(
                "Cast of a truth",
                13,
                graph -> graph.constant("zero", List.of(), 0f)
                        .node("Greater", List.of("x", "zero"), "g")
                        .node("Cast", List.of("g"), "f", with("to", 1))
                        .node("Mul", List.of("x", "f"), "y")));
        cases.add(stepped(
                "Cast of a truth to a truth",
                graph -> graph.node("Greater", List.of("x", "low"), "a")
                        .node("Cast", List.of("a"), "c", with("to", 9))));
        cases.add(stepped(
                "Cast of floats to truths",
                graph -> graph.node("Relu", List.of("x"), "a").node("Cast", List.of("a"), "c", with("to", 9))));
        return cases.stream();
    }

    /** Of images one of whose channels is 0; only the others have a slope. */
    private static Case withZeros(String operator, long opset, OnnxBuilder.Attribute... attributes) {
        return new Case(
                operator + " of a zero channel "
                        + Arrays.stream(attributes)
                                .map(a -> a.name() + "=" + a.value())
                                .toList(),
                opset,
                graph -> graph.constant("channels", shape(3, 1, 1), 1f, 0f, 1f)
                        .node("Mul", List.of("x", "channels"), "z")
                        .node(operator, List.of("z"), "y", attributes));
    }

    static Stream<Case> others() {
        List<Case> cases = new ArrayList<>();
        cases.add(one("ThresholdedRelu", 13, with("alpha", 0.3f)));
        cases.add(one("Celu", 13, with("alpha", 0.7f)));
        cases.add(new Case(
                "Mean of three",
                13,
                graph -> graph.node("Tanh", List.of("x"), "t").node("Mean", List.of("x", "t", "t"), "y")));
        for (String operator : List.of("ReduceProd", "ReduceSumSquare")) {
            cases.add(one(operator, 11, list("axes", 3)));
            cases.add(one(operator, 11, list("axes", 1, 2), with("keepdims", 0)));
        }
        for (long p = 1; p <= 2; p++) {
            cases.add(one("LpNormalization", 13, with("axis", 1), with("p", p)));
            cases.add(one("GlobalLpPool", 13, with("p", p)));
            cases.add(one(
                    "LpPool",
                    11,
                    with("p", p),
                    list("kernel_shape", 3, 2),
                    list("strides", 2, 2),
                    list("pads", 1, 0, 1, 1)));
            OnnxBuilder.Attribute power = with("p", p);
            OnnxBuilder.Attribute ceil = with("ceil_mode", 1);
            OnnxBuilder.Attribute kernel = list("kernel_shape", 3, 3);
            cases.add(one("LpPool", 18, power, kernel, list("strides", 2, 2), ceil));
            cases.add(one("LpPool", 18, power, kernel, list("strides", 2, 3), list("pads", 1, 1, 1, 1), ceil));
            cases.add(one("LpPool", 18, power, kernel, list("strides", 1, 2), list("dilations", 2, 3)));
            cases.add(one("LpPool", 18, power, kernel, list("strides", 2, 2), list("dilations", 2, 3), ceil));
            cases.add(withZeros("LpNormalization", 13, with("axis", 2), power));
            cases.add(withZeros("GlobalLpPool", 13, power));
            cases.add(withZeros("LpPool", 18, power, kernel));
            cases.add(withZeros("ReduceL" + p, 13, list("axes", 2, 3)));
        }
        cases.add(one("MeanVarianceNormalization", 13, list("axes", 2, 3)));
        cases.add(one("MeanVarianceNormalization", 13, list("axes", 1)));
        for (long upper = 0; upper < 2; upper++) {
            cases.add(one("Trilu", 14, with("upper", upper)));
            OnnxBuilder.Attribute side = with("upper", upper);
            cases.add(new Case(
                    "Trilu by -2, upper=" + upper,
                    14,
                    graph -> graph.constant("k", List.of(), -2L).node("Trilu", List.of("x", "k"), "y", side)));
        }
        for (long axis : new long[] {1, 3}) {
            for (long flags = 0; flags < 4; flags++) {
                OnnxBuilder.Attribute[] both = {with("exclusive", flags % 2), with("reverse", flags / 2)};
                cases.add(new Case(
                        "CumSum along " + axis + ", " + flags,
                        14,
                        graph -> graph.constant("a", List.of(), axis).node("CumSum", List.of("x", "a"), "y", both)));
            }
        }
        for (String mode : List.of("linear", "cubic")) {
            for (float scale : new float[] {0.5f, 0.375f, 1.5f}) {
                cases.add(new Case(
                        "Resize antialias " + mode + " by " + scale,
                        18,
                        graph -> graph.constant("scales", shape(4), 1f, 1f, scale, 0.75f)
                                .node(
                                        "Resize",
                                        List.of("x", "", "scales"),
                                        "y",
                                        with("mode", mode),
                                        with("antialias", 1))));
            }
        }
        cases.add(new Case(
                "Resize of some axes",
                18,
                graph -> graph.constant("scales", shape(2), 2f, 1.5f)
                        .node("Resize", List.of("x", "", "scales"), "y", with("mode", "linear"), list("axes", 3, 2))));
        cases.add(new Case(
                "Resize of some axes by sizes",
                18,
                graph -> graph.row("sizes", 5, 11)
                        .node("Resize", List.of("x", "", "", "sizes"), "y", list("axes", 2, 3))));
        for (String equation : List.of("...hw->...wh", "n...->...n", "...w->...")) {
            boolean isFirst = equation.endsWith("n");
            cases.add(new Case("Einsum " + equation, 12, graph -> {
                graph.node("Einsum", List.of("x"), isFirst ? "e" : "y", with("equation", equation));
                if (isFirst) {
                    graph.node("Transpose", List.of("e"), "y", list("perm", 3, 0, 1, 2));
                }
            }));
        }
        cases.add(new Case(
                "Einsum ...hw,wk->...hk",
                12,
                graph -> graph.constant("w", shape(8, 5), random(40, 4))
                        .node("Einsum", List.of("x", "w"), "y", with("equation", "...hw,wk->...hk"))));
        cases.add(new Case(
                "Einsum of two ellipses",
                12,
                graph -> graph.node("Tanh", List.of("x"), "t")
                        .node("Einsum", List.of("x", "t"), "y", with("equation", "...hw,...kw->...hk"))));
        return cases.stream();
    }

    static Stream<Case> axes() {
        List<Case> cases = new ArrayList<>();
        for (long axis : new long[] {1, 2, -1}) {
            cases.add(one("Softmax", 13, with("axis", axis)));
            cases.add(one("LogSoftmax", 13, with("axis", axis)));
        }
        cases.add(one("Softmax", 7));
        cases.add(one("Softmax", 11, with("axis", 2)));
        cases.add(one("LogSoftmax", 11, with("axis", 3)));
        for (String operator : List.of("ReduceMean", "ReduceSum", "ReduceMax", "ReduceMin", "ReduceL1", "ReduceL2")) {
            cases.add(one(operator, 11, list("axes", 2, 3)));
            cases.add(one(operator, 11, list("axes", -1), with("keepdims", 0)));
            cases.add(row(operator, 18, "axes", new long[] {1, 3}, with("keepdims", 0)));
        }
        cases.add(row("ReduceSum", 13, "axes", new long[] {1}));
        cases.add(row("Reshape", 13, "shape", new long[] {0, 6, -1, 4}));
        cases.add(row("Reshape", 13, "shape", new long[] {-1, 192}));
        cases.add(new Case(
                "Reshape by Shape",
                13,
                graph -> graph.node("Shape", List.of("x"), "s")
                        .constant("i", List.of(), 0L)
                        .row("axes", 0)
                        .row("rest", 12, 16)
                        .node("Gather", List.of("s", "i"), "n", with("axis", 0))
                        .node("Unsqueeze", List.of("n", "axes"), "u")
                        .node("Concat", List.of("u", "rest"), "shape", with("axis", 0))
                        .node("Reshape", List.of("x", "shape"), "y")));
        cases.add(one("Flatten", 13));
        cases.add(one("Transpose", 13, list("perm", 0, 2, 3, 1)));
        cases.add(new Case(
                "Unsqueeze, Squeeze",
                11,
                graph -> graph.node("Unsqueeze", List.of("x"), "u", list("axes", 1, 5))
                        .node("Squeeze", List.of("u"), "y", list("axes", -1))));
        cases.add(new Case(
                "Unsqueeze, Squeeze by inputs",
                13,
                graph -> graph.row("a", 1, -1)
                        .row("b", 1)
                        .node("Unsqueeze", List.of("x", "a"), "u")
                        .node("Squeeze", List.of("u", "b"), "y")));
        for (long axis : new long[] {1, 2, -1}) {
            cases.add(new Case(
                    "Concat axis=" + axis,
                    13,
                    graph -> graph.node("Tanh", List.of("x"), "t")
                            .node("Concat", List.of("x", "t", "x"), "y", with("axis", axis))));
        }
        cases.add(new Case(
                "Split",
                11,
                graph -> graph.node("Split", List.of("x"), List.of("p", "q"), "s", with("axis", 3), list("split", 3, 5))
                        .node("Concat", List.of("q", "p"), "y", with("axis", 3))));
        cases.add(new Case(
                "Split by input",
                13,
                graph -> graph.row("l", 1, 2)
                        .node("Split", List.of("x", "l"), List.of("p", "q"), "s", with("axis", 1))
                        .node("Add", List.of("q", "p"), "y")));
        cases.add(new Case(
                "Split num_outputs",
                18,
                graph -> graph.node(
                                "Split",
                                List.of("x"),
                                List.of("p", "q", "r"),
                                "s",
                                with("axis", 2),
                                with("num_outputs", 3))
                        .node("Concat", List.of("r", "p", "q"), "y", with("axis", 2))));
        cases.add(one("Slice", 7, list("starts", 1, 2), list("ends", 7, 1000), list("axes", 2, 3)));
        cases.add(new Case(
                "Slice with steps",
                13,
                graph -> graph.row("a", -1, 1)
                        .row("b", -1000, -1)
                        .row("c", 3, -2)
                        .row("d", -3, 2)
                        .node("Slice", List.of("x", "a", "b", "c", "d"), "y")));
        cases.add(new Case(
                "Gather",
                13,
                graph -> graph.constant("i", shape(2, 2), 2L, -1L, 0L, 0L)
                        .node("Gather", List.of("x", "i"), "y", with("axis", 1))));
        cases.add(new Case(
                "Gather of one",
                13,
                graph -> graph.constant("i", List.of(), -2L).node("Gather", List.of("x", "i"), "y", with("axis", 2))));
        cases.add(new Case(
                "Expand",
                13,
                graph -> graph.row("two", 2)
                        .row("s", 1, 3, 2, 8, 8)
                        .node("Unsqueeze", List.of("x", "two"), "u")
                        .node("Expand", List.of("u", "s"), "y")));
        cases.add(new Case(
                "ScatterND of parts of a mask",
                13,
                graph -> graph.constant("d", shape(8, 8), random(64, 1))
                        .constant("rows", shape(2, 1), 1L, -1L)
                        .constant("r", shape(2, 8), random(16, 2))
                        .constant("places", shape(1, 2, 2), 0L, 1L, 7L, -3L)
                        .constant("p", shape(1, 2), 5f, 6f)
                        .node("ScatterND", List.of("d", "rows", "r"), "m")
                        .node("ScatterND", List.of("m", "places", "p"), "n")
                        .node("Add", List.of("x", "n"), "y")));
        cases.add(row("Tile", 13, "repeats", new long[] {1, 2, 1, 3}));
        cases.add(one("Pad", 7, list("pads", 0, 1, 2, 0, 0, 0, 1, 3), with("value", 0.5f)));
        cases.add(row("Pad", 13, "pads", new long[] {0, 0, 1, 2, 0, 0, 3, 0}));
        cases.add(row("Pad", 13, "pads", new long[] {0, 0, -1, 2, 0, 0, 1, -3}));
        cases.add(row("Pad", 13, "pads", new long[] {0, 0, 1, 2, 0, 0, 3, 0}, with("mode", "reflect")));
        cases.add(row("Pad", 13, "pads", new long[] {0, 0, 1, 2, 0, 0, 3, 0}, with("mode", "edge")));
        cases.add(row("Pad", 19, "pads", new long[] {0, 0, 1, 2, 0, 0, 3, 0}, with("mode", "wrap")));
        cases.add(new Case(
                "Pad with axes",
                18,
                graph -> graph.row("p", 1, 2, 3, 0)
                        .constant("v", List.of(), 2f)
                        .row("a", -1, 2)
                        .node("Pad", List.of("x", "p", "v", "a"), "y")));
        cases.add(new Case(
                "DepthToSpace, SpaceToDepth",
                13,
                graph -> graph.node("SpaceToDepth", List.of("x"), "s", with("blocksize", 2))
                        .node("DepthToSpace", List.of("s"), "t", with("blocksize", 2), with("mode", "CRD"))
                        .node("SpaceToDepth", List.of("t"), "u", with("blocksize", 4))
                        .node("DepthToSpace", List.of("u"), "y", with("blocksize", 2))));
        return cases.stream();
    }

    static Stream<Case> sums() {
        List<Case> cases = new ArrayList<>();
        for (long across = 0; across < 2; across++) {
            long transB = across;
            cases.add(new Case(
                    "Gemm transB=" + across,
                    11,
                    graph -> graph.constant("w", across(transB, 192, 5), random(960, 1))
                            .constant("b", shape(5), random(5, 2))
                            .node("Flatten", List.of("x"), "f")
                            .node(
                                    "Gemm",
                                    List.of("f", "w", "b"),
                                    "y",
                                    with("transB", transB),
                                    with("alpha", 0.5f),
                                    with("beta", 2f))));
        }
        cases.add(new Case(
                "Gemm without a bias",
                11,
                graph -> graph.constant("w", shape(192, 5), random(960, 1))
                        .node("Flatten", List.of("x"), "f")
                        .node("Gemm", List.of("f", "w"), "y")));
        cases.add(new Case(
                "MatMul of rows",
                13,
                graph -> graph.constant("w", shape(192, 5), random(960, 1))
                        .node("Flatten", List.of("x"), "f")
                        .node("MatMul", List.of("f", "w"), "y")));
        cases.add(new Case(
                "MatMul of images",
                13,
                graph -> graph.constant("w", shape(8, 5), random(40, 1)).node("MatMul", List.of("x", "w"), "y")));
        cases.add(new Case(
                "MatMul from the left",
                13,
                graph -> graph.constant("w", shape(5, 8), random(40, 1)).node("MatMul", List.of("w", "x"), "y")));
        cases.add(new Case(
                "MatMul of both",
                13,
                graph -> graph.node("Transpose", List.of("x"), "t", list("perm", 0, 1, 3, 2))
                        .node("MatMul", List.of("x", "t"), "y")));
        for (long opset : new long[] {7, 9, 15}) {
            cases.add(new Case(
                    "BatchNormalization",
                    opset,
                    graph -> graph.constant("s", shape(3), 1f, 0.5f, 2f)
                            .constant("b", shape(3), random(3, 1))
                            .constant("m", shape(3), random(3, 2))
                            .constant("v", shape(3), 0.3f, 1f, 2f)
                            .node(
                                    "BatchNormalization",
                                    List.of("x", "s", "b", "m", "v"),
                                    "y",
                                    with("epsilon", 0.01f))));
        }
        cases.add(new Case(
                "InstanceNormalization",
                13,
                graph -> graph.constant("s", shape(3), 1f, 0.5f, 2f)
                        .constant("b", shape(3), random(3, 1))
                        .node("InstanceNormalization", List.of("x", "s", "b"), "y", with("epsilon", 0.01f))));
        for (long axis : new long[] {-1, 2}) {
            int size = axis == 2 ? 64 : 8;
            List<Long> lengths = axis == 2 ? shape(8, 8) : shape(8);
            cases.add(new Case(
                    "LayerNormalization axis=" + axis,
                    17,
                    graph -> graph.constant("s", lengths, random(size, 4))
                            .constant("b", lengths, random(size, 1))
                            .node(
                                    "LayerNormalization",
                                    List.of("x", "s", "b"),
                                    "y",
                                    with("axis", axis),
                                    with("epsilon", 0.01f))));
        }
        return cases.stream();
    }

    static Stream<Case> groups() {
        List<Case> cases = new ArrayList<>();
        for (long opset : new long[] {18, 21}) {
            int scales = opset == 18 ? 3 : 6;
            cases.add(new Case(
                    "GroupNormalization",
                    opset,
                    graph -> graph.constant("s", shape(scales), random(scales, 1))
                            .constant("b", shape(scales), random(scales, 2))
                            .node("Tanh", List.of("x"), "t")
                            .node("Concat", List.of("x", "t"), "c", with("axis", 1))
                            .node(
                                    "GroupNormalization",
                                    List.of("c", "s", "b"),
                                    "y",
                                    with("num_groups", 3),
                                    with("epsilon", 0.01f))));
        }
        cases.add(new Case(
                "GroupNormalization of one group",
                18,
                graph -> graph.constant("s", shape(1), 2f)
                        .constant("b", shape(1), 0.5f)
                        .node("GroupNormalization", List.of("x", "s", "b"), "y", with("num_groups", 1))));
        return cases.stream();
    }

    static Stream<Case> einsums() {
        List<Case> cases = new ArrayList<>();
        for (String equation : List.of("nchw->nhwc", "nchw->nhw", "abdc")) {
            cases.add(one("Einsum", 13, with("equation", equation)));
        }
        for (String equation : List.of(
                "nchw,nchw->nchw",
                "nchw,nchv->ncwv",
                "nchw,nchv->nvw",
                "nchw,ndhw->ncd",
                "bhqd, bhkd -> bhqk",
                "nchw,nchw->n",
                "nchw,nkhw->nhck")) {
            cases.add(new Case(
                    "Einsum " + equation,
                    13,
                    graph -> graph.node("Tanh", List.of("x"), "t")
                            .node("Einsum", List.of("x", "t"), "y", with("equation", equation))));
        }
        for (String equation : List.of("nchw,cd->ndhw", "nchw,cd->nhwd", "nchw,cw->nch", "achw,dw", "nchw,dc->dnhw")) {
            List<Long> lengths =
                    equation.contains(",cw") ? shape(3, 8) : equation.contains(",dw") ? shape(5, 8) : shape(3, 3);
            boolean isFirst = equation.endsWith("dnhw");
            cases.add(new Case("Einsum " + equation + " by a constant", 13, graph -> {
                graph.constant("c", lengths, random((int) (lengths.get(0) * lengths.get(1)), 1));
                graph.node("Einsum", List.of("x", "c"), isFirst ? "e" : "y", with("equation", equation));
                if (isFirst) {
                    graph.node("Transpose", List.of("e"), "y", list("perm", 1, 0, 2, 3));
                }
            }));
        }
        cases.add(new Case(
                "Einsum of a constant and two more",
                13,
                graph -> graph.constant("c", shape(5, 3), random(15, 1))
                        .node("Tanh", List.of("x"), "t")
                        .node("Einsum", List.of("c", "x", "t"), "y", with("equation", "dc,nchw,nchv->ndv"))));
        return cases.stream();
    }

    /** From the 64 numbers of each channel in a row. */
    private static Case onRows(String title, long opset, Consumer<OnnxBuilder> nodes) {
        return new Case(title + " of rows", opset, graph -> {
            graph.row("rows", 0, 3, 64).node("Reshape", List.of("x", "rows"), "r");
            nodes.accept(graph);
        });
    }

    private static Case oneOnRows(String operator, OnnxBuilder.Attribute... attributes) {
        return onRows(
                operator
                        + Arrays.stream(attributes)
                                .map(a -> a.name() + "=" + a.value())
                                .toList(),
                11,
                graph -> graph.node(operator, List.of("r"), "y", attributes));
    }

    private static Case weightedOnRows(String operator, List<Long> weight, OnnxBuilder.Attribute... attributes) {
        return onRows(
                operator
                        + weight
                        + Arrays.stream(attributes)
                                .map(a -> a.name() + "=" + a.value())
                                .toList(),
                11,
                graph -> graph.constant("w", weight, random(60, 1))
                        .constant("b", shape(4), random(4, 2))
                        .node(operator, List.of("r", "w", "b"), "y", attributes));
    }

    static Stream<Case> rows() {
        return Stream.of(
                weightedOnRows("Conv", shape(4, 3, 5)),
                weightedOnRows("Conv", shape(4, 3, 5), list("pads", 1, 3), list("strides", 2), list("dilations", 3)),
                weightedOnRows("Conv", shape(4, 3, 5), with("auto_pad", "SAME_UPPER"), list("kernel_shape", 5)),
                weightedOnRows("ConvTranspose", shape(3, 4, 5), list("strides", 3), list("pads", 1, 2)),
                weightedOnRows("ConvTranspose", shape(3, 4, 5), list("strides", 2), list("output_shape", 128)),
                weightedOnRows("ConvTranspose", shape(3, 4, 5), list("strides", 2), list("output_padding", 1)),
                oneOnRows("MaxPool", list("kernel_shape", 3), list("strides", 2), list("pads", 1, 0)),
                oneOnRows("AveragePool", list("kernel_shape", 3), list("pads", 1, 1), with("ceil_mode", 1)),
                oneOnRows("GlobalAveragePool"),
                oneOnRows("GlobalMaxPool"));
    }

    private static List<Long> across(long transposed, long in, long out) {
        return transposed == 1 ? shape(out, in) : shape(in, out);
    }

    static Stream<Case> sizes() {
        List<Case> cases = new ArrayList<>();
        for (String coordinates : List.of("half_pixel", "pytorch_half_pixel", "align_corners", "asymmetric")) {
            cases.add(resize(coordinates, "linear", null, 1.5f, 2f));
            cases.add(resize(coordinates, "linear", null, 0.6f, 0.5f));
            for (String nearest : List.of("round_prefer_floor", "round_prefer_ceil", "floor", "ceil")) {
                cases.add(resize(coordinates, "nearest", nearest, 1.5f, 2.3f));
                cases.add(resize(coordinates, "nearest", nearest, 2f, 2f));
                cases.add(resize(coordinates, "nearest", nearest, 0.6f, 0.5f));
            }
        }
        for (float a : new float[] {-0.75f, -0.5f}) {
            for (long outside = 0; outside < 2; outside++) {
                for (String coordinates : List.of("half_pixel", "pytorch_half_pixel", "align_corners", "asymmetric")) {
                    cases.add(cubic(coordinates, a, outside, 1.5f, 2.3f));
                    cases.add(cubic(coordinates, a, outside, 0.6f, 0.5f));
                }
            }
        }
        cases.add(new Case(
                "Resize by sizes",
                13,
                graph -> graph.node("Shape", List.of("x"), "s")
                        .row("from", 0)
                        .row("to", 2)
                        .row("rest", 11, 5)
                        .node("Slice", List.of("s", "from", "to"), "first")
                        .node("Concat", List.of("first", "rest"), "sizes", with("axis", 0))
                        .node("Resize", List.of("x", "", "", "sizes"), "y", with("mode", "linear"))));
        cases.add(new Case(
                "Resize",
                10,
                graph -> graph.constant("s", shape(4), 1f, 1f, 2f, 1.5f)
                        .node("Resize", List.of("x", "s"), "y", with("mode", "linear"))));
        cases.add(one("Upsample", 7, with("scales", List.of(1f, 1f, 2f, 3f)), with("mode", "nearest")));
        cases.add(new Case(
                "Upsample",
                9,
                graph -> graph.constant("s", shape(4), 1f, 1f, 2f, 2f)
                        .node("Upsample", List.of("x", "s"), "y", with("mode", "linear"))));
        return cases.stream();
    }

    private static Case cubic(String coordinates, float a, long outside, float height, float width) {
        return new Case(
                "Resize " + coordinates + " cubic " + a + " " + outside + " by " + height + ", " + width,
                13,
                graph -> graph.constant("scales", shape(4), 1f, 1f, height, width)
                        .node(
                                "Resize",
                                List.of("x", "", "scales"),
                                "y",
                                with("mode", "cubic"),
                                with("coordinate_transformation_mode", coordinates),
                                with("cubic_coeff_a", a),
                                with("exclude_outside", outside)));
    }

    private static Case resize(String coordinates, String mode, String nearest, float height, float width) {
        return new Case(
                "Resize " + coordinates + " " + mode + " " + nearest + " by " + height + ", " + width, 13, graph -> {
                    graph.constant("scales", shape(4), 1f, 1f, height, width);
                    List<OnnxBuilder.Attribute> attributes = new ArrayList<>(
                            List.of(with("mode", mode), with("coordinate_transformation_mode", coordinates)));
                    if (nearest != null) {
                        attributes.add(with("nearest_mode", nearest));
                    }
                    graph.node(
                            "Resize",
                            List.of("x", "", "scales"),
                            "y",
                            attributes.toArray(OnnxBuilder.Attribute[]::new));
                });
    }

    @ParameterizedTest
    @MethodSource({
        "steps",
        "others",
        "convolutions",
        "pools",
        "numbers",
        "axes",
        "sums",
        "sizes",
        "groups",
        "einsums",
        "rows"
    })
    void givesWhatTheRuntimeGives(Case test) throws OrtException {
        float[] images = Oracle.images(7, 2, 3, SIZE, SIZE);
        Path open = file(test, -1);
        float[] expected = Oracle.runtime(open, images, 2, 3, SIZE, SIZE);
        try (Network network = Oracle.unit(open)) {
            Oracle.requireNear(expected, Oracle.logits(network, images, 2, 3, SIZE, SIZE), TOLERANCE);
            Oracle.requireGradient(network, images, 0.01, 2, 3, SIZE, SIZE);
        }
        try (GraphNetwork network = Oracle.unit(file(test, 1))) {
            assertEquals(network.graph(), Graph.parse(network.graph().json()));
            Oracle.requireNear(expected, Oracle.logits(network, images, 2, 3, SIZE, SIZE), TOLERANCE);
        }
    }

    private Path file(Case test, long images) {
        OnnxBuilder graph = new OnnxBuilder(test.opset).input("images", images, 3, SIZE, SIZE);
        graph.constant("four", List.of(), 4f).constant("two_", List.of(), -2f);
        graph.node("Mul", List.of("images", "four"), "scaled").node("Add", List.of("scaled", "two_"), "x");
        test.nodes.accept(graph);
        graph.node("Flatten", List.of("y"), "logits", with("axis", 1)).output("logits", images, -1);
        return graph.write(folder, "test" + images + ".onnx");
    }
}
