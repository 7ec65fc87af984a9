package io.eyewitness.theory.witness;

import org.apache.commons.numbers.fraction.BigFraction;

/** Row 8: affine units with two weights swapped. d at least 2, opposite vertices, any h. */
record AffineFamily() implements WitnessFamily {
    @Override
    public FunctionClass functionClass() {
        return FunctionClass.AFF;
    }

    @Override
    public WitnessPair pair(Request request) {
        Admissible.require(
                request.phi().range().signum() > 0, "m must be below M; a constant unit has no witness pair");
        BigFraction share = request.h().divide(request.phi().range());
        WeightSwap recipe = new WeightSwap(request.phi(), share, request.h());
        Admissible.require(request.x().isEmpty(), "AFF fixes x = " + recipe.x() + "; leave x out");
        return WitnessPair.of(functionClass(), request.phi(), recipe.x(), request.h(), recipe);
    }
}
