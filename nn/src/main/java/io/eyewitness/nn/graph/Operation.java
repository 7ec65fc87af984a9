package io.eyewitness.nn.graph;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.pooling.Pool;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import io.eyewitness.nn.graph.Parameter.Role;
import io.eyewitness.nn.network.InputSpec;
import io.eyewitness.theory.decimal.Decimals;
import java.util.ArrayList;
import java.util.List;

/**
 * The operation of a node of a {@link Graph}, as data. Images have shape (batch, channels, height, width); kernels, strides and paddings are
 * square, in pixels.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(Operation.Conv.class),
    @JsonSubTypes.Type(Operation.BatchNorm.class),
    @JsonSubTypes.Type(Window.LocalResponseNorm.class),
    @JsonSubTypes.Type(Operation.Relu.class),
    @JsonSubTypes.Type(Operation.MaxPool.class),
    @JsonSubTypes.Type(Operation.GlobalAverage.class),
    @JsonSubTypes.Type(Operation.Linear.class),
    @JsonSubTypes.Type(Operation.ChannelAffine.class),
    @JsonSubTypes.Type(Operation.Add.class),
    @JsonSubTypes.Type(Operation.Concat.class),
    @JsonSubTypes.Type(Operation.Flatten.class),
    @JsonSubTypes.Type(Operation.Unflatten.class),
    @JsonSubTypes.Type(Operation.Enlarge.class),
    @JsonSubTypes.Type(Operation.Identity.class),
    @JsonSubTypes.Type(Operation.Roll.class),
    @JsonSubTypes.Type(Operation.UnitClamp.class),
    @JsonSubTypes.Type(FoolingCircuit.class),
    @JsonSubTypes.Type(Cones.class),
    @JsonSubTypes.Type(Pointwise.class),
    @JsonSubTypes.Type(Binary.class),
    @JsonSubTypes.Type(Window.Convolution.class),
    @JsonSubTypes.Type(Window.Pool.class),
    @JsonSubTypes.Type(Window.Stretch.class),
    @JsonSubTypes.Type(Axes.Reshape.class),
    @JsonSubTypes.Type(Axes.Permute.class),
    @JsonSubTypes.Type(Axes.Take.class),
    @JsonSubTypes.Type(Axes.Join.class),
    @JsonSubTypes.Type(Axes.Tokens.class),
    @JsonSubTypes.Type(Axes.Border.class),
    @JsonSubTypes.Type(Axes.Spread.class),
    @JsonSubTypes.Type(Axes.Reduce.class),
    @JsonSubTypes.Type(Axes.Softmax.class),
    @JsonSubTypes.Type(Axes.Standardize.class),
    @JsonSubTypes.Type(Axes.Constant.class),
    @JsonSubTypes.Type(Axes.Choose.class),
    @JsonSubTypes.Type(Axes.Select.class),
    @JsonSubTypes.Type(Axes.Resample.class)
})
public sealed interface Operation
        permits Operation.Conv,
                Operation.BatchNorm,
                Window.LocalResponseNorm,
                Operation.Relu,
                Operation.MaxPool,
                Operation.GlobalAverage,
                Operation.Linear,
                Operation.ChannelAffine,
                Operation.Add,
                Operation.Concat,
                Operation.Flatten,
                Operation.Unflatten,
                Operation.Enlarge,
                Operation.Identity,
                Operation.Roll,
                Operation.UnitClamp,
                FoolingCircuit,
                Cones,
                Pointwise,
                Binary,
                Window.Convolution,
                Window.Pool,
                Window.Stretch,
                Axes.Reshape,
                Axes.Permute,
                Axes.Take,
                Axes.Join,
                Axes.Tokens,
                Axes.Border,
                Axes.Spread,
                Axes.Reduce,
                Axes.Softmax,
                Axes.Standardize,
                Axes.Constant,
                Axes.Choose,
                Axes.Select,
                Axes.Resample {
    /** The parameters it wants, their names relative to the node's prefix. */
    default List<Parameter> parameters() {
        return List.of();
    }

    /** Whether it takes that many inputs: one, unless it says otherwise. */
    default boolean takes(int inputs) {
        return inputs == 1;
    }

    /**
     * Its output, a new array in the manager of the first input.
     *
     * @param parameters its own
     * @param training whether batches are normalised by their own statistics, which then enter the running ones
     */
    NDArray apply(List<NDArray> inputs, Parameters parameters, boolean training);

    /** Convolution: {@code weight} (out, in / groups, kernel, kernel) and, if wanted, {@code bias} (out). */
    @JsonTypeName("conv")
    record Conv(int in, int out, int kernel, int stride, int padding, int groups, boolean bias) implements Operation {
        public Conv {
            requirePositive("conv", in, out, kernel, stride, groups);
            if (padding < 0 || in % groups != 0 || out % groups != 0) {
                throw new IllegalArgumentException("conv: padding " + padding + " or groups " + groups + " do not fit");
            }
        }

        @Override
        public List<Parameter> parameters() {
            List<Parameter> parameters = new ArrayList<>();
            parameters.add(Parameter.of("weight", Role.WEIGHT, out, in / groups, kernel, kernel));
            if (bias) {
                parameters.add(Parameter.of("bias", Role.BIAS, out));
            }
            return parameters;
        }

        @Override
        public NDArray apply(List<NDArray> inputs, Parameters parameters, boolean training) {
            return Conv2d.conv2d(
                            inputs.get(0),
                            parameters.get("weight"),
                            bias ? parameters.get("bias") : null,
                            new Shape(stride, stride),
                            new Shape(padding, padding),
                            new Shape(1, 1),
                            groups)
                    .singletonOrThrow();
        }
    }

    /** Batch normalisation: {@code weight}, {@code bias}, {@code running_mean}, {@code running_var}, each (channels). */
    @JsonTypeName("batch-norm")
    record BatchNorm(int channels, float epsilon) implements Operation {
        /** The share of the old running statistics that a batch leaves. */
        private static final float MOMENTUM = 0.9f;

        public BatchNorm {
            requirePositive("batch-norm", channels);
            if (!(epsilon > 0 && Float.isFinite(epsilon))) {
                throw new IllegalArgumentException(
                        "batch-norm: epsilon " + Decimals.text(epsilon) + " is not a number above 0");
            }
        }

        @Override
        public List<Parameter> parameters() {
            return List.of(
                    Parameter.of("weight", Role.SCALE, channels),
                    Parameter.of("bias", Role.BIAS, channels),
                    Parameter.of("running_mean", Role.RUNNING_MEAN, channels),
                    Parameter.of("running_var", Role.RUNNING_VARIANCE, channels));
        }

        @Override
        public NDArray apply(List<NDArray> inputs, Parameters parameters, boolean training) {
            return ai.djl.nn.norm.BatchNorm.batchNorm(
                            inputs.get(0),
                            parameters.get("running_mean"),
                            parameters.get("running_var"),
                            parameters.get("weight"),
                            parameters.get("bias"),
                            1,
                            MOMENTUM,
                            epsilon,
                            training)
                    .singletonOrThrow();
        }
    }

    /** The larger of 0 and the input. */
    @JsonTypeName("relu")
    record Relu() implements Operation {
        @Override
        public NDArray apply(List<NDArray> inputs, Parameters parameters, boolean training) {
            return Activation.relu(inputs.get(0));
        }
    }

    /** The largest of each window; {@code ceil} keeps windows that overhang on the right and below. */
    @JsonTypeName("max-pool")
    record MaxPool(int kernel, int stride, int padding, boolean ceil) implements Operation {
        public MaxPool {
            requirePositive("max-pool", kernel, stride);
            if (padding < 0 || 2 * padding > kernel) {
                throw new IllegalArgumentException("max-pool: padding " + padding + " is not within half the kernel");
            }
        }

        @Override
        public NDArray apply(List<NDArray> inputs, Parameters parameters, boolean training) {
            return Pool.maxPool2d(
                    inputs.get(0),
                    new Shape(kernel, kernel),
                    new Shape(stride, stride),
                    new Shape(padding, padding),
                    ceil);
        }
    }

    /** The mean over all places: (batch, channels). */
    @JsonTypeName("global-average")
    record GlobalAverage() implements Operation {
        @Override
        public NDArray apply(List<NDArray> inputs, Parameters parameters, boolean training) {
            return Pool.globalAvgPool2d(inputs.get(0));
        }
    }

    /** Linear: {@code weight} (out, in) and {@code bias} (out). */
    @JsonTypeName("linear")
    record Linear(int in, int out) implements Operation {
        public Linear {
            requirePositive("linear", in, out);
        }

        @Override
        public List<Parameter> parameters() {
            return List.of(Parameter.of("weight", Role.WEIGHT, out, in), Parameter.of("bias", Role.BIAS, out));
        }

        @Override
        public NDArray apply(List<NDArray> inputs, Parameters parameters, boolean training) {
            return ai.djl.nn.core.Linear.linear(inputs.get(0), parameters.get("weight"), parameters.get("bias"))
                    .singletonOrThrow();
        }
    }

    /** Each channel times its scale plus its shift. */
    @JsonTypeName("channel-affine")
    record ChannelAffine(List<Float> scale, List<Float> shift) implements Operation {
        public ChannelAffine {
            scale = List.copyOf(scale);
            shift = List.copyOf(shift);
            if (scale.size() != shift.size()) {
                throw new IllegalArgumentException("channel-affine: as many scales as shifts are wanted");
            }
            InputSpec.requireFinite("channel-affine", scale);
            InputSpec.requireFinite("channel-affine", shift);
        }

        @Override
        public NDArray apply(List<NDArray> inputs, Parameters parameters, boolean training) {
            NDManager manager = inputs.get(0).getManager();
            return inputs.get(0).mul(InputSpec.perChannel(manager, scale)).add(InputSpec.perChannel(manager, shift));
        }
    }

    /** The sum of the inputs, all of one shape. */
    @JsonTypeName("add")
    record Add() implements Operation {
        @Override
        public boolean takes(int inputs) {
            return inputs > 1;
        }

        @Override
        public NDArray apply(List<NDArray> inputs, Parameters parameters, boolean training) {
            return inputs.stream().reduce(NDArray::add).orElseThrow();
        }
    }

    /** The inputs' channels one after another. */
    @JsonTypeName("concat")
    record Concat() implements Operation {
        @Override
        public boolean takes(int inputs) {
            return inputs > 1;
        }

        @Override
        public NDArray apply(List<NDArray> inputs, Parameters parameters, boolean training) {
            return inputs.get(0).getNDArrayInternal().concat(new NDList(inputs.subList(1, inputs.size())), 1);
        }
    }

    /** All of an image's numbers in a row: (batch, units). */
    @JsonTypeName("flatten")
    record Flatten() implements Operation {
        @Override
        public NDArray apply(List<NDArray> inputs, Parameters parameters, boolean training) {
            return inputs.get(0).reshape(inputs.get(0).getShape().get(0), -1);
        }
    }

    /** A row of numbers as an image: (batch, channels, height, width), the inverse of {@link Flatten}. */
    @JsonTypeName("unflatten")
    record Unflatten(int channels, int height, int width) implements Operation {
        public Unflatten {
            requirePositive("unflatten", channels, height, width);
        }

        @Override
        public NDArray apply(List<NDArray> inputs, Parameters parameters, boolean training) {
            return inputs.get(0).reshape(-1, channels, height, width);
        }
    }

    /** Each pixel as a square of so many by as many pixels. */
    @JsonTypeName("enlarge")
    record Enlarge(int factor) implements Operation {
        public Enlarge {
            requirePositive("enlarge", factor);
        }

        @Override
        public NDArray apply(List<NDArray> inputs, Parameters parameters, boolean training) {
            Shape shape = inputs.get(0).getShape();
            long planes = shape.get(0) * shape.get(1);
            long height = shape.get(2);
            long width = shape.get(3);
            return inputs.get(0)
                    .reshape(planes, height, 1, width, 1)
                    .broadcast(planes, height, factor, width, factor)
                    .reshape(shape.get(0), shape.get(1), height * factor, width * factor);
        }
    }

    /** The input itself, as dropout is outside of training. */
    @JsonTypeName("identity")
    record Identity() implements Operation {
        @Override
        public NDArray apply(List<NDArray> inputs, Parameters parameters, boolean training) {
            return inputs.get(0).reshape(inputs.get(0).getShape());
        }
    }

    /**
     * The channels, or units, in another order: unit i is the input's unit i + shift, counted round the end.
     *
     * @param shift at least 1; once applied, fewer than there are units
     */
    @JsonTypeName("roll")
    record Roll(int shift) implements Operation {
        public Roll {
            requirePositive("roll", shift);
        }

        @Override
        public NDArray apply(List<NDArray> inputs, Parameters parameters, boolean training) {
            NDArray input = inputs.get(0);
            if (shift >= input.getShape().get(1)) {
                throw new IllegalArgumentException("a shift by " + shift + " goes round all "
                        + input.getShape().get(1) + " units; give a smaller one");
            }
            return input.get(":,{}:", shift).getNDArrayInternal().concat(new NDList(input.get(":,:{}", shift)), 1);
        }
    }

    /**
     * The nearest number in [0,1], as two ReLUs: {@code 1 - relu(1 - relu(x))}. It is exactly 0 where x is at most 0 and exactly 1
     * where x is at least 1, and at neither has a gradient.
     */
    @JsonTypeName("unit-clamp")
    record UnitClamp() implements Operation {
        @Override
        public NDArray apply(List<NDArray> inputs, Parameters parameters, boolean training) {
            return fromOne(Activation.relu(fromOne(Activation.relu(inputs.get(0)))));
        }

        private static NDArray fromOne(NDArray array) {
            return array.neg().add(1);
        }
    }

    /** Refuses sizes below 1. */
    static void requirePositive(String operation, int... sizes) {
        for (int size : sizes) {
            if (size < 1) {
                throw new IllegalArgumentException(operation + ": the size " + size + " is not positive");
            }
        }
    }
}
