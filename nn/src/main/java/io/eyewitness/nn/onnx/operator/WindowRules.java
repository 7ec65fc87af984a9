package io.eyewitness.nn.onnx.operator;

import io.eyewitness.nn.graph.Axes;
import io.eyewitness.nn.graph.Binary;
import io.eyewitness.nn.graph.Operation;
import io.eyewitness.nn.graph.Pointwise;
import io.eyewitness.nn.graph.Window;
import io.eyewitness.nn.onnx.operator.OperatorSet.Rule;
import io.eyewitness.nn.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/** Operators of windows that slide over images: convolutions and pools. */
final class WindowRules {
    private WindowRules() {}

    static Map<String, Rule> all() {
        Map<String, Rule> rules = new TreeMap<>();
        rules.put("Conv", onImages(WindowRules::conv));
        rules.put("ConvTranspose", onImages(WindowRules::transposed));
        rules.put("MaxPool", onImages(WindowRules::maxPool));
        rules.put("AveragePool", onImages(WindowRules::averagePool));
        rules.put("GlobalAveragePool", onImages((site, images) -> global(site, images, Axes.Summary.MEAN)));
        rules.put("GlobalMaxPool", onImages((site, images) -> global(site, images, Axes.Summary.MAX)));
        rules.put("LpPool", onImages(WindowRules::lpPool));
        rules.put("GlobalLpPool", onImages((site, images) -> global(site, images, norm(site))));
        rules.put("LRN", onImages(WindowRules::lrn));
        rules.put("LpNormalization", Rule.of(WindowRules::lpNorm));
        rules.put("MeanVarianceNormalization", Rule.of(WindowRules::meanVarianceNorm));
        return rules;
    }

    /** The rule of an operator on images; a row of numbers in each channel is an image of one column. */
    private static Rule onImages(BiFunction<Site, Operand, Operand> rule) {
        return Rule.of(site -> {
            Operand input = site.input(0);
            int axes = input.shape().size() - 2;
            if (axes == 2) {
                return rule.apply(site, input);
            }
            if (axes != 1) {
                throw new IllegalArgumentException("on the shape " + input.shape() + " it works along " + axes
                        + " axes; along one and two, as of images, it is known");
            }
            Operand result = rule.apply(site, site.reshape(input, withColumn(input.shape())));
            return site.reshape(result, result.shape().subList(0, 3));
        });
    }

    private static List<Long> withColumn(List<Long> row) {
        List<Long> shape = new ArrayList<>(row);
        shape.add(1L);
        return shape;
    }

    /** Of two axes; where the operator's input has one, the second is that of a column. */
    private static List<Integer> pair(Site site, List<Long> given, int column) {
        List<Integer> pair = new ArrayList<>(List.of(column, column));
        int axes = site.input(0).shape().size() - 2;
        if (given != null && given.size() != axes) {
            throw new IllegalArgumentException("its windows have " + given.size() + " axes, and its input " + axes);
        }
        for (int axis = 0; given != null && axis < given.size(); axis++) {
            pair.set(axis, Site.small(given.get(axis)));
        }
        return pair;
    }

    /** Before both axes, then after them; null if they are left out. */
    private static List<Integer> edges(Site site, List<Long> given) {
        if (given == null) {
            return null;
        }
        if (given.size() % 2 != 0) {
            throw new IllegalArgumentException("its pads are not two for each axis");
        }
        List<Integer> before = pair(site, given.subList(0, given.size() / 2), 0);
        List<Integer> after = pair(site, given.subList(given.size() / 2, given.size()), 0);
        return List.of(before.get(0), before.get(1), after.get(0), after.get(1));
    }

    /** A window's place on images. */
    private record Slide(List<Integer> kernel, List<Integer> strides, List<Integer> dilations, List<Integer> pads) {
        static Slide of(Site site, List<Long> images, List<Integer> sizes) {
            List<Integer> strides = pair(site, site.integers("strides"), 1);
            List<Integer> dilations = pair(site, site.integers("dilations"), 1);
            Operation.requirePositive("its windows", sizes.get(0), sizes.get(1), strides.get(0), strides.get(1));
            Operation.requirePositive("its windows", dilations.get(0), dilations.get(1));
            return new Slide(sizes, strides, dilations, pads(site, images, sizes, strides, dilations));
        }

