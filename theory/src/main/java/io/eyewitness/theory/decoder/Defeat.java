package io.eyewitness.theory.decoder;

import io.eyewitness.theory.exact.Surd;
import io.eyewitness.theory.function.Unit;
import io.eyewitness.theory.witness.WitnessPair;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * The defeat of one answer by a witness pair: the member on which the answer errs most.
 *
 * <p>Source: theory.md section 2, indistinguishability (I1, I2).
 *
 * @param member the member that is farther from the answer at x; f1 if both are as far
 * @param truth its value at x
 * @param decoded the answer
 * @param error |truth - decoded|, at least half the gap
 * @param sideMisjudged whether the answer is on the wrong side of mid, or on neither, for a member that is on one
 */
public record Defeat(Unit member, Surd truth, Surd decoded, Surd error, boolean sideMisjudged) {
    /** The defeat of a decoded value. */
    public static Defeat of(WitnessPair pair, Surd decoded) {
        Surd high = pair.f1().at(pair.x());
        Surd low = pair.f2().at(pair.x());
        Surd errorOnHigh = high.minus(decoded).abs();
        Surd errorOnLow = low.minus(decoded).abs();
        BigFraction mid = pair.phi().mid();
        boolean misjudged = isMisjudged(high, decoded, mid) || isMisjudged(low, decoded, mid);
        return errorOnHigh.compareTo(errorOnLow) >= 0
                ? new Defeat(pair.f1(), high, decoded, errorOnHigh, misjudged)
                : new Defeat(pair.f2(), low, decoded, errorOnLow, misjudged);
    }

    /** The defeat of a decoder on a pair. */
    public static Defeat of(WitnessPair pair, Decoder decoder) {
        return of(pair, decoder.decode(pair.phi(), pair.x()));
    }

    private static boolean isMisjudged(Surd truth, Surd decoded, BigFraction mid) {
        int side = truth.compareTo(mid);
        return side != 0 && side != decoded.compareTo(mid);
    }
}
