package io.eyewitness.theory.ask;

import org.apache.commons.numbers.fraction.BigFraction;

/** A decoder that may ask. */
public interface Asker {
    /** The name, which {@link Askers#byName} reads back if it is one of those. */
    String name();

    /**
     * Asks, takes {@link Interview#x}, and predicts the value there.
     *
     * @throws IllegalArgumentException if it does not play by the rules
     */
    BigFraction decode(Interview interview);
}
