package io.eyewitness.theory.witness;

import io.eyewitness.theory.formula.Formula;
import java.util.List;

/**
 * What a witness pair is built from, with the exact conditions under which theory.md proves that it is one.
 *
 * <p>Source: theory.md sections 2 to 4.
 */
public sealed interface Recipe permits ConeSurgery, RiskSurgery, GivenSurgery, ProfileBlend, WeightSwap, EnvelopePair {
    /** The two units that the recipe proves to be a pair. */
    UnitPair units();

    /** Each condition that does not hold, as a sentence; empty if the recipe proves its pair. */
    List<String> violations();

    /**
     * What else must be valid, as formulas over x1, ..., xd, and neither evaluation nor interval arithmetic has shown: a
     * solver's part. Empty for everything but surgery on a unit whose range was given.
     */
    default List<Formula> assumptions() {
        return List.of();
    }
}
