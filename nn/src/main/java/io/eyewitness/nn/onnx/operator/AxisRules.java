package io.eyewitness.nn.onnx.operator;

import io.eyewitness.nn.graph.Axes;
import io.eyewitness.nn.graph.Binary;
import io.eyewitness.nn.graph.Operation;
import io.eyewitness.nn.onnx.operator.OperatorSet.Rule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Operators that arrange numbers. */
final class AxisRules {
    private AxisRules() {}

    static Map<String, Rule> all() {
        Map<String, Rule> rules = new TreeMap<>();
        rules.put("Reshape", Rule.of(AxisRules::reshape));
        rules.put("Flatten", Rule.of(AxisRules::flatten));
        rules.put("Squeeze", Rule.of(AxisRules::squeeze));
        rules.put("Unsqueeze", Rule.of(AxisRules::unsqueeze));
        rules.put("Transpose", Rule.of(AxisRules::transpose));
        rules.put("Concat", Rule.of(AxisRules::concat));
        rules.put("Split", AxisRules::split);
        rules.put("Slice", Rule.of(AxisRules::slice));
        rules.put("Gather", Rule.of(AxisRules::gather));
        rules.put(
                "Expand",
                Rule.of(site -> site.spread(site.input(0), site.constant(1).integers())));
        rules.put("ScatterND", Rule.of(AxisRules::scatter));
        rules.put("Tile", Rule.of(AxisRules::tile));
        rules.put("Pad", Rule.of(AxisRules::pad));
        rules.put("DepthToSpace", Rule.of(AxisRules::depthToSpace));
        rules.put("SpaceToDepth", Rule.of(AxisRules::spaceToDepth));
        rules.put("CumSum", Rule.of(AxisRules::cumulative));
        rules.put("Trilu", Rule.of(AxisRules::triangle));
        return rules;
    }

    static long clamped(long place, long length) {
        return Math.max(0, Math.min(length, place < 0 ? place + length : place));
    }

    private static Operand reshape(Site site) {
        List<Long> old = site.declared(site.input(0));
        List<Long> shape = new ArrayList<>(site.constant(1).integers());
        boolean zeroIsZero = site.flag("allowzero", false);
        for (int axis = 0; axis < shape.size(); axis++) {
            if (shape.get(axis) == 0 && !zeroIsZero) {
                shape.set(axis, old.get(axis));
            }
        }
        int open = shape.indexOf(-1L);
        if (open >= 0) {
            shape.set(open, 1L);
            long size = Constant.size(old);
            long rest = Constant.size(shape);
            if (rest == 0 || size % rest != 0) {
                throw new IllegalArgumentException("the shape " + old + " does not become " + shape);
            }
            shape.set(open, size / rest);
        }
        return site.reshape(site.input(0), shape);
    }

    /** The numbers on one side of a diagonal of matrices, and 0 on the other. */
    private static Operand triangle(Site site) {
        Operand input = site.input(0);
        int rank = input.shape().size();
        int columns = Site.small(input.shape().get(rank - 1));
        long diagonal = site.has(1) ? site.constant(1).integer(0) : 0;
        boolean isUpper = site.flag("upper", true);
        List<Long> shape = input.shape().subList(rank - 2, rank);
        Site.requireRoom(shape);
        long[] mask = new long[Constant.size(shape)];
        for (int i = 0; i < mask.length; i++) {
            long right = i % columns - i / columns - diagonal;
            mask[i] = (isUpper ? right >= 0 : right <= 0) ? 1 : 0;
        }
        boolean isReal = !(input instanceof Constant constant) || constant.isReal();
        Constant zero = isReal ? Constant.of(List.of(), 0f) : Constant.of(List.of(), 0L);
        return NumberRules.chosen(site, Constant.of(shape, mask), input, zero);
    }

