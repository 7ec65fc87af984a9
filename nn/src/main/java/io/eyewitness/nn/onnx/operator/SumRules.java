package io.eyewitness.nn.onnx.operator;

import io.eyewitness.nn.graph.Axes;
import io.eyewitness.nn.graph.Binary;
import io.eyewitness.nn.graph.Operation;
import io.eyewitness.nn.onnx.operator.OperatorSet.Rule;
import io.eyewitness.nn.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Operators that sum over axes: products of matrices, reductions, softmax, normalisations. */
final class SumRules {
    private SumRules() {}

    static Map<String, Rule> all() {
        Map<String, Rule> rules = new TreeMap<>();
        rules.put("Gemm", Rule.of(SumRules::gemm));
        rules.put("MatMul", Rule.of(SumRules::matMul));
        rules.put("ReduceMean", Rule.of(site -> reduce(site, Axes.Summary.MEAN)));
        rules.put("ReduceSum", Rule.of(site -> reduce(site, Axes.Summary.SUM)));
        rules.put("ReduceMax", Rule.of(site -> reduce(site, Axes.Summary.MAX)));
        rules.put("ReduceMin", Rule.of(site -> reduce(site, Axes.Summary.MIN)));
        rules.put("ReduceL1", Rule.of(site -> reduce(site, Axes.Summary.L1)));
        rules.put("ReduceL2", Rule.of(site -> reduce(site, Axes.Summary.L2)));
        rules.put("ReduceProd", Rule.of(SumRules::product));
        rules.put("ReduceSumSquare", Rule.of(site -> {
            Operand square = NumberRules.both(site, Binary.Function.MUL, site.input(0), site.input(0));
            return reduce(site, Axes.Summary.SUM, square);
        }));
        rules.put("Softmax", Rule.of(site -> softmax(site, false)));
        rules.put("LogSoftmax", Rule.of(site -> softmax(site, true)));
        rules.put("BatchNormalization", Rule.of(SumRules::batchNorm));
        rules.put("InstanceNormalization", Rule.of(SumRules::instanceNorm));
        rules.put("LayerNormalization", Rule.of(SumRules::layerNorm));
        rules.put("GroupNormalization", Rule.of(SumRules::groupNorm));
        rules.put("Einsum", Rule.of(Einsum::of));
        return rules;
    }

    /** Alpha and beta become part of the weights. */
    private static Operand gemm(Site site) {
        Operand rows = site.input(0);
        Constant weight = site.constant(1);
        float alpha = site.real("alpha", 1);
        float beta = site.real("beta", 1);
        if (rows.shape().size() != 2 || weight.shape().size() != 2 || rows instanceof Constant) {
            throw new IllegalArgumentException("only a product of rows that depend on the image and constant weights"
                    + " is known, not the shapes " + rows.shape() + " and " + weight.shape());
        }
        if (site.flag("transA", false)) {
            rows = site.permute(rows, List.of(1, 0));
        }
        Constant across = site.flag("transB", false) ? weight : Arrange.permute(weight, List.of(1, 0));
        int in = Site.small(across.shape().get(1));
        int out = Site.small(across.shape().get(0));
        if (rows.shape().get(1) != in) {
            throw new IllegalArgumentException("weights of shape " + weight.shape() + " do not fit " + rows.shape());
        }
        Constant bias = site.has(2) ? site.constant(2) : Constant.of(List.of(), 0f);
        Constant spread = Arrange.spread(
                bias.shape().size() == 2 && bias.shape().get(0) == 1
                        ? bias.reshaped(bias.shape().subList(1, 2))
                        : bias,
                List.of((long) out));
        return site.step(
                new Operation.Linear(in, out),
                Map.of("weight", times(across, alpha), "bias", times(spread, beta)),
                site.layer(rows));
    }

    private static Tensor times(Constant constant, float factor) {
        return factor == 1
                ? constant.tensor()
                : constant.asReal().map(x -> x * factor, x -> x).tensor();
    }

