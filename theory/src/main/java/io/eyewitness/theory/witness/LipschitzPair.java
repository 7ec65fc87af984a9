package io.eyewitness.theory.witness;

import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.exact.Surd;
import io.eyewitness.theory.function.FunctionClass;
import io.eyewitness.theory.function.LipschitzBlend;
import io.eyewitness.theory.function.LipschitzEnvelope;
import io.eyewitness.theory.visualization.Visualization;
import java.util.List;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * The pairs of LIP: the blends f_t of an envelope at t = 1 - h/R and t = h/R.
 *
 * <p>Source: theory.md section 4 (L2, L3b, L9). At x they are within h of U(x) and l(x), which are M and m if x is
 * at least R/L away from a and from b.
 *
 * @param envelope the envelope
 * @param x where U(x) > l(x)
 * @param h with 0 {@literal <} h {@literal <} R/2
 */
public record LipschitzPair(LipschitzEnvelope envelope, Point x, BigFraction h) implements Construction {
    /** Row 4, at x or at the midpoint of a and b. Any visualization with L|a-b| at least M - m. */
    static LipschitzPair of(PairRequest request) {
        Visualization phi = request.phi();
        LipschitzEnvelope envelope = new LipschitzEnvelope(phi, request.lipschitz(), request.norm());
        return new LipschitzPair(envelope, request.x().orElseGet(() -> phi.a().mid(phi.b())), request.h());
    }

    @Override
    public Visualization phi() {
        return envelope.phi();
    }

    @Override
    public boolean proves(FunctionClass functionClass) {
        return functionClass == FunctionClass.LIP;
    }

    @Override
    public Units units() {
        BigFraction share = h.divide(phi().range());
        return new Units(
                new LipschitzBlend(envelope, BigFraction.ONE.subtract(share)), new LipschitzBlend(envelope, share));
    }

    @Override
    public Surd upper(Point at) {
        return envelope.upper(at);
    }

    @Override
    public Surd lower(Point at) {
        return envelope.lower(at);
    }

    @Override
    public List<String> violations() {
        List<String> shared = Violations.of(phi(), h, x).list();
        if (!shared.isEmpty() || upper(x).compareTo(lower(x)) > 0) {
            return shared;
        }
        return List.of("at x = " + x + " all L-Lipschitz units with this visualization agree; choose another x");
    }
}