    /** Sums along an axis up to each place: a product with a triangle of ones. */
    private static Operand cumulative(Site site) {
        Operand input = site.input(0);
        int last = input.shape().size() - 1;
        int axis = Site.axis(site.constant(1).integer(0), last + 1);
        int length = Site.small(input.shape().get(axis));
        Site.requireRoom(List.of((long) length, (long) length));
        int least = site.flag("exclusive", false) ? 1 : 0;
        int sign = site.flag("reverse", false) ? -1 : 1;
        float[] ones = new float[length * length];
        for (int i = 0; i < ones.length; i++) {
            ones[i] = sign * (i % length - i / length) >= least ? 1 : 0;
        }
        List<Integer> order = IntStream.rangeClosed(0, last).boxed().collect(Collectors.toCollection(ArrayList::new));
        Collections.swap(order, axis, last);
        Constant triangle = Constant.of(List.of((long) length, (long) length), ones);
        return site.permute(
                NumberRules.both(site, Binary.Function.MATMUL, site.permute(input, order), triangle), order);
    }

    private static Operand flatten(Site site) {
        List<Long> shape = site.input(0).shape();
        long given = site.integer("axis", 1);
        int axis = given == shape.size() ? shape.size() : Site.axis(given, shape.size());
        if (axis == 1 && !site.isConstant(0)) {
            return site.step(new Operation.Flatten(), site.input(0));
        }
        return site.reshape(site.input(0), List.of((long) Constant.size(shape.subList(0, axis)), (long)
                Constant.size(shape.subList(axis, shape.size()))));
    }

    private static Operand squeeze(Site site) {
        List<Long> shape = site.input(0).shape();
        List<Long> given = site.integers("axes", 1);
        List<Integer> axes = given == null
                ? IntStream.range(0, shape.size())
                        .filter(axis -> shape.get(axis) == 1)
                        .boxed()
                        .toList()
                : Site.axes(given, shape.size());
        List<Long> left = new ArrayList<>();
        for (int axis = 0; axis < shape.size(); axis++) {
            if (!axes.contains(axis)) {
                left.add(shape.get(axis));
            } else if (shape.get(axis) != 1) {
                throw new IllegalArgumentException("axis " + axis + " has length " + shape.get(axis) + ", not 1");
            }
        }
        return site.reshape(site.input(0), left);
    }

    private static Operand unsqueeze(Site site) {
        List<Long> shape = new ArrayList<>(site.input(0).shape());
        List<Long> given = site.integers("axes", 1);
        if (given == null) {
            throw new IllegalArgumentException("it lacks axes");
        }
        Site.axes(given, shape.size() + given.size()).stream().sorted().forEach(axis -> shape.add(axis, 1L));
        return site.reshape(site.input(0), shape);
    }

    private static Operand transpose(Site site) {
        int rank = site.input(0).shape().size();
        List<Long> given = site.integers("perm");
        List<Integer> order = given == null
                ? IntStream.range(0, rank).map(axis -> rank - 1 - axis).boxed().toList()
                : Site.axes(given, rank);
        return site.permute(site.input(0), order);
    }

    private static Operand concat(Site site) {
        List<Operand> parts =
                IntStream.range(0, site.inputs()).mapToObj(site::input).toList();
        return site.join(Site.axis(site.integer("axis", 1), parts.get(0).shape().size()), parts);
    }

    private static List<Operand> split(Site site) {
        Operand input = site.input(0);
        int axis = Site.axis(site.integer("axis", 0), input.shape().size());
        long length = input.shape().get(axis);
        List<Long> lengths = site.integers("split", 1);
        long parts = site.integer("num_outputs", site.node().outputs().size());
        if (lengths == null) {
            long each = (length + parts - 1) / parts;
            lengths = LongStream.range(0, parts)
                    .map(part -> Math.min(each, length - part * each))
                    .boxed()
                    .toList();
        }
        if (lengths.stream().anyMatch(part -> part < 0)
                || lengths.stream().mapToLong(part -> part).sum() != length) {
            throw new IllegalArgumentException("parts of " + lengths + " are not " + length);
        }
        List<Operand> outputs = new ArrayList<>();
        int from = 0;
        for (long part : lengths) {
            outputs.add(site.take(
                    input,
                    axis,
                    IntStream.range(from, (int) (from + part)).boxed().toList()));
            from += (int) part;
        }
        return outputs;
    }

