package io.eyewitness.nn.graph;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import com.fasterxml.jackson.annotation.JsonTypeName;
import io.eyewitness.nn.graph.Parameter.Role;
import io.eyewitness.nn.tensor.Owned;
import java.util.ArrayList;
import java.util.List;

/** Operations on the axes of arrays of any shape; axes are counted from 0. */
public final class Axes {
    /** What is added to a sum of squares, so that its root has a slope where they are all 0. */
    public static final float TINY = 1e-12f;

    private Axes() {}

    /** The same numbers in another shape; one length may be -1, which is then what is left. */
    @JsonTypeName("reshape")
    public record Reshape(List<Long> shape) implements Operation {
        public Reshape {
            shape = List.copyOf(shape);
        }

        @Override
        public NDArray apply(List<NDArray> inputs, Parameters parameters, boolean training) {
            return inputs.get(0).reshape(new Shape(shape));
        }
    }

    /** The axes in another order. */
    @JsonTypeName("permute")
    public record Permute(List<Integer> order) implements Operation {
        public Permute {
            order = List.copyOf(order);
        }

        @Override
        public NDArray apply(List<NDArray> inputs, Parameters parameters, boolean training) {
            return inputs.get(0)
                    .transpose(order.stream().mapToInt(Integer::intValue).toArray());
        }
    }

    /** Some places of an axis, in an order, each as often as it is named. */
    @JsonTypeName("take")
    public record Take(int axis, List<Integer> places) implements Operation {
        public Take {
            places = List.copyOf(places);
        }

        @Override
        public NDArray apply(List<NDArray> inputs, Parameters parameters, boolean training) {
            NDArray input = inputs.get(0);
            NDList runs = new NDList();
            int from = 0;
            while (from < places.size()) {
                int to = from + 1;
                int step = to < places.size() ? Math.max(1, places.get(to) - places.get(from)) : 1;
                while (to < places.size() && places.get(to) - places.get(to - 1) == step) {
                    to++;
                }
                runs.add(JniUtils.slice((PtNDArray) input, axis, places.get(from), places.get(to - 1) + 1, step));
                from = to;
            }
            return runs.size() == 1 ? runs.get(0) : NDArrays.concat(runs, axis);
        }
    }

    /** The inputs one after another along an axis. */
    @JsonTypeName("join")
    public record Join(int axis) implements Operation {
        @Override
        public boolean takes(int inputs) {
            return inputs > 1;
        }

        @Override
        public NDArray apply(List<NDArray> inputs, Parameters parameters, boolean training) {
            return inputs.get(0).getNDArrayInternal().concat(new NDList(inputs.subList(1, inputs.size())), axis);
        }
    }

    /**
     * Tokens, shape (batch, tokens, features), as images of one column, shape (batch, features, tokens, 1).
     *
     * @param back the other way
     */
    @JsonTypeName("tokens")
    public record Tokens(boolean back) implements Operation {
        @Override
        public NDArray apply(List<NDArray> inputs, Parameters parameters, boolean training) {
            NDArray input = inputs.get(0);
            return back
                    ? input.squeeze(3).transpose(0, 2, 1)
                    : input.transpose(0, 2, 1).expandDims(3);
        }
    }

    /** A constant before and after each axis; below 0, so many are cut off. */
    @JsonTypeName("border")
    public record Border(List<Integer> before, List<Integer> after, float value) implements Operation {
        public Border {
            before = List.copyOf(before);
            after = List.copyOf(after);
        }

        @Override
        public NDArray apply(List<NDArray> inputs, Parameters parameters, boolean training) {
            int axes = before.size();
            long[] pads = new long[2 * axes];
            for (int axis = 0; axis < axes; axis++) {
                pads[2 * (axes - 1 - axis)] = before.get(axis);
                pads[2 * (axes - 1 - axis) + 1] = after.get(axis);
            }
            return JniUtils.pad((PtNDArray) inputs.get(0), pads, value);
        }
    }

    /** Repeated along axes of length 1, and along new first ones; where the shape says -1, the input's length stays. */
    @JsonTypeName("spread")
    public record Spread(List<Long> shape) implements Operation {
        public Spread {
            shape = List.copyOf(shape);
        }

        @Override
        public NDArray apply(List<NDArray> inputs, Parameters parameters, boolean training) {
            Shape own = inputs.get(0).getShape();
            int more = shape.size() - own.dimension();
            long[] wanted = new long[shape.size()];
            for (int axis = 0; axis < wanted.length; axis++) {
                wanted[axis] = shape.get(axis) < 0 ? own.get(axis - more) : shape.get(axis);
            }
            return inputs.get(0).broadcast(new Shape(wanted));
        }
    }

    /** What is made of all numbers along axes. */
    public enum Summary {
        /** Their sum. */
        SUM,
        /** Their mean. */
        MEAN,
        /** The largest. */
        MAX,
        /** The smallest. */
        MIN,
        /** The sum of their absolute values. */
        L1,
        /** The root of the sum of their squares. */
        L2,
        /** Their product. */
        PRODUCT
    }

    /** One number for all along some axes, which then have length 1, or go. */
    @JsonTypeName("reduce")
    public record Reduce(Summary summary, List<Integer> axes, boolean keep) implements Operation {
        public Reduce {
            axes = List.copyOf(axes);
        }