        private static List<Integer> pads(
                Site site, List<Long> images, List<Integer> kernel, List<Integer> strides, List<Integer> dilations) {
            String auto = site.text("auto_pad", "NOTSET");
            List<Integer> given = edges(site, site.integers("pads"));
            switch (auto) {
                case "NOTSET", "" -> {
                    return given == null ? List.of(0, 0, 0, 0) : given;
                }
                case "VALID" -> {
                    return List.of(0, 0, 0, 0);
                }
                case "SAME_UPPER", "SAME_LOWER" -> {
                    List<Integer> pads = new ArrayList<>(Collections.nCopies(4, 0));
                    for (int axis = 0; axis < 2; axis++) {
                        long size = images.get(2 + axis);
                        long extent = dilations.get(axis) * (kernel.get(axis) - 1L) + 1;
                        long steps = (size + strides.get(axis) - 1) / strides.get(axis) - 1;
                        int total = (int) Math.max(0, steps * strides.get(axis) + extent - size);
                        int before = auto.equals("SAME_UPPER") ? total / 2 : total - total / 2;
                        pads.set(axis, before);
                        pads.set(axis + 2, total - before);
                    }
                    return pads;
                }
                default -> throw new IllegalArgumentException("auto_pad " + auto + " is not known");
            }
        }

        /** Refuses windows that do not fit, and outputs without end. */
        void requireRoom(List<Long> images, long channels) {
            List<Long> padded = new ArrayList<>(List.of(images.get(0), images.get(1)));
            List<Long> output = new ArrayList<>(List.of(images.get(0), channels));
            for (int axis = 0; axis < 2; axis++) {
                long size = images.get(2 + axis) + (long) pads.get(axis) + pads.get(axis + 2);
                long extent = dilations.get(axis) * (kernel.get(axis) - 1L) + 1;
                if (extent > size) {
                    throw new IllegalArgumentException("its window of " + extent
                            + " pixels is larger than the image of " + size + ", padding included");
                }
                padded.add(size);
                output.add((size - extent) / strides.get(axis) + 1);
            }
            Site.requireRoom(padded);
            Site.requireRoom(output);
        }

        boolean isSquare() {
            return kernel.get(0).equals(kernel.get(1))
                    && strides.get(0).equals(strides.get(1))
                    && dilations.equals(List.of(1, 1))
                    && pads.stream().distinct().count() == 1;
        }
    }

    private static Operand conv(Site site, Operand input) {
        List<Long> images = input.shape();
        Constant weight = weight(site);
        List<Long> shape = weight.shape();
        List<Long> given = site.integers("kernel_shape");
        int groups = Site.small(site.integer("group", 1));
        Slide slide = Slide.of(site, images, kernel(shape));
        if (given != null && !pair(site, given, 1).equals(slide.kernel())
                || groups < 1
                || shape.get(1) * groups != images.get(1)
                || shape.get(0) % groups != 0) {
            throw new IllegalArgumentException(
                    "weights of shape " + shape + " in " + groups + " groups do not fit images of shape " + images);
        }
        slide.requireRoom(images, shape.get(0));
        return convolution(site, slide, groups, weight, input);
    }

    /** The height and width of the windows of weights (out, in, height, width). */
    private static List<Integer> kernel(List<Long> weights) {
        return List.of(Site.small(weights.get(2)), Site.small(weights.get(3)));
    }

    private static Constant weight(Site site) {
        Constant given = site.constant(1);
        if (given.shape().size() != site.input(0).shape().size()) {
            throw new IllegalArgumentException("weights of shape " + given.shape() + " do not fit an input of shape "
                    + site.input(0).shape());
        }
        Constant weight = given.shape().size() == 3 ? given.reshaped(withColumn(given.shape())) : given;
        if (weight.shape().size() != 4 || weight.size() == 0) {
            throw new IllegalArgumentException("its weights are of the shape " + given.shape());
        }
        return weight;
    }

    private static Operand convolution(Site site, Slide slide, int groups, Constant weight, Operand images) {
        Constant bias = site.optional(2);
        int out = Site.small(weight.shape().get(0));
        int in = Site.small(weight.shape().get(1) * groups);
        Map<String, Tensor> tensors = new HashMap<>();
        tensors.put("weight", weight.tensor());
        if (bias != null) {
            tensors.put("bias", bias.tensor());
        }
        int pad = slide.pads().get(0);
        Operation operation = slide.isSquare()
                ? new Operation.Conv(
                        in, out, slide.kernel().get(0), slide.strides().get(0), pad, groups, bias != null)
                : new Window.Convolution(
                        in,
                        out,
                        slide.kernel(),
                        slide.strides(),
                        slide.pads(),
                        slide.dilations(),
                        groups,
                        bias != null);
        return site.step(operation, tensors, site.layer(images));
    }

