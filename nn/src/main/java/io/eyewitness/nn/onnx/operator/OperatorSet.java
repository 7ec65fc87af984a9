package io.eyewitness.nn.onnx.operator;

import io.eyewitness.nn.onnx.proto.Proto;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** The operators that are known, and why others are refused. */
public final class OperatorSet {
    /** The versions of ONNX's operators that are known. */
    public static final int OLDEST = 7;

    /** The newest of them. */
    public static final int NEWEST = 21;

    /** An operator whose graphs are part of the computation around it. */
    public static final String IF = "If";

    private static final Set<String> STEPS = Set.of("ArgMax", "ArgMin", "Hardmax", "NonZero", "OneHot");

    private static final Map<String, Rule> ALL = new TreeMap<>();

    static {
        Stream.of(
                        NumberRules.all(),
                        ShapeRules.all(),
                        AxisRules.all(),
                        WindowRules.all(),
                        SumRules.all(),
                        ResizeRule.all())
                .forEach(ALL::putAll);
    }

    private OperatorSet() {}

    /** An operator that is not known, whatever the images are; the message names its node. */
    public static final class Unknown extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        Unknown(String message) {
            super(message);
        }
    }

    /** How a node of an operator is computed. */
    @FunctionalInterface
    public interface Rule {
        /**
         * Its outputs, as far as they are known.
         *
         * @throws IllegalArgumentException saying what of the node is not known
         */
        List<Operand> outputs(Site site);

        /** The rule of an operator with one output. */
        static Rule of(Function<Site, Operand> output) {
            return site -> List.of(output.apply(site));
        }
    }

    /** The operators' names, in alphabetical order. */
    public static List<String> operators() {
        return Stream.concat(ALL.keySet().stream(), Stream.of(IF)).sorted().toList();
    }

    /**
     * The rule of a node.
     *
     * @throws Unknown saying why there is none
     */
    public static Rule of(Proto.Node node, long opset) {
        String operator = node.operator();
        Rule rule = node.domain().isEmpty() ? ALL.get(operator) : null;
        if (rule != null) {
            return rule;
        }
        String place = "operator " + operator + " of node " + node.title();
        if (!node.domain().isEmpty()) {
            throw new Unknown(place + " is of the domain " + node.domain() + "; only ONNX's own operators are known");
        }
        if (operator.contains("Quantize") || operator.startsWith("QLinear") || operator.endsWith("Integer")) {
            throw new Unknown(
                    place + " is of a quantised network, which has no gradients: export it in single precision");
        }
        if (operator.equals("Loop") || operator.equals("Scan")) {
            throw new Unknown(place + " is control flow, which is not known: export it unrolled");
        }
        if (STEPS.contains(operator)) {
            throw new Unknown(place + " is constant but for jumps, so that nothing before it has a gradient");
        }
        if (operator.contains("Sequence")) {
            throw new Unknown(place + " computes with sequences, which are not known");
        }
        throw new Unknown(place + " (opset " + opset + ") is not known; known are " + String.join(", ", operators())
                + "; --output NAME takes a value before it as logits");
    }
}
