package io.eyewitness.nn.onnx.operator;

import io.eyewitness.nn.graph.Axes;
import io.eyewitness.nn.graph.Operation;
import io.eyewitness.nn.onnx.operator.OperatorSet.Rule;
import io.eyewitness.nn.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Resize, and Upsample before it: rows and columns of the new image are weighted sums of those of the old one. */
final class ResizeRule {
    private ResizeRule() {}

    static Map<String, Rule> all() {
        Map<String, Rule> rules = new TreeMap<>();
        rules.put("Resize", Rule.of(ResizeRule::resize));
        rules.put("Upsample", Rule.of(ResizeRule::upsample));
        return rules;
    }

    private static Operand upsample(Site site) {
        List<Float> scales = site.hasAttribute("scales") ? site.reals("scales") : reals(site.constant(1));
        return resized(site, scales, null, "asymmetric", "floor");
    }

    private static Operand resize(Site site) {
        if (site.opset() < 11) {
            return resized(site, reals(site.constant(1)), null, "asymmetric", "floor");
        }
        site.ignore("extrapolation_value");
        String policy = site.text("keep_aspect_ratio_policy", "stretch");
        if (!policy.equals("stretch")) {
            throw new IllegalArgumentException("of the policies stretch is known, not " + policy);
        }
        String coordinates = site.text("coordinate_transformation_mode", "half_pixel");
        String nearest = site.text("nearest_mode", "round_prefer_floor");
        boolean byScale = site.has(2) && site.constant(2).size() > 0;
        List<Long> shape = site.input(0).shape();
        return byScale
                ? resized(
                        site,
                        ofAll(site, Collections.nCopies(shape.size(), 1f), reals(site.constant(2))),
                        null,
                        coordinates,
                        nearest)
                : resized(site, null, ofAll(site, shape, site.constant(3).integers()), coordinates, nearest);
    }

    /** What is given for some axes, and what stays of the others. */
    private static <T> List<T> ofAll(Site site, List<T> all, List<T> given) {
        List<Long> axes = site.integers("axes");
        if (axes == null) {
            return given;
        }
        if (axes.size() != given.size()) {
            throw new IllegalArgumentException("it names " + axes.size() + " axes, but " + given.size() + " sizes");
        }
        List<T> whole = new ArrayList<>(all);
        for (int i = 0; i < given.size(); i++) {
            whole.set(Site.axis(axes.get(i), all.size()), given.get(i));
        }
        return whole;
    }

    private static List<Float> reals(Constant constant) {
        return IntStream.range(0, constant.size())
                .mapToObj(i -> (float) constant.real(i))
                .toList();
    }

    private static Operand resized(
            Site site, List<Float> scales, List<Long> sizes, String coordinates, String nearest) {
        Operand input = site.input(0);
        List<Long> old = input.shape();
        int given = scales == null ? sizes.size() : scales.size();
        if (old.size() != 4 || given != 4) {
            throw new IllegalArgumentException("only images of two axes are known, not the shape " + old);
        }
        List<Long> shape = new ArrayList<>();
        float[] factors = new float[4];
        for (int axis = 0; axis < 4; axis++) {
            factors[axis] = scales == null ? (float) sizes.get(axis) / old.get(axis) : scales.get(axis);
            shape.add(scales == null ? sizes.get(axis) : (long) (old.get(axis) * factors[axis]));
        }
        boolean keepsChannels = shape.get(1).equals(old.get(1)) && (scales == null || factors[0] == 1);
        if (!keepsChannels || shape.get(2) < 1 || shape.get(3) < 1) {
            throw new IllegalArgumentException("the shape " + old + " does not become " + shape);
        }
        Site.requireRoom(shape);
        Site.requireRoom(List.of(shape.get(2), old.get(2)));
        Site.requireRoom(List.of(shape.get(3), old.get(3)));
        Weights weights = new Weights(
                site.text("mode", "nearest"),
                coordinates,
                nearest,
                site.real("cubic_coeff_a", -0.75),
                site.flag("exclude_outside", false),
                site.opset() >= 11 && site.flag("antialias", false));
        if (weights.isEnlargement(factors)) {
            return site.step(new Operation.Enlarge((int) factors[2]), input);
        }
        Map<String, Tensor> matrices = Map.of(
                "rows", weights.matrix(old.get(2), shape.get(2), factors[2]),
                "columns", weights.matrix(old.get(3), shape.get(3), factors[3]));
        return site.step(
                new Axes.Resample(old.get(2), old.get(3), shape.get(2), shape.get(3)), matrices, site.layer(input));
    }

