package io.eyewitness.nn.onnx.operator;

import io.eyewitness.nn.graph.Axes;
import io.eyewitness.nn.graph.Binary;
import io.eyewitness.nn.graph.Operation;
import io.eyewitness.nn.graph.Pointwise;
import io.eyewitness.nn.onnx.operator.OperatorSet.Rule;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.function.LongBinaryOperator;
import java.util.function.LongUnaryOperator;
import org.apache.commons.math3.special.Erf;

/** Operators on numbers one by one: computed at once where all inputs are constant. */
final class NumberRules {
    private static final double SELU_ALPHA = 1.67326319217681884765625;
    private static final double SELU_GAMMA = 1.05070102214813232421875;

    private NumberRules() {}

    static Map<String, Rule> all() {
        Map<String, Rule> rules = new TreeMap<>();
        onReals(rules, "Exp", Pointwise.Function.EXP, Math::exp);
        onReals(rules, "Log", Pointwise.Function.LOG, Math::log);
        onReals(rules, "Sqrt", Pointwise.Function.SQRT, Math::sqrt);
        onReals(rules, "Erf", Pointwise.Function.ERF, Erf::erf);
        onReals(rules, "Tanh", Pointwise.Function.TANH, Math::tanh);
        onReals(rules, "Sigmoid", Pointwise.Function.SIGMOID, x -> 1 / (1 + Math.exp(-x)));
        onReals(rules, "Reciprocal", Pointwise.Function.RECIPROCAL, x -> 1 / x);
        rules.put("Neg", unary(site -> pointwise(Pointwise.Function.NEG), x -> -x, x -> -x));
        rules.put("Abs", unary(site -> pointwise(Pointwise.Function.ABS), Math::abs, Math::abs));
        rules.put("Relu", unary(site -> new Operation.Relu(), x -> Math.max(0, x), x -> Math.max(0, x)));
        rules.put("Softplus", onImage(site -> pointwise(Pointwise.Function.SOFTPLUS)));
        rules.put("Softsign", onImage(site -> pointwise(Pointwise.Function.SOFTSIGN)));
        rules.put("Mish", onImage(site -> pointwise(Pointwise.Function.MISH)));
        rules.put("HardSwish", onImage(site -> pointwise(Pointwise.Function.HARD_SWISH)));
        rules.put("Gelu", onImage(NumberRules::gelu));
        rules.put(
                "LeakyRelu",
                onImage(site -> new Pointwise(Pointwise.Function.LEAKY_RELU, site.real("alpha", 0.01), 0)));
        rules.put("Elu", onImage(site -> new Pointwise(Pointwise.Function.ELU, site.real("alpha", 1), 0)));
        rules.put(
                "Selu",
                onImage(site -> new Pointwise(
                        Pointwise.Function.SELU, site.real("alpha", SELU_ALPHA), site.real("gamma", SELU_GAMMA))));
        rules.put(
                "HardSigmoid",
                onImage(site -> new Pointwise(
                        Pointwise.Function.HARD_SIGMOID, site.real("alpha", 0.2), site.real("beta", 0.5))));
        rules.put("Clip", Rule.of(NumberRules::clip));
        truths(rules);
        rules.put("Sign", unary(site -> pointwise(Pointwise.Function.SIGN), Math::signum, Long::signum));
        rules.put("Floor", unary(site -> pointwise(Pointwise.Function.FLOOR), Math::floor, x -> x));
        rules.put("Ceil", unary(site -> pointwise(Pointwise.Function.CEIL), Math::ceil, x -> x));
        rules.put("Round", unary(site -> pointwise(Pointwise.Function.ROUND), Math::rint, x -> x));
        rules.put(
                "ThresholdedRelu",
                onImage(site -> new Pointwise(Pointwise.Function.THRESHOLDED_RELU, site.real("alpha", 1), 0)));
        rules.put("Celu", onImage(site -> new Pointwise(Pointwise.Function.CELU, site.real("alpha", 1), 0)));
        binary(rules, "Add", Binary.Function.ADD, Double::sum, Long::sum);
        binary(rules, "Sub", Binary.Function.SUB, (x, y) -> x - y, (x, y) -> x - y);
        binary(rules, "Mul", Binary.Function.MUL, (x, y) -> x * y, (x, y) -> x * y);
        binary(rules, "Div", Binary.Function.DIV, (x, y) -> x / y, (x, y) -> x / y);
        binary(rules, "Pow", Binary.Function.POW, Math::pow, (x, y) -> (long) Math.pow(x, y));
        binary(rules, "Max", Binary.Function.MAX, Math::max, Math::max);
        binary(rules, "Min", Binary.Function.MIN, Math::min, Math::min);
        binary(rules, "Sum", Binary.Function.ADD, Double::sum, Long::sum);
        rules.put("Mean", Rule.of(site -> {
            Operand sum = rules.get("Sum").outputs(site).get(0);
            Constant count = Constant.of(List.of(), (float) site.inputs());
            return sum instanceof Constant constant
                    ? fold(constant, count, (x, y) -> x / y, (x, y) -> x / y)
                    : both(site, Binary.Function.DIV, sum, count);
        }));
        rules.put("PRelu", Rule.of(site -> both(site, Binary.Function.PRELU, site.input(0), site.input(1))));
        rules.put("Where", Rule.of(NumberRules::where));
        return rules;
    }

