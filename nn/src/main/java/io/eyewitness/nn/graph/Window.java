package io.eyewitness.nn.graph;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import com.fasterxml.jackson.annotation.JsonTypeName;
import io.eyewitness.nn.graph.Parameter.Role;
import io.eyewitness.nn.network.InputSpec;
import io.eyewitness.nn.tensor.Owned;
import io.eyewitness.nn.tensor.TorchOperators;
import java.util.ArrayList;
import java.util.List;

/**
 * Operations of windows that slide over images, shape (batch, channels, height, width), in all the forms that exchange formats know: sizes by
 * axis (height, width), paddings by edge (top, left, bottom, right).
 */
public final class Window {
    private Window() {}

    /** Convolution: {@code weight} (out, in / groups, height, width) and, if wanted, {@code bias} (out). */
    @JsonTypeName("convolution")
    public record Convolution(
            int in,
            int out,
            List<Integer> kernel,
            List<Integer> strides,
            List<Integer> pads,
            List<Integer> dilations,
            int groups,
            boolean bias)
            implements Operation {
        public Convolution {
            kernel = List.copyOf(kernel);
            strides = List.copyOf(strides);
            pads = List.copyOf(pads);
            dilations = List.copyOf(dilations);
            requireSizes("convolution", kernel, strides, dilations, pads);
            Operation.requirePositive("convolution", in, out, groups);
            if (in % groups != 0 || out % groups != 0) {
                throw new IllegalArgumentException("convolution: " + groups + " groups do not fit");
            }
        }

        @Override
        public List<Parameter> parameters() {
            List<Parameter> parameters = new ArrayList<>();
            parameters.add(Parameter.of("weight", Role.WEIGHT, out, in / groups, kernel.get(0), kernel.get(1)));
            if (bias) {
                parameters.add(Parameter.of("bias", Role.BIAS, out));
            }
            return parameters;
        }

        @Override
        public NDArray apply(List<NDArray> inputs, Parameters parameters, boolean training) {
            boolean symmetric = isSymmetric(pads);
            return Conv2d.conv2d(
                            symmetric ? inputs.get(0) : padded(inputs.get(0), pads, 0),
                            parameters.get("weight"),
                            bias ? parameters.get("bias") : null,
                            shape(strides),
                            symmetric ? shape(pads.subList(0, 2)) : new Shape(0, 0),
                            shape(dilations),
                            groups)
                    .singletonOrThrow();
        }
    }

    /** What is taken of a window. */
    public enum Summary {
        /** The largest number. */
        MAX,
        /** The mean. */
        AVERAGE,
        /** The sum. */
        SUM
    }

