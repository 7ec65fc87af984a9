package io.eyewitness.theory.function;

import io.eyewitness.theory.exact.Interval;
import io.eyewitness.theory.exact.Norm;
import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.exact.Surd;
import io.eyewitness.theory.formula.Coordinates;
import io.eyewitness.theory.formula.Term;
import io.eyewitness.theory.visualization.PhiSet;
import io.eyewitness.theory.visualization.TieSet;
import io.eyewitness.theory.visualization.Visualization;
import java.util.Optional;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * The blend {@code f_t = (1-t) l + t U} of an envelope.
 *
 * <p>Source: theory.md section 4, L2a and L2b: L-Lipschitz, and for 0 {@literal <} t {@literal <} 1 with unique extremisers a and b.
 *
 * @param envelope the envelope
 * @param t from 0 to 1
 */
public record LipschitzBlend(LipschitzEnvelope envelope, BigFraction t) implements Unit {
    public LipschitzBlend {
        if (!Interval.UNIT.contains(t)) {
            throw new IllegalArgumentException("the share t = " + Rationals.text(t) + " must lie in [0,1]");
        }
    }

    @Override
    public int dimension() {
        return envelope.phi().dimension();
    }

    @Override
    public Surd at(Point x) {
        requireDimensionOf(x);
        return envelope.lower(x)
                .times(BigFraction.ONE.subtract(t))
                .plus(envelope.upper(x).times(t));
    }

    @Override
    public Optional<Term> term() {
        Visualization phi = envelope.phi();
        return Coordinates.distance(envelope.norm(), phi.a())
                .flatMap(toA -> Coordinates.distance(envelope.norm(), phi.b()).map(toB -> {
                    Term m = Term.constant(phi.min());
                    Term max = Term.constant(phi.max());
                    Term upper = Term.min(max, m.plus(toA.times(envelope.lipschitz())));
                    Term lower = Term.max(m, max.minus(toB.times(envelope.lipschitz())));
                    return lower.times(BigFraction.ONE.subtract(t)).plus(upper.times(t));
                }));
    }

    @Override
    public boolean isLipschitz(BigFraction lipschitz, Norm norm) {
        return envelope.norm() == norm && envelope.lipschitz().compareTo(lipschitz) <= 0;
    }

    /** The points a and b, for 0 {@literal <} t {@literal <} 1 (L2b). */
    @Override
    public Optional<PhiSet> phiSet() {
        Visualization phi = envelope.phi();
        return t.signum() == 0 || t.equals(BigFraction.ONE)
                ? Optional.empty()
                : Optional.of(new PhiSet(TieSet.point(phi.a()), TieSet.point(phi.b()), phi.min(), phi.max()));
    }
}
