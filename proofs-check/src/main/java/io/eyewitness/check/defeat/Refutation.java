package io.eyewitness.check.defeat;

import io.eyewitness.theory.decoder.Decoder;
import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.exact.Surd;
import io.eyewitness.theory.function.Unit;
import io.eyewitness.theory.witness.WitnessPair;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * A decoder, and a member of the class on which it both errs by R/2 - h at least and misjudges the side.
 *
 * <p>Source: theory.md section 2 (I1, I2), theorems 1 and 2. An answer at mid or above is judged on f2, one below on f1: that
 * member is on the other side of mid, and the answer is at least R/2 - h away from it.
 *
 * @param decoder the name of the decoder
 * @param pair the witness pair
 * @param decoded what the decoder says at x
 */
public record Refutation(String decoder, WitnessPair pair, Surd decoded) {
    public Refutation {
        if (!pair.hasOppositeSides()) {
            throw new IllegalArgumentException("the pair does not straddle mid at " + pair.x());
        }
    }

    /** Asks a decoder once. */
    public static Refutation of(Decoder decoder, WitnessPair pair) {
        return new Refutation(decoder.name(), pair, decoder.decode(pair.phi(), pair.x()));
    }

    /** Whether the member is f1, the one that is high at x. */
    public boolean isOnHigh() {
        return decoded.compareTo(pair.phi().mid()) < 0;
    }

    /** The name of the member. */
    public String name() {
        return isOnHigh() ? "f1" : "f2";
    }

    public Unit member() {
        return isOnHigh() ? pair.f1() : pair.f2();
    }

    /** The member's value at x. */
    public Surd truth() {
        return member().at(pair.x());
    }

    /** |truth - decoded|. */
    public Surd error() {
        return truth().minus(decoded).abs();
    }

    /** R/2 - h. */
    public BigFraction bound() {
        return pair.phi().range().multiply(Rationals.HALF).subtract(pair.h());
    }

    /** Whether the error is at least the bound. */
    public boolean isDefeated() {
        return error().compareTo(bound()) >= 0;
    }

    /** Whether the member is on one side of mid at x, and the answer is not. */
    public boolean isSideMisjudged() {
        int side = truth().compareTo(pair.phi().mid());
        return side != 0 && side != decoded.compareTo(pair.phi().mid());
    }
}