    private static Operand slice(Site site) {
        Operand result = site.input(0);
        int rank = result.shape().size();
        List<Long> starts = site.integers("starts", 1);
        List<Long> ends = site.integers("ends", 2);
        List<Long> given = site.integers("axes", 3);
        List<Long> steps = site.has(4) ? site.constant(4).integers() : Collections.nCopies(starts.size(), 1L);
        List<Integer> axes =
                given == null ? IntStream.range(0, starts.size()).boxed().toList() : Site.axes(given, rank);
        for (int i = 0; i < axes.size(); i++) {
            int axis = axes.get(i);
            result = site.take(
                    result,
                    axis,
                    places(
                            starts.get(i),
                            ends.get(i),
                            steps.get(i),
                            result.shape().get(axis)));
        }
        return result;
    }

    private static List<Integer> places(long start, long end, long step, long length) {
        if (step == 0) {
            throw new IllegalArgumentException("a step is 0");
        }
        List<Integer> places = new ArrayList<>();
        if (step > 0) {
            long last = clamped(end, length);
            for (long place = clamped(start, length); place < last; place += Math.min(step, length)) {
                places.add((int) place);
            }
            return places;
        }
        long first = Math.min(length - 1, start < 0 ? start + length : start);
        long last = Math.max(-1, end < 0 ? Math.max(-1, end + length) : end);
        for (long place = first; place > last; place += Math.max(step, -length)) {
            places.add((int) place);
        }
        return places;
    }

    private static Operand gather(Site site) {
        Operand data = site.input(0);
        Constant indices = site.constant(1);
        int axis = Site.axis(site.integer("axis", 0), data.shape().size());
        long length = data.shape().get(axis);
        List<Integer> places = indices.integers().stream()
                .map(index -> Site.small(index < 0 ? index + length : index))
                .toList();
        List<Long> shape = new ArrayList<>(data.shape());
        shape.remove(axis);
        shape.addAll(axis, indices.shape());
        return site.reshape(site.take(data, axis, places), shape);
    }

    /** Exporters write assignments to parts of a mask so. */
    private static Operand scatter(Site site) {
        String reduction = site.text("reduction", "none");
        if (!reduction.equals("none")) {
            throw new IllegalArgumentException("reduction " + reduction + " is not known");
        }
        return Arrange.scatter(site.constant(0), site.constant(1), site.constant(2));
    }

    private static Operand tile(Site site) {
        Operand result = site.input(0);
        List<Long> repeats = site.constant(1).integers();
        List<Long> whole = new ArrayList<>();
        for (int axis = 0; axis < result.shape().size(); axis++) {
            whole.add(Math.multiplyExact(result.shape().get(axis), repeats.get(axis)));
        }
        Site.requireRoom(whole);
        Constant.requireComputed(
                whole.stream().mapToLong(length -> length).max().orElse(0), 0);
        for (int axis = 0; axis < whole.size(); axis++) {
            int length = Math.toIntExact(result.shape().get(axis));
            List<Integer> once = IntStream.range(0, length).boxed().toList();
            result = site.take(
                    result,
                    axis,
                    Collections.nCopies(Math.toIntExact(repeats.get(axis)), once).stream()
                            .flatMap(List::stream)
                            .toList());
        }
        return result;
    }

    private static Operand pad(Site site) {
        Operand input = site.input(0);
        int rank = input.shape().size();
        List<Long> pads = site.integers("pads", 1);
        List<Integer> axes = site.has(3)
                ? Site.axes(site.constant(3).integers(), rank)
                : IntStream.range(0, rank).boxed().toList();
        if (pads == null || pads.size() != 2 * axes.size()) {
            throw new IllegalArgumentException("its pads are not two for each axis");
        }
        int[] before = new int[rank];
        int[] after = new int[rank];
        for (int i = 0; i < axes.size(); i++) {
            before[axes.get(i)] = Site.small(pads.get(i));
            after[axes.get(i)] = Site.small(pads.get(axes.size() + i));
        }
        String mode = site.text("mode", "constant");
        float value = site.opset() < 11 ? site.real("value", 0) : 0;
        float constant = site.has(2) ? (float) site.constant(2).single() : value;
        return padded(site, input, before, after, mode, constant);
    }