    private static Operand matMul(Site site) {
        Operand left = site.input(0);
        Operand right = site.input(1);
        List<Long> one = left.shape();
        List<Long> two = right.shape();
        if (one.size() < 2 || two.size() < 2 || !one.get(one.size() - 1).equals(two.get(two.size() - 2))) {
            throw new IllegalArgumentException("the shapes " + one + " and " + two + " have no product");
        }
        List<Long> product =
                new ArrayList<>(Arrange.broadcast(one.subList(0, one.size() - 2), two.subList(0, two.size() - 2)));
        product.add(one.get(one.size() - 2));
        product.add(two.get(two.size() - 1));
        Site.requireRoom(product);
        if (one.size() == 2
                && left instanceof Operand.Activation
                && right instanceof Constant weight
                && two.size() == 2) {
            Constant across = Arrange.permute(weight, List.of(1, 0));
            int out = Site.small(two.get(1));
            return site.step(
                    new Operation.Linear(Site.small(two.get(0)), out),
                    Map.of("weight", across.tensor(), "bias", new Tensor(List.of((long) out), new float[out])),
                    site.layer(left));
        }
        return NumberRules.both(site, Binary.Function.MATMUL, left, right);
    }

    /** The axes of a reduction, all if none are given; null if nothing is to be done. */
    private static List<Integer> axes(Site site, int rank) {
        List<Long> given = site.integers("axes", 1);
        boolean isEmpty = given == null || given.isEmpty();
        if (isEmpty && site.flag("noop_with_empty_axes", false)) {
            return null;
        }
        site.ignore("noop_with_empty_axes");
        return isEmpty
                ? IntStream.range(0, rank).boxed().toList()
                : Site.axes(given, rank).stream().sorted().distinct().toList();
    }

    private static Operand reduce(Site site, Axes.Summary summary) {
        return reduce(site, summary, site.input(0));
    }

    private static Operand reduce(Site site, Axes.Summary summary, Operand input) {
        List<Integer> axes = axes(site, input.shape().size());
        boolean keep = site.flag("keepdims", true);
        if (axes == null) {
            return input;
        }
        return input instanceof Constant constant
                ? reduced(constant, summary, axes, keep)
                : site.step(new Axes.Reduce(summary, axes, keep), input);
    }

    /** Of constants in a row, as shapes are: all of their numbers. */
    private static Constant reduced(Constant constant, Axes.Summary summary, List<Integer> axes, boolean keep) {
        if (axes.size() != constant.shape().size() || constant.size() == 0) {
            throw new IllegalArgumentException("constants are reduced along all axes only");
        }
        double result = IntStream.range(0, constant.size())
                .mapToDouble(constant::real)
                .reduce((a, b) -> switch (summary) {
                    case MAX -> Math.max(a, b);
                    case MIN -> Math.min(a, b);
                    case SUM -> a + b;
                    default -> throw new IllegalArgumentException("constants are not reduced like this");
                })
                .orElseThrow();
        return single(constant, result, keep);
    }

    private static Constant single(Constant constant, double result, boolean keep) {
        List<Long> shape = keep ? Collections.nCopies(constant.shape().size(), 1L) : List.of();
        return constant.isReal() ? Constant.of(shape, (float) result) : Constant.of(shape, (long) result);
    }

    private static Operand product(Site site) {
        if (!site.isConstant(0)) {
            return reduce(site, Axes.Summary.PRODUCT);
        }
        Constant constant = site.constant(0);
        List<Integer> axes = axes(site, constant.shape().size());
        boolean keep = site.flag("keepdims", true);
        if (axes == null || axes.size() != constant.shape().size()) {
            throw new IllegalArgumentException("only the product of all numbers is known");
        }
        double product =
                IntStream.range(0, constant.size()).mapToDouble(constant::real).reduce(1, (a, b) -> a * b);
        return single(constant, product, keep);
    }

    /** Up to version 12 all axes from the given one on are one. */
    private static Operand softmax(Site site, boolean logarithm) {
        Operand input = site.input(0);
        List<Long> shape = input.shape();
        boolean isOld = site.opset() < 13;
        int axis = Site.axis(site.integer("axis", isOld ? 1 : -1), shape.size());
        if (!isOld || axis == shape.size() - 1) {
            return site.step(new Axes.Softmax(axis, logarithm), input);
        }
        long inner = Constant.size(shape.subList(axis, shape.size()));
        Operand rows = site.reshape(input, List.of(Constant.size(shape) / inner, inner));
        return site.reshape(site.step(new Axes.Softmax(1, logarithm), rows), shape);
    }

    /** What it has learned is used, even if it was exported in training mode. */
    private static Operand batchNorm(Site site) {
        site.ignore("momentum", "training_mode", "is_test");
        if (site.integer("spatial", 1) != 1) {
            throw new IllegalArgumentException("normalisation of each place by itself (spatial = 0) is not known");
        }
        int channels = Site.small(site.input(0).shape().get(1));
        Map<String, Tensor> tensors = Map.of(
                "weight", site.constant(1).tensor(),
                "bias", site.constant(2).tensor(),
                "running_mean", site.constant(3).tensor(),
                "running_var", site.constant(4).tensor());
        return site.step(
                new Operation.BatchNorm(channels, site.real("epsilon", 1e-5)), tensors, site.layer(site.input(0)));
    }