    /** A convolution by the weights turned round, over images whose pixels are the strides apart. */
    private static Operand transposed(Site site, Operand input) {
        List<Long> images = input.shape();
        Constant weight = weight(site);
        int groups = Site.small(site.integer("group", 1));
        List<Long> shape = weight.shape();
        site.ignore("kernel_shape");
        List<Integer> kernel = kernel(shape);
        List<Integer> strides = pair(site, site.integers("strides"), 1);
        List<Integer> dilations = pair(site, site.integers("dilations"), 1);
        Operation.requirePositive("its windows", strides.get(0), strides.get(1), dilations.get(0), dilations.get(1));
        if (groups < 1 || !shape.get(0).equals(images.get(1)) || shape.get(0) % groups != 0) {
            throw new IllegalArgumentException("weights of shape " + shape + " do not fit images of shape " + images);
        }
        int[] edges = edges(site, images, kernel, strides, dilations);
        List<Long> whole = new ArrayList<>(List.of(images.get(0), shape.get(1) * groups));
        for (int axis = 0; axis < 2; axis++) {
            whole.add((images.get(2 + axis) - 1) * strides.get(axis) + 1 + edges[axis] + edges[axis + 2]);
        }
        Site.requireRoom(whole);
        Operand apart = strides.equals(List.of(1, 1)) ? input : site.step(new Window.Stretch(strides), input);
        Operand bordered = site.step(
                new Axes.Border(List.of(0, 0, edges[0], edges[1]), List.of(0, 0, edges[2], edges[3]), 0), apart);
        Slide slide = new Slide(kernel, List.of(1, 1), dilations, List.of(0, 0, 0, 0));
        return convolution(site, slide, groups, turned(site, weight, groups), bordered);
    }

    /** What is added around the image, or cut off it, at the top, left, bottom and right. */
    private static int[] edges(
            Site site, List<Long> images, List<Integer> kernel, List<Integer> strides, List<Integer> dilations) {
        List<Integer> more = pair(site, site.integers("output_padding"), 0);
        List<Integer> wanted = output(site);
        List<Integer> given = edges(site, site.integers("pads"));
        String auto = site.text("auto_pad", "NOTSET");
        boolean isSame = auto.startsWith("SAME");
        if (!isSame && !List.of("NOTSET", "VALID", "").contains(auto)) {
            throw new IllegalArgumentException("its paddings are not known");
        }
        int[] edges = new int[4];
        for (int axis = 0; axis < 2; axis++) {
            int extent = Math.multiplyExact(dilations.get(axis), kernel.get(axis) - 1) + 1;
            long whole = (images.get(2 + axis) - 1) * strides.get(axis) + extent + more.get(axis);
            long before = given == null || auto.equals("VALID") ? 0 : given.get(axis);
            long after = given == null || auto.equals("VALID") ? 0 : given.get(axis + 2);
            if (wanted != null || isSame) {
                long output = wanted == null ? images.get(2 + axis) * strides.get(axis) : wanted.get(axis);
                long total = Math.max(0, whole - output);
                before = auto.equals("SAME_UPPER") ? total / 2 : total - total / 2;
                after = total - before;
            }
            edges[axis] = Site.small(extent - 1 - before);
            edges[axis + 2] = Site.small(extent - 1 - after + more.get(axis));
        }
        return edges;
    }

    /** The size that is wanted; null if none is. */
    private static List<Integer> output(Site site) {
        List<Long> given = site.integers("output_shape");
        int axes = site.input(0).shape().size() - 2;
        return given == null ? null : pair(site, given.subList(Math.max(0, given.size() - axes), given.size()), 1);
    }

    /** From (in, out / groups, height, width) to (out, in / groups, height, width), each window turned by half. */
    private static Constant turned(Site site, Constant weight, int groups) {
        List<Long> s = weight.shape();
        long in = s.get(0) / groups;
        Operand grouped = site.reshape(weight, List.of((long) groups, in, s.get(1), s.get(2), s.get(3)));
        Operand swapped = site.permute(grouped, List.of(0, 2, 1, 3, 4));
        Operand turned = site.reshape(swapped, List.of(groups * s.get(1), in, s.get(2), s.get(3)));
        for (int axis = 2; axis < 4; axis++) {
            int length = Site.small(s.get(axis));
            turned = site.take(
                    turned,
                    axis,
                    IntStream.range(0, length).map(i -> length - 1 - i).boxed().toList());
        }
        return (Constant) turned;
    }