    /** Those whose results are truths; of images they are 1 and 0. */
    private static void truths(Map<String, Rule> rules) {
        truth(rules, "Equal", (x, y) -> x == y, Binary.Function.EQUAL, false);
        truth(rules, "Greater", (x, y) -> x > y, Binary.Function.GREATER, false);
        truth(rules, "GreaterOrEqual", (x, y) -> x >= y, Binary.Function.LESS, true);
        truth(rules, "Less", (x, y) -> x < y, Binary.Function.LESS, false);
        truth(rules, "LessOrEqual", (x, y) -> x <= y, Binary.Function.GREATER, true);
        truth(rules, "And", (x, y) -> x != 0 && y != 0, Binary.Function.MUL, false);
        truth(rules, "Or", (x, y) -> x != 0 || y != 0, Binary.Function.MAX, false);
        truth(rules, "Xor", (x, y) -> x != 0 ^ y != 0, Binary.Function.EQUAL, true);
        rules.put(
                "Not",
                Rule.of(site -> site.isConstant(0)
                        ? site.constant(0).map(x -> x == 0 ? 1 : 0, x -> x == 0 ? 1 : 0)
                        : not(site, site.input(0))));
        rules.put("Mod", Rule.of(NumberRules::mod));
    }

    static Operand not(Site site, Operand truth) {
        return both(site, Binary.Function.SUB, Constant.of(List.of(), 1f), truth);
    }

    private static Operand mod(Site site) {
        boolean asC = site.flag("fmod", false);
        return fold(
                site.constant(0),
                site.constant(1),
                (x, y) -> asC ? x % y : x - y * Math.floor(x / y),
                (x, y) -> asC ? x % y : Math.floorMod(x, y));
    }

    private static Pointwise pointwise(Pointwise.Function function) {
        return new Pointwise(function, 0, 0);
    }

    private static void onReals(
            Map<String, Rule> rules, String name, Pointwise.Function function, DoubleUnaryOperator onReals) {
        rules.put(name, unary(site -> pointwise(function), onReals, x -> {
            throw new IllegalArgumentException("it is known of floats only");
        }));
    }

    private static Rule unary(
            Function<Site, Operation> operation, DoubleUnaryOperator onReals, LongUnaryOperator onIntegers) {
        return Rule.of(site -> site.isConstant(0)
                ? site.constant(0).map(onReals, onIntegers)
                : site.step(operation.apply(site), site.input(0)));
    }

    private static Rule onImage(Function<Site, Operation> operation) {
        return Rule.of(site -> site.step(operation.apply(site), site.input(0)));
    }

    private static Operation gelu(Site site) {
        String approximate = site.text("approximate", "none");
        return switch (approximate) {
            case "none" -> pointwise(Pointwise.Function.GELU);
            case "tanh" -> pointwise(Pointwise.Function.GELU_TANH);
            default -> throw new IllegalArgumentException("approximate " + approximate + " is not known");
        };
    }

    private static Operand clip(Site site) {
        float least;
        float largest;
        if (site.opset() < 11) {
            least = site.real("min", -Float.MAX_VALUE);
            largest = site.real("max", Float.MAX_VALUE);
        } else {
            least = site.has(1) ? (float) site.constant(1).single() : -Float.MAX_VALUE;
            largest = site.has(2) ? (float) site.constant(2).single() : Float.MAX_VALUE;
        }
        if (site.isConstant(0)) {
            return site.constant(0)
                    .map(
                            x -> Math.min(largest, Math.max(least, x)),
                            x -> Math.min((long) largest, Math.max((long) least, x)));
        }
        if (Float.isNaN(least) || Float.isNaN(largest)) {
            throw new IllegalArgumentException("a limit is not a number");
        }
        return clipped(site, site.input(0), least, largest);
    }

    private static Operand clipped(Site site, Operand operand, float least, float largest) {
        float lower = Math.max(-Float.MAX_VALUE, least);
        float upper = Math.min(Float.MAX_VALUE, largest);
        return lower == 0 && upper == Float.MAX_VALUE
                ? site.step(new Operation.Relu(), operand)
                : site.step(new Pointwise(Pointwise.Function.CLIP, lower, upper), operand);
    }

    /** As {@link #both}, but the larger, or smaller, of a value and one number is a clip of it. */
    private static Operand combined(Site site, Binary.Function function, Operand left, Operand right) {
        Operand value = left instanceof Constant ? right : left;
        Operand limit = left instanceof Constant ? left : right;
        boolean isClip = (function == Binary.Function.MAX || function == Binary.Function.MIN)
                && limit instanceof Constant constant
                && constant.size() == 1
                && constant.shape().size() <= value.shape().size()
                && !Double.isNaN(constant.single());
        if (!isClip) {
            return both(site, function, left, right);
        }
        float number = (float) ((Constant) limit).single();
        return function == Binary.Function.MAX
                ? clipped(site, value, number, Float.MAX_VALUE)
                : clipped(site, value, -Float.MAX_VALUE, number);
    }

