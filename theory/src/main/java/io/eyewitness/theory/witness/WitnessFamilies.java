package io.eyewitness.theory.witness;

/** The witness families of all rows that have one. Source: theory.md section 3. */
public final class WitnessFamilies {
    private WitnessFamilies() {}

    /**
     * The family of a class.
     *
     * @throws IllegalArgumentException for AFF1 and CONST, which are understood
     */
    public static WitnessFamily of(FunctionClass functionClass) {
        return switch (functionClass) {
            case F, NN, PAFF -> new SurgeryFamily(functionClass);
            case ERM -> new RiskFamily();
            case LIP -> new LipschitzFamily();
            case MONO -> new MonotoneFamily();
            case CONV -> new ConvexFamily();
            case AFF -> new AffineFamily();
            case AFF1, CONST ->
                throw new IllegalArgumentException(
                        functionClass.symbol() + " is understood from its visualization; it has no witness pair");
        };
    }
}