    private static Slide pool(Site site, List<Long> images) {
        List<Long> kernel = site.integers("kernel_shape");
        if (kernel == null) {
            throw new IllegalArgumentException("it lacks kernel_shape");
        }
        return Slide.of(site, images, pair(site, kernel, 1));
    }

    private static Operand maxPool(Site site, Operand input) {
        List<Long> images = input.shape();
        Slide slide = pool(site, images);
        boolean ceil = site.flag("ceil_mode", false);
        site.ignore("storage_order");
        slide.requireRoom(images, images.get(1));
        int pad = slide.pads().get(0);
        Operation operation = slide.isSquare() && 2 * pad <= slide.kernel().get(0)
                ? new Operation.MaxPool(slide.kernel().get(0), slide.strides().get(0), pad, ceil)
                : pool(Window.Summary.MAX, slide, ceil, false);
        return site.step(operation, input);
    }

    private static Operand averagePool(Site site, Operand input) {
        List<Long> images = input.shape();
        Slide slide = pool(site, images);
        slide.requireRoom(images, images.get(1));
        return site.step(
                pool(
                        Window.Summary.AVERAGE,
                        slide,
                        site.flag("ceil_mode", false),
                        site.flag("count_include_pad", false)),
                input);
    }

    private static Operation pool(Window.Summary summary, Slide slide, boolean ceil, boolean countPads) {
        return new Window.Pool(
                summary, slide.kernel(), slide.strides(), slide.pads(), slide.dilations(), ceil, countPads);
    }

    private static Operand global(Site site, Operand input, Axes.Summary summary) {
        return site.step(new Axes.Reduce(summary, List.of(2, 3), true), input);
    }

    private static Axes.Summary norm(Site site) {
        long p = site.integer("p", 2);
        if (p != 1 && p != 2) {
            throw new IllegalArgumentException("p = " + p + " is not known; 1 and 2 are");
        }
        return p == 1 ? Axes.Summary.L1 : Axes.Summary.L2;
    }

    /** The sum over a window. */
    private static Operand lpPool(Site site, Operand input) {
        boolean isSum = norm(site) == Axes.Summary.L1;
        Slide slide = pool(site, input.shape());
        slide.requireRoom(input.shape(), input.shape().get(1));
        Operand power = isSum
                ? site.step(new Pointwise(Pointwise.Function.ABS, 0, 0), input)
                : NumberRules.both(site, Binary.Function.MUL, input, input);
        Operand sum = site.step(pool(Window.Summary.SUM, slide, site.flag("ceil_mode", false), true), power);
        return isSum ? sum : root(site, sum);
    }

    private static Operand root(Site site, Operand square) {
        return site.step(new Pointwise(Pointwise.Function.SQRT, 0, 0), positive(site, square));
    }

    /** A little more than it is, so that it has a quotient, and its root a slope, at 0. */
    private static Operand positive(Site site, Operand operand) {
        return NumberRules.both(site, Binary.Function.ADD, operand, Constant.of(List.of(), Axes.TINY));
    }

    private static Operand lpNorm(Site site) {
        Operand input = site.input(0);
        int axis = Site.axis(site.integer("axis", -1), input.shape().size());
        Operand norm = site.step(new Axes.Reduce(norm(site), List.of(axis), true), input);
        return NumberRules.both(site, Binary.Function.DIV, input, positive(site, norm));
    }

    private static Operand meanVarianceNorm(Site site) {
        Operand input = site.input(0);
        List<Long> given = site.integers("axes");
        List<Integer> axes = Site.axes(
                given == null ? List.of(0L, 2L, 3L) : given, input.shape().size());
        if (axes.contains(0)) {
            throw new IllegalArgumentException(
                    "over the axes " + axes + " it normalises an image by the others of its batch, which is not known");
        }
        Operand mean = site.step(new Axes.Reduce(Axes.Summary.MEAN, axes, true), input);
        Operand centred = NumberRules.both(site, Binary.Function.SUB, input, mean);
        Operand square = NumberRules.both(site, Binary.Function.MUL, centred, centred);
        Operand variance = site.step(new Axes.Reduce(Axes.Summary.MEAN, axes, true), square);
        return NumberRules.both(site, Binary.Function.DIV, centred, root(site, variance));
    }

    private static Operand lrn(Site site, Operand input) {
        return site.step(
                new Window.LocalResponseNorm(
                        Site.small(site.integer("size", 0)),
                        site.real("alpha", 1e-4),
                        site.real("beta", 0.75),
                        site.real("bias", 1)),
                input);
    }
}
