package io.eyewitness.theory.formula;

import io.eyewitness.theory.exact.Effort;
import io.eyewitness.theory.exact.Norm;
import io.eyewitness.theory.exact.Point;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.numbers.fraction.BigFraction;

/** The variables x1, ..., xd that stand for the coordinates of a point of X = [0,1]^d in terms and formulas. */
public final class Coordinates {
    private Coordinates() {}

    /** The variable of a coordinate, counted from 0: coordinate 0 is x1. */
    public static Term.Variable variable(int index) {
        return Term.variable("x" + (index + 1));
    }

    /** The variables x1, ..., xd. */
    public static List<Term.Variable> variables(int dimension) {
        Effort.spend(dimension);
        return IntStream.range(0, dimension).mapToObj(Coordinates::variable).toList();
    }

    /** The assignment that puts the variables at a point. */
    public static Map<String, BigFraction> assignment(Point x) {
        Map<String, BigFraction> assignment = new HashMap<>();
        IntStream.range(0, x.dimension())
                .forEach(i -> assignment.put(variable(i).name(), x.get(i)));
        return assignment;
    }

    /** The value of a term over x1, ..., xd at a point. */
    public static BigFraction value(Term term, Point x) {
        return new Evaluation(assignment(x)).value(term);
    }

    /** Whether a formula over x1, ..., xd holds at a point. */
    public static boolean holds(Formula formula, Point x) {
        return new Evaluation(assignment(x)).holds(formula);
    }

    /** The formula that says that all variables lie in [0,1]. */
    public static Formula inUnitCube(int dimension) {
        return Formula.and(variables(dimension).stream()
                .map(v -> Formula.and(Term.ZERO.atMost(v), v.atMost(Term.ONE)))
                .toList());
    }

    /** The distance to a point as a piecewise affine term; none for l2. */
    public static Optional<Term> distance(Norm norm, Point centre) {
        List<Term> sizes = IntStream.range(0, centre.dimension())
                .mapToObj(i ->
                        Term.abs(variable(i).plus(Term.constant(centre.get(i).negate()))))
                .toList();
        return switch (norm) {
            case L1 -> Optional.of(Term.sum(sizes));
            case L2 -> Optional.empty();
            case LINF -> sizes.stream().reduce(Term::max);
        };
    }

    /** The l1 distance to a point. */
    public static Term l1Distance(Point centre) {
        return distance(Norm.L1, centre).orElseThrow();
    }
}