        @Override
        public NDArray apply(List<NDArray> inputs, Parameters parameters, boolean training) {
            NDArray input = inputs.get(0);
            NDArray reduced = switch (summary) {
                case SUM -> sum(input);
                case MEAN -> Owned.times(sum(input), 1.0 / count(input.getShape()));
                case MAX -> oneByOne(input, NDArray::max);
                case MIN -> oneByOne(input.neg(), NDArray::max).neg();
                case L1 -> sum(input.abs());
                case L2 -> sum(input.square()).add(TINY).sqrt();
                case PRODUCT -> oneByOne(input, NDArray::prod);
            };
            return keep ? reduced : reduced.reshape(without(reduced.getShape()));
        }

        private NDArray sum(NDArray input) {
            return input.sum(axes.stream().mapToInt(Integer::intValue).toArray(), true);
        }

        private interface Reduction {
            NDArray of(NDArray input, int[] axes, boolean keep);
        }

        /** Axis by axis: DJL reduces one only. */
        private NDArray oneByOne(NDArray input, Reduction reduction) {
            NDArray reduced = input;
            for (int axis : axes) {
                reduced = reduction.of(reduced, new int[] {axis}, true);
            }
            return reduced;
        }

        private double count(Shape shape) {
            return axes.stream().mapToDouble(shape::get).reduce(1, (a, b) -> a * b);
        }

        private Shape without(Shape shape) {
            List<Long> left = new ArrayList<>();
            for (int axis = 0; axis < shape.dimension(); axis++) {
                if (!axes.contains(axis)) {
                    left.add(shape.get(axis));
                }
            }
            return new Shape(left);
        }
    }

    /** Exponentials along an axis by their sum, or the logarithms of these. */
    @JsonTypeName("softmax")
    public record Softmax(int axis, boolean logarithm) implements Operation {
        @Override
        public NDArray apply(List<NDArray> inputs, Parameters parameters, boolean training) {
            NDArray input = inputs.get(0);
            return logarithm ? input.logSoftmax(axis) : input.softmax(axis);
        }
    }

    /** All numbers from an axis on to mean 0 and variance 1, epsilon added to the variance. */
    @JsonTypeName("standardize")
    public record Standardize(int axis, float epsilon) implements Operation {
        @Override
        public NDArray apply(List<NDArray> inputs, Parameters parameters, boolean training) {
            NDArray input = inputs.get(0);
            Shape shape = input.getShape();
            NDArray rows = input.reshape(shape.slice(0, axis).size(), -1);
            double share = 1.0 / rows.getShape().get(1);
            int[] along = {1};
            NDArray centred = rows.sub(Owned.times(rows.sum(along, true), share));
            NDArray variance = Owned.times(centred.square().sum(along, true), share);
            NDArray more = Owned.floats(input.getManager(), new float[] {epsilon}, new Shape());
            return centred.div(variance.add(more).sqrt()).reshape(shape);
        }
    }

    /**
     * The parameter {@code value}, whatever the input is.
     *
     * @param shape of the parameter
     * @param batch the axis, of length 1, that is repeated as often as the input has images; below 0 for none
     */
    @JsonTypeName("constant")
    public record Constant(List<Long> shape, int batch) implements Operation {
        public Constant {
            shape = List.copyOf(shape);
        }

        @Override
        public List<Parameter> parameters() {
            return List.of(new Parameter("value", shape, Role.FIXED));
        }

        @Override
        public NDArray apply(List<NDArray> inputs, Parameters parameters, boolean training) {
            NDArray value = parameters.get("value").duplicate();
            value.attach(inputs.get(0).getManager());
            if (batch < 0) {
                return value;
            }
            List<Long> wanted = new ArrayList<>(shape);
            wanted.set(batch, inputs.get(0).getShape().get(0));
            return value.broadcast(new Shape(wanted));
        }
    }

    /** The first input where the parameter {@code mask} is not 0, else the second; shapes are broadcast. */
    @JsonTypeName("choose")
    public record Choose(List<Long> shape) implements Operation {
        public Choose {
            shape = List.copyOf(shape);
        }

        @Override
        public List<Parameter> parameters() {
            return List.of(new Parameter("mask", shape, Role.FIXED));
        }

        @Override
        public boolean takes(int inputs) {
            return inputs == 2;
        }

        @Override
        public NDArray apply(List<NDArray> inputs, Parameters parameters, boolean training) {
            NDArray mask = parameters.get("mask").duplicate();
            mask.attach(inputs.get(0).getManager());
            return JniUtils.where((PtNDArray) mask.neq(0), (PtNDArray) inputs.get(0), (PtNDArray) inputs.get(1));
        }
    }

    /** The second input where the first is not 0, else the third; shapes are broadcast. */
    @JsonTypeName("select")
    public record Select() implements Operation {
        @Override
        public boolean takes(int inputs) {
            return inputs == 3;
        }

        @Override
        public NDArray apply(List<NDArray> inputs, Parameters parameters, boolean training) {
            return JniUtils.where(
                    (PtNDArray) inputs.get(0).neq(0), (PtNDArray) inputs.get(1), (PtNDArray) inputs.get(2));
        }
    }

    /**
     * Images of another size: each pixel is a weighted sum of pixels, by the parameters {@code rows} (height, old height) and
     * {@code columns} (width, old width).
     */
    @JsonTypeName("resample")
    public record Resample(long oldHeight, long oldWidth, long height, long width) implements Operation {
        @Override
        public List<Parameter> parameters() {
            return List.of(
                    Parameter.of("rows", Role.FIXED, height, oldHeight),
                    Parameter.of("columns", Role.FIXED, width, oldWidth));
        }

        @Override
        public NDArray apply(List<NDArray> inputs, Parameters parameters, boolean training) {
            NDArray narrow = inputs.get(0).matMul(parameters.get("columns").transpose());
            NDArray rows = parameters.get("rows").duplicate();
            rows.attach(narrow.getManager());
            return rows.matMul(narrow);
        }
    }
}
