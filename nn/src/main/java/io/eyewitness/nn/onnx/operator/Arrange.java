package io.eyewitness.nn.onnx.operator;

import java.util.ArrayList;
import java.util.List;

/** Constants whose numbers are arranged otherwise. */
final class Arrange {
    private Arrange() {}

    /** How far apart neighbours along each axis are. */
    static int[] strides(List<Long> shape) {
        int[] strides = new int[shape.size()];
        int stride = 1;
        for (int axis = strides.length - 1; axis >= 0; axis--) {
            strides[axis] = stride;
            stride *= (int) Math.max(1, shape.get(axis));
        }
        return strides;
    }

    /** The shape that two have together, axes counted from the last. */
    static List<Long> broadcast(List<Long> first, List<Long> second) {
        int rank = Math.max(first.size(), second.size());
        List<Long> shape = new ArrayList<>();
        for (int axis = 0; axis < rank; axis++) {
            int one = axis - rank + first.size();
            int two = axis - rank + second.size();
            long a = one < 0 ? 1 : first.get(one);
            long b = two < 0 ? 1 : second.get(two);
            if (a != b && a != 1 && b != 1) {
                throw new IllegalArgumentException("the shapes " + first + " and " + second + " do not fit together");
            }
            shape.add(a == 1 ? b : a);
        }
        return shape;
    }

    /** A constant broadcast to a shape that {@link #broadcast} gave. */
    static Constant spread(Constant constant, List<Long> shape) {
        if (constant.shape().equals(shape)) {
            return constant;
        }
        int[] strides = strides(shape);
        int[] own = strides(constant.shape());
        int more = shape.size() - constant.shape().size();
        return constant.pick(shape, index -> {
            int place = 0;
            for (int axis = more; axis < strides.length; axis++) {
                if (constant.shape().get(axis - more) != 1) {
                    place += (int) (index / strides[axis] % shape.get(axis)) * own[axis - more];
                }
            }
            return place;
        });
    }

    static Constant permute(Constant constant, List<Integer> order) {
        List<Long> shape = order.stream().map(constant.shape()::get).toList();
        int[] strides = strides(shape);
        int[] own = strides(constant.shape());
        return constant.pick(shape, index -> {
            int place = 0;
            for (int axis = 0; axis < strides.length; axis++) {
                place += (int) (index / strides[axis] % shape.get(axis)) * own[order.get(axis)];
            }
            return place;
        });
    }

    static Constant take(Constant constant, int axis, List<Integer> places) {
        List<Long> shape = new ArrayList<>(constant.shape());
        int length = Math.toIntExact(shape.get(axis));
        shape.set(axis, (long) places.size());
        int inner = strides(shape)[axis];
        int count = Math.max(1, places.size());
        return constant.pick(shape, index -> {
            int outer = index / inner / count;
            return (outer * length + places.get(index / inner % count)) * inner + index % inner;
        });
    }

    /**
     * A constant with some of its parts replaced by others.
     *
     * @param indices of the parts along the first axes, in the last axis
     */
    static Constant scatter(Constant constant, Constant indices, Constant parts) {
        List<Long> shape = constant.shape();
        int depth = indices.shape().isEmpty()
                ? 0
                : Math.toIntExact(indices.shape().get(indices.shape().size() - 1));
        if (depth < 1 || depth > shape.size() || parts.isReal() != constant.isReal()) {
            throw new IllegalArgumentException("indices of shape " + indices.shape() + " are not those of " + shape);
        }
        int[] strides = strides(shape);
        int length = Constant.size(shape.subList(depth, shape.size()));
        int count = indices.size() / depth;
        if (parts.size() != count * length) {
            throw new IllegalArgumentException("parts of shape " + parts.shape() + " do not fit the indices");
        }
        Object all =
                constant.isReal() ? constant.floats().clone() : constant.longs().clone();
        Object from = constant.isReal() ? parts.floats() : parts.longs();
        for (int part = 0; part < count; part++) {
            int place = 0;
            for (int axis = 0; axis < depth; axis++) {
                long index = indices.integer(part * depth + axis);
                long inside = index < 0 ? index + shape.get(axis) : index;
                if (inside < 0 || inside >= shape.get(axis)) {
                    throw new IllegalArgumentException("there is no place " + index + " of " + shape.get(axis));
                }
                place += (int) inside * strides[axis];
            }
            System.arraycopy(from, part * length, all, place, length);
        }
        return constant.isReal() ? Constant.of(shape, (float[]) all) : Constant.of(shape, (long[]) all);
    }

    static Constant join(int axis, List<Constant> parts) {
        boolean isReal = parts.stream().anyMatch(Constant::isReal);
        List<Long> shape = new ArrayList<>(parts.get(0).shape());
        shape.set(axis, 0L);
        for (Constant part : parts) {
            List<Long> other = new ArrayList<>(part.shape());
            if (other.size() != shape.size()) {
                throw new IllegalArgumentException("parts of " + shape.size() + " and " + other.size() + " axes");
            }
            long length = other.set(axis, 0L);
            long sum = shape.set(axis, 0L);
            if (!other.equals(shape)) {
                throw new IllegalArgumentException("parts of different shapes are not one after another");
            }
            shape.set(axis, sum + length);
        }
        int size = Constant.size(shape);
        Constant.requireComputed(size, size);
        float[] floats = isReal ? new float[size] : null;
        long[] longs = isReal ? null : new long[size];
        int inner = strides(shape)[axis];
        long whole = shape.get(axis) * inner;
        long from = 0;
        for (Constant part : parts) {
            long own = part.shape().get(axis) * inner;
            for (int i = 0; i < part.size(); i++) {
                int place = (int) (i / own * whole + from + i % own);
                if (isReal) {
                    floats[place] = (float) part.real(i);
                } else {
                    longs[place] = part.integer(i);
                }
            }
            from += own;
        }
        return new Constant(shape, floats, longs);
    }
}
