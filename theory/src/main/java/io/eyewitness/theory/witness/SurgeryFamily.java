package io.eyewitness.theory.witness;

/**
 * Rows 1, 2 and 5: surgery on a constant with one dip and one peak. Any a != b, any h, any x off a and b.
 *
 * @param functionClass F, NN or PAFF
 */
record SurgeryFamily(FunctionClass functionClass) implements WitnessFamily {
    @Override
    public WitnessPair pair(Request request) {
        Admissible.require(
                request.phi().range().signum() > 0, "m must be below M; a constant unit has no witness pair");
        ConeSurgery recipe = SurgeryPlan.onConstant(
                request.phi(), request.h(), request.x(), functionClass == FunctionClass.NN, request.seed());
        return WitnessPair.of(functionClass, request.phi(), recipe.surgery().x(), request.h(), recipe);
    }
}