    /**
     * A number for each window.
     *
     * @param ceil keeps windows that overhang on the right and below, if they begin within the image or its first padding
     * @param countPads whether means count the padding, though never what overhangs it
     */
    @JsonTypeName("pool")
    public record Pool(
            Summary summary,
            List<Integer> kernel,
            List<Integer> strides,
            List<Integer> pads,
            List<Integer> dilations,
            boolean ceil,
            boolean countPads)
            implements Operation {
        private static final double LARGEST_HALF = 0x1.ffcp15;
        private static final double LARGEST_BFLOAT16 = 0x1.fep127;

        public Pool {
            kernel = List.copyOf(kernel);
            strides = List.copyOf(strides);
            pads = List.copyOf(pads);
            dilations = List.copyOf(dilations);
            requireSizes("pool", kernel, strides, dilations, pads);
        }

        @Override
        public NDArray apply(List<NDArray> inputs, Parameters parameters, boolean training) {
            NDArray images = inputs.get(0);
            List<Integer> exact = exact(images.getShape());
            boolean dilated = dilations.stream().anyMatch(dilation -> dilation > 1);
            if (summary == Summary.MAX) {
                NDArray all = padded(images, exact, lowest(images.getDataType()));
                return dilated ? largest(all) : max(all);
            }
            NDArray means = means(padded(images, exact, 0), dilated);
            if (summary == Summary.SUM) {
                return Owned.times(means, kernel.get(0) * kernel.get(1));
            }
            return exact.equals(List.of(0, 0, 0, 0))
                    ? means
                    : means.div(TorchOperators.like(means(counted(images, exact), dilated), means));
        }

        /** Below what networks compute, and a number in the precision of the images; for DJL those of 16 bits but half precision are single. */
        private static double lowest(DataType type) {
            return type == DataType.FLOAT16 ? -LARGEST_HALF : -LARGEST_BFLOAT16;
        }

        /** The paddings that the windows reach, which may overhang the image's own. */
        private List<Integer> exact(Shape images) {
            List<Integer> exact = new ArrayList<>(pads);
            for (int axis = 0; axis < 2; axis++) {
                long size = images.get(2 + axis) + pads.get(axis);
                long extent = dilations.get(axis) * (kernel.get(axis) - 1L) + 1;
                long room = size + pads.get(axis + 2) - extent;
                if (room < 0) {
                    throw new IllegalArgumentException("a window of " + extent + " pixels is larger than the image");
                }
                long last = (ceil ? -Math.floorDiv(-room, strides.get(axis)) : room / strides.get(axis));
                last -= ceil && last * strides.get(axis) >= size ? 1 : 0;
                exact.set(axis + 2, Math.toIntExact(Math.max(0, last * strides.get(axis) + extent - size)));
            }
            return exact;
        }

        private NDArray max(NDArray all) {
            return JniUtils.maxPool((PtNDArray) all, shape(kernel), shape(strides), new Shape(0, 0), false);
        }

        private NDArray means(NDArray all, boolean dilated) {
            if (!dilated) {
                return JniUtils.avgPool((PtNDArray) all, shape(kernel), shape(strides), new Shape(0, 0), false, true);
            }
            return Owned.times(
                    places(all).stream().reduce(NDArray::add).orElseThrow(), 1.0 / (kernel.get(0) * kernel.get(1)));
        }

        private NDArray largest(NDArray all) {
            return places(all).stream().reduce(NDArrays::maximum).orElseThrow();
        }

        /** For each place of the window the numbers there. */
        private List<NDArray> places(NDArray all) {
            List<NDArray> places = new ArrayList<>();
            for (int y = 0; y < kernel.get(0); y++) {
                for (int x = 0; x < kernel.get(1); x++) {
                    places.add(every(every(all, 0, y * dilations.get(0)), 1, x * dilations.get(1)));
                }
            }
            return places;
        }

        private NDArray every(NDArray all, int axis, int first) {
            long extent = dilations.get(axis) * (kernel.get(axis) - 1L) + 1;
            long room = all.getShape().get(2 + axis) - extent;
            long end = first + room / strides.get(axis) * strides.get(axis) + 1;
            return JniUtils.slice((PtNDArray) all, 2L + axis, first, end, strides.get(axis));
        }

        /** 1 where means count, 0 where not, for one image of one channel. */
        private NDArray counted(NDArray images, List<Integer> exact) {
            Shape shape = images.getShape();
            List<Integer> inner = new ArrayList<>();
            List<Integer> outer = new ArrayList<>();
            for (int edge = 0; edge < exact.size(); edge++) {
                inner.add(countPads ? Math.min(pads.get(edge), exact.get(edge)) : 0);
                outer.add(exact.get(edge) - inner.get(edge));
            }
            NDArray ones = images.getManager()
                    .ones(new Shape(
                            1,
                            1,
                            shape.get(2) + inner.get(0) + inner.get(2),
                            shape.get(3) + inner.get(1) + inner.get(3)));
            return padded(ones, outer, 0);
        }
    }

    /** Puts pixels apart: zeros between them, fewer by one than the strides, as transposed convolutions do. */
    @JsonTypeName("stretch")
    public record Stretch(List<Integer> strides) implements Operation {
        public Stretch {
            strides = List.copyOf(strides);
            Operation.requirePositive("stretch", strides.get(0), strides.get(1));
        }

