package io.eyewitness.theory.visualization;

import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.formula.Coordinates;
import io.eyewitness.theory.formula.Formula;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * The set argmin f or argmax f of a unit on X = [0,1]^d; never empty.
 *
 * <p>Source: theory.md section 1, ties.
 */
public sealed interface TieSet {
    int dimension();

    /** Whether a point of R^d is in the set, exactly. */
    boolean contains(Point x);

    /** Some members, at least one, in lexicographic order. */
    List<Point> members();

    /** A pseudo-random member. */
    default Point sampled(SplittableRandom random) {
        List<Point> members = members();
        return members.get(random.nextInt(members.size()));
    }

    /** The only member, if the set is known to have exactly one. */
    default Optional<Point> only() {
        return Optional.empty();
    }

    static TieSet point(Point x) {
        return new Face(x, x);
    }

    static TieSet cube(int dimension) {
        return new Face(Point.zero(dimension), Point.one(dimension));
    }

    /**
     * The axis-aligned box of all points between two corners, inside the cube; a single point is one.
     *
     * @param low the corner with the least coordinates
     * @param high the corner with the greatest coordinates
     */
    record Face(Point low, Point high) implements TieSet {
        public Face {
            boolean ordered = high.minus(low).coordinates().stream().allMatch(c -> c.signum() >= 0);
            if (!ordered || !low.isInUnitCube() || !high.isInUnitCube()) {
                throw new IllegalArgumentException(low + " and " + high + " are not the corners of a box in the cube");
            }
        }

        @Override
        public int dimension() {
            return low.dimension();
        }

        @Override
        public boolean contains(Point x) {
            return IntStream.range(0, dimension())
                    .allMatch(i -> Rationals.max(low.get(i), Rationals.min(x.get(i), high.get(i)))
                            .equals(x.get(i)));
        }

        @Override
        public List<Point> members() {
            return low.equals(high) ? List.of(low) : List.of(low, high);
        }

        @Override
        public Point sampled(SplittableRandom random) {
            return new Point(IntStream.range(0, dimension())
                    .mapToObj(i -> switch (random.nextInt(3)) {
                        case 0 -> low.get(i);
                        case 1 -> high.get(i);
                        default -> Rationals.mid(low.get(i), high.get(i));
                    })
                    .toList());
        }

        @Override
        public Optional<Point> only() {
            return low.equals(high) ? Optional.of(low) : Optional.empty();
        }
    }

    /**
     * The points of the cube at which a formula over x1, ..., xd holds.
     *
     * @param dimension d
     * @param formula the condition
     * @param members some of its points
     */
    record Region(int dimension, Formula formula, List<Point> members) implements TieSet {
        public Region {
            members = members.stream().sorted().distinct().toList();
            if (members.isEmpty()
                    || !members.stream().allMatch(x -> x.isInUnitCube() && Coordinates.holds(formula, x))) {
                throw new IllegalArgumentException("a region needs members, points of the cube where " + formula);
            }
        }

        @Override
        public boolean contains(Point x) {
            return x.isInUnitCube() && Coordinates.holds(formula, x);
        }
    }
}
