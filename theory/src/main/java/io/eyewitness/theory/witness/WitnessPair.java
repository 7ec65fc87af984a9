package io.eyewitness.theory.witness;

import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.exact.Surd;
import io.eyewitness.theory.function.FunctionClass;
import io.eyewitness.theory.function.Unit;
import io.eyewitness.theory.visualization.Visualization;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * Two units of a class with the same visualization, one near its maximum and one near its minimum at the same point:
 * {@code f1(x) >= M - h} and {@code f2(x) <= m + h}. For {@link FunctionClass#LIP} the targets are U(x) and l(x) in place
 * of M and m.
 *
 * <p>Source: theory.md section 2, indistinguishability (I1, I2, I5).
 *
 * @param functionClass the class both belong to
 * @param phi the visualization of both
 * @param f1 the unit that is high at x
 * @param f2 the unit that is low at x
 * @param x a point of X
 * @param h with 0 {@literal <} h {@literal <} (M - m)/2
 * @param construction the data that the pair is built from
 */
public record WitnessPair(
        FunctionClass functionClass,
        Visualization phi,
        Unit f1,
        Unit f2,
        Point x,
        BigFraction h,
        Construction construction) {
    public WitnessPair {
        if (f1.dimension() != phi.dimension()
                || f2.dimension() != phi.dimension()
                || x.dimension() != phi.dimension()) {
            throw new IllegalArgumentException("both units, their visualization and x must have the same dimension");
        }
    }

    /** f1(x) - f2(x). */
    public Surd gap() {
        return f1.at(x).minus(f2.at(x));
    }

    /** The error that no decoder can avoid on both units at x: half the gap, at least R/2 - h but for LIP (I1). */
    public Surd unavoidableError() {
        return gap().times(Rationals.HALF);
    }

    /** Whether f1 is above mid and f2 below it at x, so that no one answer is right for both (I2). */
    public boolean hasOppositeSides() {
        return f1.at(x).compareTo(phi.mid()) > 0 && f2.at(x).compareTo(phi.mid()) < 0;
    }

    /**
     * The pair that a construction proves.
     *
     * @throws IllegalArgumentException with the first condition of the construction that does not hold
     */
    public static WitnessPair of(FunctionClass functionClass, Construction construction) {
        Violations.refuseAny(construction.violations());
        Construction.Units units = construction.units();
        return new WitnessPair(
                functionClass,
                construction.phi(),
                units.f1(),
                units.f2(),
                construction.x(),
                construction.h(),
                construction);
    }
}
