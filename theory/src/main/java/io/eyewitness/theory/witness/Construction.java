package io.eyewitness.theory.witness;

import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.exact.Surd;
import io.eyewitness.theory.formula.Formula;
import io.eyewitness.theory.function.FunctionClass;
import io.eyewitness.theory.function.Unit;
import io.eyewitness.theory.visualization.Visualization;
import java.util.List;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * The data from which a witness pair is built, with the exact conditions under which theory.md proves that it is one.
 *
 * <p>Source: theory.md sections 2 to 4.
 */
public sealed interface Construction permits Construction.Surgery, MonotoneOrConvexPair, AffinePair, LipschitzPair {
    /**
     * The two units of a witness pair.
     *
     * @param f1 the one that is high at x
     * @param f2 the one that is low at x
     */
    record Units(Unit f1, Unit f2) {}

    /** The visualization of both units. */
    Visualization phi();

    /** The point where the units differ. */
    Point x();

    /** The distance of the values at x from the extremes. */
    BigFraction h();

    /** Whether the construction proves pairs of a class. */
    boolean proves(FunctionClass functionClass);

    /** The two units that the construction proves to be a pair. */
    Units units();

    /** Each condition that does not hold, as a sentence; empty if the construction proves its pair. */
    List<String> violations();

    /**
     * Further conditions, as formulas over x1, ..., xd, that neither evaluation nor interval arithmetic has shown to be valid: a
     * solver decides them. Empty for all constructions but surgery on a unit whose range was given.
     */
    default List<Formula> assumptions() {
        return List.of();
    }

    /** The value at a point that f1 misses by at most h. */
    default Surd upper(Point at) {
        return Surd.of(phi().max());
    }

    /** The value at a point that f2 misses by at most h. */
    default Surd lower(Point at) {
        return Surd.of(phi().min());
    }

    /**
     * A unit f0 that is raised to f1 and lowered to f2 within a ball around x.
     *
     * <p>Source: theory.md section 2, surgery (S1 to S4).
     */
    sealed interface Surgery extends Construction permits ConeSurgery, RiskSurgery, GivenSurgery {
        /** The change. */
        LocalSurgery change();

        /** The value of f0 at a point. */
        BigFraction before(Point at);

        /** The protected inputs and the apexes, where the values of f1 and f2 are checked. */
        List<Point> landmarks();

        /** Whether the conditions imply that a and b are the only extremisers. */
        boolean hasUniqueExtremisers();

        @Override
        default Visualization phi() {
            return change().phi();
        }

        @Override
        default Point x() {
            return change().x();
        }

        @Override
        default BigFraction h() {
            return change().h();
        }
    }
}