    /** The weights of the old places in the new ones, along one axis. */
    private record Weights(
            String mode,
            String coordinates,
            String nearest,
            double cubic,
            boolean excludesOutside,
            boolean isSmoothed) {
        Weights {
            if (!List.of("nearest", "linear", "cubic").contains(mode)) {
                throw new IllegalArgumentException("mode " + mode + " is not known; nearest, linear and cubic are");
            }
            if (excludesOutside && !mode.equals("cubic")) {
                throw new IllegalArgumentException("exclude_outside is known for the mode cubic, not for " + mode);
            }
        }

        /** Each pixel as a square. */
        boolean isEnlargement(float[] factors) {
            boolean isWhole = factors[2] == factors[3] && factors[2] >= 1 && factors[2] == Math.rint(factors[2]);
            boolean squares = coordinates.equals("asymmetric") && nearest.equals("floor")
                    || coordinates.equals("half_pixel") && nearest.startsWith("round");
            return mode.equals("nearest") && isWhole && squares;
        }

        Tensor matrix(long old, long wanted, float scale) {
            float[] matrix = new float[Math.toIntExact(old * wanted)];
            for (int i = 0; i < wanted; i++) {
                double place = place(i, old, wanted, scale);
                double inside = Math.max(0, Math.min(old - 1, place));
                int row = (int) (i * old);
                if (isSmoothed && scale < 1 && !mode.equals("nearest")) {
                    addSmoothed(matrix, row, place, old, scale);
                    continue;
                }
                switch (mode) {
                    case "nearest" -> matrix[row + (int) clamped(whole(place), old)] = 1;
                    case "linear" -> {
                        double below = Math.floor(inside);
                        matrix[row + (int) clamped(below, old)] += (float) (1 - (inside - below));
                        matrix[row + (int) clamped(below + 1, old)] += (float) (inside - below);
                    }
                    default -> addCubic(matrix, row, place, old);
                }
            }
            return new Tensor(List.of(wanted, old), matrix);
        }

        /** The weights of all places that a pixel of the new size reaches; those outside are the edge, or left out. */
        private void addSmoothed(float[] matrix, int row, double place, long old, double scale) {
            double reach = (mode.equals("linear") ? 1 : 2) / scale;
            int first = (int) Math.ceil(place - reach);
            double[] weights = new double[(int) Math.floor(place + reach) - first + 1];
            for (int k = 0; k < weights.length; k++) {
                boolean isOutside = first + k < 0 || first + k >= old;
                double distance = Math.abs(first + k - place) * scale;
                weights[k] = excludesOutside && isOutside
                        ? 0
                        : mode.equals("linear") ? Math.max(0, 1 - distance) : distance < 2 ? cubic(distance) : 0;
            }
            double sum = DoubleStream.of(weights).sum();
            for (int k = 0; k < weights.length; k++) {
                matrix[row + (int) clamped(first + k, old)] += (float) (weights[k] / sum);
            }
        }

        /** Keys' cubic convolution of the four places around one; those outside are the edge, or left out. */
        private void addCubic(float[] matrix, int row, double place, long old) {
            double first = Math.floor(place) - 1;
            double[] weights = new double[4];
            double sum = 0;
            for (int k = 0; k < 4; k++) {
                boolean isOutside = first + k < 0 || first + k >= old;
                weights[k] = excludesOutside && isOutside ? 0 : cubic(Math.abs(place - first - k));
                sum += weights[k];
            }
            for (int k = 0; k < 4; k++) {
                matrix[row + (int) clamped(first + k, old)] += (float) (weights[k] / sum);
            }
        }

        private double cubic(double distance) {
            double x = distance;
            return x <= 1
                    ? ((cubic + 2) * x - (cubic + 3)) * x * x + 1
                    : ((cubic * x - 5 * cubic) * x + 8 * cubic) * x - 4 * cubic;
        }

        private static long clamped(double place, long length) {
            return (long) Math.max(0, Math.min(length - 1, place));
        }

        /** In single precision, as other runtimes compute it: places at the border of two pixels are rounded as theirs. */
        private float place(int i, long old, long wanted, float scale) {
            return switch (coordinates) {
                case "half_pixel" -> (i + 0.5f) / scale - 0.5f;
                case "pytorch_half_pixel" -> wanted > 1 ? (i + 0.5f) / scale - 0.5f : 0;
                case "align_corners" -> wanted > 1 ? i * (old - 1f) / (wanted - 1f) : 0;
                case "asymmetric" -> i / scale;
                default ->
                    throw new IllegalArgumentException("coordinate_transformation_mode " + coordinates
                            + " is not known; half_pixel, pytorch_half_pixel, align_corners and asymmetric are");
            };
        }

        private double whole(double place) {
            return switch (nearest) {
                case "round_prefer_floor" -> Math.ceil(place - 0.5);
                case "round_prefer_ceil" -> Math.floor(place + 0.5);
                case "floor" -> Math.floor(place);
                case "ceil" -> Math.ceil(place);
                default -> throw new IllegalArgumentException("nearest_mode " + nearest + " is not known");
            };
        }
    }
}