        @Override
        public NDArray apply(List<NDArray> inputs, Parameters parameters, boolean training) {
            Shape shape = inputs.get(0).getShape();
            long planes = shape.get(0) * shape.get(1);
            long height = shape.get(2);
            long width = shape.get(3);
            NDArray apart = inputs.get(0).reshape(planes, height, 1, width, 1);
            NDArray filled =
                    JniUtils.pad((PtNDArray) apart, new long[] {0, strides.get(1) - 1, 0, 0, 0, strides.get(0) - 1}, 0);
            NDArray all = filled.reshape(shape.get(0), shape.get(1), height * strides.get(0), width * strides.get(1));
            return cut(cut(all, 2, (height - 1) * strides.get(0) + 1), 3, (width - 1) * strides.get(1) + 1);
        }

        private static NDArray cut(NDArray all, int axis, long end) {
            return JniUtils.slice((PtNDArray) all, axis, 0, end, 1);
        }
    }

    /**
     * Local response normalisation across channels (Krizhevsky et al. 2012): {@code x / (k + alpha / size * sum of squares) ^ beta}, where
     * the sum is over the channel and its neighbours, {@code size} in all; beyond the first and the last channel are zeros.
     *
     * @param size the number of channels that are summed, odd
     */
    @JsonTypeName("local-response-norm")
    public record LocalResponseNorm(int size, float alpha, float beta, float k) implements Operation {
        public LocalResponseNorm {
            Operation.requirePositive("local-response-norm", size);
            if (size % 2 == 0) {
                throw new IllegalArgumentException("local-response-norm: the size " + size + " is not odd");
            }
            InputSpec.requireFinite("local-response-norm", List.of(alpha, beta, k));
        }

        /** Sums by a convolution with ones near the diagonal, which takes a fifth of the time of a pooling over channels. */
        @Override
        public NDArray apply(List<NDArray> inputs, Parameters parameters, boolean training) {
            NDArray input = inputs.get(0);
            int channels = Math.toIntExact(input.getShape().get(1));
            NDArray sums = TorchOperators.like(neighbours(input.getManager(), channels), input);
            NDArray scale =
                    Conv2d.conv2d(input.mul(input), sums).singletonOrThrow().add(k);
            return input.mul(scale.pow(Owned.floats(input.getManager(), new float[] {-beta}, new Shape())));
        }

        /** The weight of each channel in the sum of each: shape (channels, channels, 1, 1). */
        private NDArray neighbours(NDManager manager, int channels) {
            float[] weights = new float[channels * channels];
            for (int to = 0; to < channels; to++) {
                for (int from = Math.max(0, to - size / 2); from <= Math.min(channels - 1, to + size / 2); from++) {
                    weights[to * channels + from] = alpha / size;
                }
            }
            return Owned.floats(manager, weights, new Shape(channels, channels, 1, 1));
        }
    }

    private static void requireSizes(
            String operation,
            List<Integer> kernel,
            List<Integer> strides,
            List<Integer> dilations,
            List<Integer> pads) {
        if (kernel.size() != 2 || strides.size() != 2 || dilations.size() != 2 || pads.size() != 4) {
            throw new IllegalArgumentException(operation + ": only images of two axes are known");
        }
        for (List<Integer> sizes : List.of(kernel, strides, dilations)) {
            Operation.requirePositive(operation, sizes.get(0), sizes.get(1));
        }
        if (pads.stream().anyMatch(pad -> pad < 0)) {
            throw new IllegalArgumentException(operation + ": the paddings " + pads + " are below 0");
        }
    }

    private static boolean isSymmetric(List<Integer> pads) {
        return pads.get(0).equals(pads.get(2)) && pads.get(1).equals(pads.get(3));
    }

    private static Shape shape(List<Integer> sizes) {
        return new Shape(sizes.get(0), sizes.get(1));
    }

    /** With a constant around it, by top, left, bottom, right. */
    private static NDArray padded(NDArray images, List<Integer> pads, double value) {
        return pads.stream().allMatch(pad -> pad == 0)
                ? images
                : JniUtils.pad(
                        (PtNDArray) images, new long[] {pads.get(1), pads.get(3), pads.get(0), pads.get(2)}, value);
    }
}