    private static Operand instanceNorm(Site site) {
        Operand normal = site.step(new Axes.Standardize(2, site.real("epsilon", 1e-5)), site.input(0));
        return scaled(site, normal, site.constant(1), site.constant(2));
    }

    /** Each channel times a number, plus another. */
    private static Operand scaled(Site site, Operand normal, Constant scale, Constant shift) {
        List<Long> perChannel = new ArrayList<>(List.of((long) scale.size()));
        perChannel.addAll(Collections.nCopies(normal.shape().size() - 2, 1L));
        Operand product = NumberRules.both(site, Binary.Function.MUL, normal, scale.reshaped(perChannel));
        return NumberRules.both(site, Binary.Function.ADD, product, shift.reshaped(perChannel));
    }

    /** Up to version 20 a scale and a shift are those of a group, then of a channel. */
    private static Operand groupNorm(Site site) {
        site.ignore("stash_type");
        List<Long> shape = site.input(0).shape();
        int groups = Site.small(site.integer("num_groups", 0));
        int channels = Site.small(shape.get(1));
        if (groups < 1 || channels % groups != 0) {
            throw new IllegalArgumentException(channels + " channels are not " + groups + " groups");
        }
        long size = Constant.size(shape.subList(1, shape.size())) / groups;
        Operand grouped = site.reshape(site.input(0), List.of(shape.get(0), (long) groups, size));
        Operand normal = site.step(new Axes.Standardize(2, site.real("epsilon", 1e-5)), grouped);
        boolean isByGroup = site.opset() < 21;
        List<Integer> places = IntStream.range(0, channels)
                .map(channel -> isByGroup ? channel / (channels / groups) : channel)
                .boxed()
                .toList();
        return scaled(
                site,
                site.reshape(normal, shape),
                Arrange.take(site.constant(1), 0, places),
                Arrange.take(site.constant(2), 0, places));
    }

    private static Operand layerNorm(Site site) {
        site.ignore("stash_type");
        int axis = Site.axis(site.integer("axis", -1), site.input(0).shape().size());
        Operand normal = site.step(new Axes.Standardize(axis, site.real("epsilon", 1e-5)), site.input(0));
        Operand scaled = NumberRules.both(site, Binary.Function.MUL, normal, site.constant(1));
        return site.has(2) ? NumberRules.both(site, Binary.Function.ADD, scaled, site.constant(2)) : scaled;
    }

    /**
     * Sums of products of operands whose axes have letters. Two operands are a product of matrices, in which the axes that both and the
     * result have count the matrices; more are multiplied one after another.
     */
    private record Einsum(Site site, String wanted, List<Operand> operands, List<String> letters) {
        private static final String ELLIPSIS = "...";
        private static final String LETTERS = "ZYXWVUTSRQPONMLKJIHGFEDCBAzyxwvutsrqponmlkjihgfedcba";

        static Operand of(Site site) {
            String equation = spelled(site, site.text("equation", "").replace(" ", ""));
            String[] sides = equation.split("->", -1);
            List<String> letters = List.of(sides[0].split(",", -1));
            boolean isPlain = equation.matches("[A-Za-z]*(,[A-Za-z]*)*(->[A-Za-z]*)?")
                    && letters.size() == site.inputs()
                    && letters.stream().allMatch(Einsum::isOnce);
            if (!isPlain || sides.length == 2 && !isOnce(sides[1])) {
                throw new IllegalArgumentException("its equation '" + equation
                        + "' is not known: operands and result are known as different letters");
            }
            String wanted = sides.length == 2 ? sides[1] : implied(sides[0]);
            Einsum rest = new Einsum(
                    site,
                    wanted,
                    IntStream.range(0, site.inputs()).mapToObj(site::input).toList(),
                    letters);
            while (rest.operands.size() > 1) {
                rest = rest.withFirstTwoMultiplied();
            }
            return rest.arranged(rest.summed(0, wanted), rest.kept(0, wanted), wanted);
        }

