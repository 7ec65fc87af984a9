package io.eyewitness.theory.ask;

import io.eyewitness.theory.exact.Norm;
import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.function.LipschitzInterpolant;
import io.eyewitness.theory.function.LipschitzInterpolant.Known;
import io.eyewitness.theory.visualization.Visualization;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * Where a function of the known values of L-Lipschitz units is greatest, by branch and bound in doubles: it changes by at most a constant
 * times a distance.
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

    /** Where units with these values may differ most: half of U - l. */
    public static WidestGap of(LipschitzInterpolant unit) {
        List<Known> data = data(unit);
        double[] values =
                data.stream().mapToDouble(datum -> datum.value().doubleValue()).toArray();
        double lipschitz = unit.lipschitz().doubleValue();
        Search search = new Search(unit.norm(), inputs(data));
        return search.greatest(
                x -> search.halfWidth(
                        values,
                        lipschitz,
                        unit.phi().min().doubleValue(),
                        unit.phi().max().doubleValue(),
                        x),
                lipschitz);
    }

    /** The covering radius of the inputs with known values, a and b: the distance to the nearest of them. */
    public static WidestGap coveringRadius(LipschitzInterpolant unit) {
        return coveringRadius(unit.norm(), inputs(data(unit)));
    }

    /** The covering radius of inputs: the largest distance in X to the nearest of them. */
    public static WidestGap coveringRadius(Norm norm, double[]... inputs) {
        Search search = new Search(norm, inputs);
        return search.greatest(search::distance, 1);
    }

    private static List<Known> data(LipschitzInterpolant unit) {
        Visualization phi = unit.phi();
        List<Known> data = new ArrayList<>(unit.known());
        data.add(new Known(phi.a(), phi.min()));
        data.add(new Known(phi.b(), phi.max()));
        return data;
    }

    private static double[][] inputs(List<Known> data) {
        return data.stream()
                .map(datum -> datum.x().coordinates().stream()
                        .mapToDouble(BigFraction::doubleValue)
                        .toArray())
                .toArray(double[][]::new);
    }

    private record Box(double[] centre, double half, double value) {}

    private static final class Search {
        private final Norm norm;
        private final int dimension;
        private final double[][] points;

        Search(Norm norm, double[]... points) {
            this.norm = norm;
            this.points = points;
            dimension = points[0].length;
        }

        /**
         * The best box is split into 2^d until no box can hold a value much greater than the best, or there would be too many boxes: in
         * many dimensions the cube is not split.
         */
        WidestGap greatest(ToDoubleFunction<double[]> function, double constant) {
            PriorityQueue<Box> boxes = new PriorityQueue<>(Comparator.comparingDouble(box -> -bound(box, constant)));
            double[] middle = new double[dimension];
            Arrays.fill(middle, 1.0 / 2);
            Box best = new Box(middle, 1.0 / 2, function.applyAsDouble(middle));
            boxes.add(best);
            best = scattered(best, function);
            long most = Math.min(MOST_BOXES, (long) (MOST_STEPS / (points.length * (double) dimension)));
            for (long made = 1; made + Math.scalb(1.0, dimension) <= most; ) {
                Box box = boxes.peek();
                if (bound(box, constant) <= best.value() * (1 + TOLERANCE)) {
                    break;
                }
                boxes.remove();
                for (int corner = 0; corner < 1 << dimension; corner++, made++) {
                    Box part = part(box, corner, function);
                    boxes.add(part);
                    best = part.value() > best.value() ? part : best;
                }
            }
            Point x = new Point(
                    Arrays.stream(best.centre()).mapToObj(Rationals::of).toList());
            return new WidestGap(x, best.value(), bound(boxes.peek(), constant) + ROUNDING);
        }

        /** The best of a box's centre and some random points. */
        private Box scattered(Box box, ToDoubleFunction<double[]> function) {
            SplittableRandom random = new SplittableRandom(points.length);
            Box best = box;
            for (int i = 0; i < SCATTERED; i++) {
                double[] x = new double[dimension];
                Arrays.setAll(x, j -> random.nextInt(GRID + 1) / (double) GRID);
                double value = function.applyAsDouble(x);
                best = value > best.value() ? new Box(x, 0, value) : best;
            }
            return best;
        }

        private Box part(Box box, int corner, ToDoubleFunction<double[]> function) {
            double half = box.half() / 2;
            double[] centre = new double[dimension];
            for (int i = 0; i < dimension; i++) {
                centre[i] = box.centre()[i] + ((corner >> i & 1) == 0 ? -half : half);
            }
            return new Box(centre, half, function.applyAsDouble(centre));
        }

        private double bound(Box box, double constant) {
            double reach = switch (norm) {
                case L1 -> box.half() * dimension;
                case L2 -> box.half() * Math.sqrt(dimension);
                case LINF -> box.half();
            };
            return box.value() + constant * reach;
        }

        double halfWidth(double[] values, double lipschitz, double min, double max, double[] x) {
            double upper = max;
            double lower = min;
            for (int i = 0; i < values.length; i++) {
                double cone = lipschitz * distance(x, points[i]);
                upper = Math.min(upper, values[i] + cone);
                lower = Math.max(lower, values[i] - cone);
            }
            return (upper - lower) / 2;
        }

        double distance(double[] x) {
            double least = Double.POSITIVE_INFINITY;
            for (double[] point : points) {
                least = Math.min(least, distance(x, point));
            }
            return least;
        }

        private double distance(double[] x, double[] y) {
            double sum = 0;
            for (int i = 0; i < dimension; i++) {
                double size = Math.abs(x[i] - y[i]);
                sum = switch (norm) {
                    case L1 -> sum + size;
                    case L2 -> sum + size * size;
                    case LINF -> Math.max(sum, size);
                };
            }
            return norm == Norm.L2 ? Math.sqrt(sum) : sum;
        }
    }
}
