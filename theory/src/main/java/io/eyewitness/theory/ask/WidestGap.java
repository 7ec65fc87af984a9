package io.eyewitness.theory.ask;

import io.eyewitness.theory.ask.Transcript.Known;
import io.eyewitness.theory.exact.Norm;
import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.visualization.Visualization;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * Where a function of the known values of L-Lipschitz units is greatest, by branch and bound in doubles, from a limited number of boxes: in
 * many dimensions, or with many known values, the bound may be far above what is found.
 *
 * @param x a point, exact as doubles
 * @param size the function there, about
 * @param most the function is nowhere greater
 */
public record WidestGap(Point x, double size, double most) {
    private static final int MOST_BOXES = 4_000;
    private static final double MOST_STEPS = 2e7;
    private static final double TOLERANCE = 1.0 / 256;
    private static final double ROUNDING = 1e-9;
    private static final int SCATTERED = 64;
    private static final int GRID = 1 << 10;

    /**
     * Where L-Lipschitz units with known values may differ most: half of U - l, where U and l are the greatest and the least one.
     *
     * @param known values, among them those at a and b
     */
    public static WidestGap of(Visualization phi, BigFraction lipschitz, Norm norm, List<Known> known) {
        double[] values =
                known.stream().mapToDouble(datum -> datum.value().doubleValue()).toArray();
        double[] negated = Arrays.stream(values).map(value -> -value).toArray();
        double slope = lipschitz.doubleValue();
        return new Search(
                        norm,
                        inputs(known),
                        new Cones(values, phi.max().doubleValue(), slope),
                        new Cones(negated, -phi.min().doubleValue(), slope))
                .greatest();
    }

    /** The covering radius of the inputs with known values: the distance to the nearest of them. */
    public static WidestGap coveringRadius(Norm norm, List<Known> known) {
        return coveringRadius(norm, inputs(known));
    }

    /** The covering radius of inputs: the largest distance in X to the nearest of them. */
    public static WidestGap coveringRadius(Norm norm, double[]... inputs) {
        Cones distance = new Cones(new double[inputs.length], Double.POSITIVE_INFINITY, 1);
        return new Search(norm, inputs, distance, distance).greatest();
    }

    private static double[][] inputs(List<Known> data) {
        return data.stream()
                .map(datum -> datum.x().coordinates().stream()
                        .mapToDouble(BigFraction::doubleValue)
                        .toArray())
                .toArray(double[][]::new);
    }

    /**
     * The least of cones over the inputs and a constant.
     *
     * @param tips the value of each cone at its input
     * @param cap the constant
     */
    private record Cones(double[] tips, double cap, double slope) {
        double least(double[] distances) {
            double least = cap;
            for (int i = 0; i < tips.length; i++) {
                least = Math.min(least, tips[i] + slope * distances[i]);
            }
            return least;
        }

        /** The two least cones; the same one twice if there is one. */
        int[] lowest(double[] distances) {
            int first = 0;
            int second = -1;
            for (int i = 1; i < tips.length; i++) {
                if (at(i, distances) < at(first, distances)) {
                    second = first;
                    first = i;
                } else if (second < 0 || at(i, distances) < at(second, distances)) {
                    second = i;
                }
            }
            return new int[] {first, Math.max(second, 0)};
        }

        private double at(int i, double[] distances) {
            return tips[i] + slope * distances[i];
        }
    }

    /**
     * A box.
     *
     * @param halves half of each side
     * @param value of the function at the centre
     * @param most the function is nowhere greater in the box
     */
    private record Box(double[] centre, double[] halves, double value, double most) {}