        /** With letters for the axes that an ellipsis stands for, the last of which are common to all operands. */
        private static String spelled(Site site, String equation) {
            if (!equation.contains(ELLIPSIS)) {
                return equation;
            }
            String[] sides = equation.split("->", -1);
            String[] operands = sides[0].split(",", -1);
            String free = without(LETTERS, equation);
            int most = 0;
            for (int i = 0; i < operands.length; i++) {
                if (operands[i].contains(ELLIPSIS)) {
                    int axes = site.input(i).shape().size()
                            - operands[i].replace(ELLIPSIS, "").length();
                    most = Math.max(most, axes);
                    operands[i] = operands[i].replace(ELLIPSIS, free.substring(0, Math.max(0, axes)));
                }
            }
            String all = free.substring(0, most);
            String plain = String.join(",", operands);
            return plain + "->"
                    + (sides.length == 2 ? sides[1].replace(ELLIPSIS, all) : all + without(implied(plain), all));
        }

        private static boolean isOnce(String letters) {
            return letters.chars().distinct().count() == letters.length();
        }

        /** Without an arrow, the letters that stand there once, in alphabetical order. */
        private static String implied(String operands) {
            String once = only(
                    operands,
                    letter -> Character.isLetter(letter) && operands.indexOf(letter) == operands.lastIndexOf(letter));
            return once.chars().sorted().mapToObj(Character::toString).collect(Collectors.joining());
        }

        private static String common(String some, String others) {
            return only(some, letter -> others.indexOf(letter) >= 0);
        }

        private static String without(String some, String others) {
            return only(some, letter -> others.indexOf(letter) < 0);
        }

        private static String only(String letters, IntPredicate which) {
            return letters.chars().filter(which).mapToObj(Character::toString).collect(Collectors.joining());
        }

        private String kept(int operand, String others) {
            return common(letters.get(operand), others);
        }

        /** An operand without the axes that nothing else has. */
        private Operand summed(int operand, String others) {
            String own = letters.get(operand);
            List<Integer> axes =
                    without(own, others).chars().mapToObj(own::indexOf).toList();
            Operand all = operands.get(operand);
            if (all.shape().size() != own.length()) {
                throw new IllegalArgumentException("'" + own + "' are not the axes of " + all.shape());
            }
            if (axes.isEmpty()) {
                return all;
            }
            if (all instanceof Constant) {
                throw new IllegalArgumentException("constants are not summed");
            }
            return site.step(new Axes.Reduce(Axes.Summary.SUM, axes, false), all);
        }

        private Operand arranged(Operand operand, String from, String to) {
            List<Integer> order = to.chars().mapToObj(from::indexOf).toList();
            if (order.contains(-1)) {
                throw new IllegalArgumentException("no operand has all axes of '" + to + "'");
            }
            return to.equals(from) ? operand : site.permute(operand, order);
        }

        private static List<Long> lengths(Operand operand, String from, String letters) {
            return letters.chars()
                    .mapToObj(letter -> operand.shape().get(from.indexOf(letter)))
                    .toList();
        }

        private Einsum withFirstTwoMultiplied() {
            String later = wanted + String.join("", letters.subList(2, letters.size()));
            Operand left = summed(0, later + letters.get(1));
            Operand right = summed(1, later + letters.get(0));
            String one = kept(0, later + letters.get(1));
            String two = kept(1, later + letters.get(0));
            String both = common(one, two);
            String matrices = common(both, later);
            String summed = without(both, later);
            String rows = without(one, both);
            String columns = without(two, both);
            Operand product = NumberRules.both(
                    site,
                    Binary.Function.MATMUL,
                    matrices(arranged(left, one, matrices + rows + summed), matrices.length(), rows.length()),
                    matrices(arranged(right, two, matrices + summed + columns), matrices.length(), summed.length()));
            List<Long> shape = new ArrayList<>(lengths(left, one, matrices + rows));
            shape.addAll(lengths(right, two, columns));
            List<Operand> operandsLeft = new ArrayList<>(List.of(site.reshape(product, shape)));
            operandsLeft.addAll(operands.subList(2, operands.size()));
            List<String> lettersLeft = new ArrayList<>(List.of(matrices + rows + columns));
            lettersLeft.addAll(letters.subList(2, letters.size()));
            return new Einsum(site, wanted, operandsLeft, lettersLeft);
        }

        /** With one axis for all rows and one for all columns. */
        private Operand matrices(Operand operand, int matrices, int rows) {
            List<Long> shape = operand.shape();
            List<Long> two = new ArrayList<>(shape.subList(0, matrices));
            two.add((long) Constant.size(shape.subList(matrices, matrices + rows)));
            two.add((long) Constant.size(shape.subList(matrices + rows, shape.size())));
            return site.reshape(operand, two);
        }
    }
}