    /** Of any number of inputs, as some of these operators take. */
    private static void binary(
            Map<String, Rule> rules,
            String name,
            Binary.Function function,
            DoubleBinaryOperator onReals,
            LongBinaryOperator onIntegers) {
        rules.put(name, Rule.of(site -> {
            Operand result = site.input(0);
            for (int i = 1; i < site.inputs(); i++) {
                Operand other = site.input(i);
                result = result instanceof Constant one && other instanceof Constant two
                        ? fold(one, two, onReals, onIntegers)
                        : combined(site, function, result, other);
            }
            return result;
        }));
    }

    /** A function of two operands, one of which at least depends on the image. */
    static Operand both(Site site, Binary.Function function, Operand left, Operand right) {
        if (function != Binary.Function.MATMUL) {
            Site.requireRoom(Arrange.broadcast(left.shape(), right.shape()));
        }
        if (left instanceof Constant constant) {
            return right instanceof Constant
                    ? site.step(new Binary(function, Binary.Constant.NONE, List.of()), left, right)
                    : site.step(
                            new Binary(function, Binary.Constant.LEFT, constant.shape()),
                            Map.of("value", constant.tensor()),
                            site.layer(right));
        }
        if (right instanceof Constant constant) {
            return site.step(
                    new Binary(function, Binary.Constant.RIGHT, constant.shape()),
                    Map.of("value", constant.tensor()),
                    site.layer(left));
        }
        boolean isSum = function == Binary.Function.ADD && left.shape().equals(right.shape());
        return site.step(
                isSum ? new Operation.Add() : new Binary(function, Binary.Constant.NONE, List.of()), left, right);
    }

    private interface Comparison {
        boolean of(double x, double y);
    }

    /** @param isNegated whether the function says of images where the truth does not hold */
    private static void truth(
            Map<String, Rule> rules, String name, Comparison comparison, Binary.Function function, boolean isNegated) {
        rules.put(name, Rule.of(site -> {
            if (!site.areConstant()) {
                Operand found = both(site, function, site.input(0), site.input(1));
                return isNegated ? not(site, found) : found;
            }
            Constant one = site.constant(0);
            Constant two = site.constant(1);
            List<Long> shape = Arrange.broadcast(one.shape(), two.shape());
            Constant left = Arrange.spread(one, shape);
            Constant right = Arrange.spread(two, shape);
            long[] truths = new long[left.size()];
            for (int i = 0; i < truths.length; i++) {
                truths[i] = comparison.of(left.real(i), right.real(i)) ? 1 : 0;
            }
            return Constant.of(shape, truths);
        }));
    }

    private static Constant fold(
            Constant one, Constant two, DoubleBinaryOperator onReals, LongBinaryOperator onIntegers) {
        List<Long> shape = Arrange.broadcast(one.shape(), two.shape());
        Constant left = Arrange.spread(one, shape);
        Constant right = Arrange.spread(two, shape);
        if (!one.isReal() && !two.isReal()) {
            long[] longs = new long[left.size()];
            for (int i = 0; i < longs.length; i++) {
                longs[i] = onIntegers.applyAsLong(left.integer(i), right.integer(i));
            }
            return Constant.of(shape, longs);
        }
        float[] floats = new float[left.size()];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) onReals.applyAsDouble(left.real(i), right.real(i));
        }
        return Constant.of(shape, floats);
    }

    private static Operand where(Site site) {
        return site.isConstant(0)
                ? chosen(site, site.constant(0), site.input(1), site.input(2))
                : site.step(new Axes.Select(), site.input(0), site.input(1), site.input(2));
    }

    /** One operand where a condition holds, and another one elsewhere. */
    static Operand chosen(Site site, Constant condition, Operand one, Operand other) {
        List<Long> shape = Arrange.broadcast(condition.shape(), Arrange.broadcast(one.shape(), other.shape()));
        if (one instanceof Constant first && other instanceof Constant second) {
            Constant mask = Arrange.spread(condition, shape);
            Constant yes = Arrange.spread(first, shape);
            Constant no = Arrange.spread(second, shape);
            if (yes.isReal() != no.isReal()) {
                throw new IllegalArgumentException("its inputs are of different types");
            }
            int size = mask.size();
            List<Long> twice = List.of(2L * size);
            Constant all =
                    Arrange.join(0, List.of(yes.reshaped(List.of((long) size)), no.reshaped(List.of((long) size))));
            return all.reshaped(twice).pick(shape, i -> mask.integer(i) != 0 ? i : size + i);
        }
        Site.requireRoom(shape);
        return site.step(
                new Axes.Choose(condition.shape()),
                Map.of("mask", condition.tensor()),
                site.layer(one),
                site.layer(other));
    }
}
