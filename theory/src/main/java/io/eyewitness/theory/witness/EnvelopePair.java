package io.eyewitness.theory.witness;

import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.function.LipschitzBlend;
import io.eyewitness.theory.function.LipschitzEnvelope;
import io.eyewitness.theory.visualization.Visualization;
import java.util.List;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * The blends f_t of an envelope at t = 1 - h/R and t = h/R.
 *
 * <p>Source: theory.md section 4 (L2, L3b, L9). At x they are within h of U(x) and l(x), which are M and m if x is
 * at least R/L away from a and from b.
 *
 * @param envelope the envelope
 * @param x where U(x) > l(x)
 * @param h with 0 < h < R/2
 */
public record EnvelopePair(LipschitzEnvelope envelope, Point x, BigFraction h) implements Recipe {
    @Override
    public UnitPair units() {
        BigFraction share = h.divide(envelope.phi().range());
        return new UnitPair(
                new LipschitzBlend(envelope, BigFraction.ONE.subtract(share)), new LipschitzBlend(envelope, share));
    }

    @Override
    public List<String> violations() {
        Visualization phi = envelope.phi();
        List<String> admissible = Admissible.violations(phi, h, x);
        return !admissible.isEmpty()
                ? admissible
                : new Violations()
                        .require(
                                envelope.upper(x).compareTo(envelope.lower(x)) > 0,
                                "at x = " + x
                                        + " all L-Lipschitz units with this visualization agree; choose another x")
                        .list();
    }
}