    private static Operand padded(Site site, Operand input, int[] before, int[] after, String mode, float value) {
        List<Long> whole = new ArrayList<>();
        for (int axis = 0; axis < before.length; axis++) {
            whole.add(input.shape().get(axis) + before[axis] + after[axis]);
        }
        Site.requireRoom(whole);
        if (mode.equals("constant") && !(input instanceof Constant)) {
            boolean none = whole.equals(input.shape()) && Arrays.stream(before).allMatch(pad -> pad == 0);
            return none
                    ? input
                    : site.step(
                            new Axes.Border(
                                    Arrays.stream(before).boxed().toList(),
                                    Arrays.stream(after).boxed().toList(),
                                    value),
                            input);
        }
        Operand result = input;
        for (int axis = 0; axis < before.length; axis++) {
            int length = Math.toIntExact(input.shape().get(axis));
            int end = length + after[axis];
            List<Integer> places = IntStream.range(-before[axis], end)
                    .map(place -> place(mode, place, length))
                    .boxed()
                    .toList();
            result = site.take(result, axis, places);
        }
        return result;
    }

    /** Where a place outside of an axis has its number from. */
    private static int place(String mode, int place, int length) {
        return switch (mode) {
            case "edge" -> Math.max(0, Math.min(length - 1, place));
            case "reflect" -> length == 1 ? 0 : reflected(Math.floorMod(place, 2 * length - 2), length);
            case "wrap" -> Math.floorMod(place, length);
            default ->
                throw new IllegalArgumentException(
                        "mode " + mode + " is not known here; constant (of images)," + " reflect, edge and wrap are");
        };
    }

    private static int reflected(int place, int length) {
        return place < length ? place : 2 * length - 2 - place;
    }

    private static Operand depthToSpace(Site site) {
        long block = blockSize(site);
        String mode = site.text("mode", "DCR");
        boolean first = mode.equals("DCR");
        if (!first && !mode.equals("CRD")) {
            throw new IllegalArgumentException("mode " + mode + " is not known");
        }
        List<Long> s = site.input(0).shape();
        long channels = s.get(1) / (block * block);
        List<Long> parted = first
                ? List.of(s.get(0), block, block, channels, s.get(2), s.get(3))
                : List.of(s.get(0), channels, block, block, s.get(2), s.get(3));
        List<Integer> order = first ? List.of(0, 3, 4, 1, 5, 2) : List.of(0, 1, 4, 2, 5, 3);
        Operand apart = site.permute(site.reshape(site.input(0), parted), order);
        return site.reshape(apart, List.of(s.get(0), channels, s.get(2) * block, s.get(3) * block));
    }

    private static Operand spaceToDepth(Site site) {
        long block = blockSize(site);
        List<Long> s = site.input(0).shape();
        List<Long> parted = List.of(s.get(0), s.get(1), s.get(2) / block, block, s.get(3) / block, block);
        Operand apart = site.permute(site.reshape(site.input(0), parted), List.of(0, 3, 5, 1, 2, 4));
        return site.reshape(apart, List.of(s.get(0), s.get(1) * block * block, s.get(2) / block, s.get(3) / block));
    }

    private static long blockSize(Site site) {
        long block = Site.small(site.integer("blocksize", 0));
        if (block < 1 || site.input(0).shape().size() != 4) {
            throw new IllegalArgumentException("blocks of " + block + " in the shape "
                    + site.input(0).shape().stream().map(String::valueOf).collect(Collectors.joining(" x ")));
        }
        return block;
    }
}