    /** The function is half of the sum of two that are the least of cones over the same inputs. */
    private record Search(Norm norm, double[][] points, Cones one, Cones other) {
        /** The box with the largest bound is halved until none can hold a value much greater than the best, or there would be too many. */
        WidestGap greatest() {
            int dimension = points[0].length;
            PriorityQueue<Box> boxes = new PriorityQueue<>(Comparator.comparingDouble(box -> -box.most()));
            double[] halves = new double[dimension];
            Arrays.fill(halves, 1.0 / 2);
            Box whole = box(halves.clone(), halves, Double.POSITIVE_INFINITY);
            boxes.add(whole);
            Box best = scattered(whole);
            long most = Math.min(MOST_BOXES, (long) (MOST_STEPS / (points.length * (double) dimension)));
            for (long made = 1; made + 2 <= most; made += 2) {
                if (boxes.element().most() <= best.value() * (1 + TOLERANCE)) {
                    break;
                }
                Box box = boxes.remove();
                for (Box half : List.of(half(box, -1), half(box, 1))) {
                    boxes.add(half);
                    best = half.value() > best.value() ? half : best;
                }
            }
            Point x = new Point(
                    Arrays.stream(best.centre()).mapToObj(Rationals::of).toList());
            return new WidestGap(x, best.value(), boxes.element().most() + ROUNDING);
        }

        /** The best of a box's centre, some random points and some vertices of the cube. */
        private Box scattered(Box box) {
            SplittableRandom random = new SplittableRandom(points.length);
            Box best = box;
            for (int i = 0; i < 2 * SCATTERED; i++) {
                double[] x = new double[box.centre().length];
                int steps = i < SCATTERED ? GRID : 1;
                Arrays.setAll(x, j -> random.nextInt(steps + 1) / (double) steps);
                double value = value(distances(x, new double[x.length]));
                best = value > best.value() ? new Box(x, new double[x.length], value, value) : best;
            }
            return best;
        }

        /** Half of a box, across its longest side. */
        private Box half(Box box, int side) {
            int longest = 0;
            for (int i = 1; i < box.halves().length; i++) {
                longest = box.halves()[i] > box.halves()[longest] ? i : longest;
            }
            double[] centre = box.centre().clone();
            double[] halves = box.halves().clone();
            halves[longest] /= 2;
            centre[longest] += side * halves[longest];
            return box(centre, halves, box.most());
        }

        private Box box(double[] centre, double[] halves, double most) {
            double[] distances = distances(centre, new double[centre.length]);
            double bound = Math.min(most, value(distances(centre, halves)));
            for (int i : one.lowest(distances)) {
                for (int j : other.lowest(distances)) {
                    double sum = one.tips()[i]
                            + other.tips()[j]
                            + one.slope() * greatestSum(points[i], points[j], centre, halves);
                    bound = Math.min(bound, sum / 2);
                }
            }
            return new Box(centre, halves, value(distances), bound);
        }

        private double value(double[] distances) {
            return (one.least(distances) + other.least(distances)) / 2;
        }

        /** The largest distance of each input to points of a box. */
        private double[] distances(double[] centre, double[] halves) {
            double[] distances = new double[points.length];
            for (int i = 0; i < points.length; i++) {
                double sum = 0;
                for (int j = 0; j < centre.length; j++) {
                    double size = Math.abs(centre[j] - points[i][j]) + halves[j];
                    sum = switch (norm) {
                        case L1 -> sum + size;
                        case L2 -> sum + size * size;
                        case LINF -> Math.max(sum, size);
                    };
                }
                distances[i] = norm == Norm.L2 ? Math.sqrt(sum) : sum;
            }
            return distances;
        }

        /**
         * A bound on the sum of the distances of two inputs to a point of a box. In l1 it is attained at a vertex, and in l2 the sum of two
         * distances is at most the root of twice the sum of their squares; in linf there is no better one than that of each input.
         */
        private double greatestSum(double[] p, double[] q, double[] centre, double[] halves) {
            if (norm == Norm.LINF) {
                return Double.POSITIVE_INFINITY;
            }
            int power = norm == Norm.L1 ? 1 : 2;
            double sum = 0;
            for (int i = 0; i < centre.length; i++) {
                double low = centre[i] - halves[i];
                double high = centre[i] + halves[i];
                sum += Math.max(
                        Math.pow(Math.abs(low - p[i]), power) + Math.pow(Math.abs(low - q[i]), power),
                        Math.pow(Math.abs(high - p[i]), power) + Math.pow(Math.abs(high - q[i]), power));
            }
            return power == 1 ? sum : Math.sqrt(2 * sum);
        }
    }
}
