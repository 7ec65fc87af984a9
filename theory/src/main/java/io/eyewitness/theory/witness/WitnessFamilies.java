package io.eyewitness.theory.witness;

import java.util.function.Function;

/** The witness families of all rows that have one. Source: theory.md section 3. */
public final class WitnessFamilies {
    private WitnessFamilies() {}

    private record Family(FunctionClass functionClass, Function<PairRequest, Construction> construction)
            implements WitnessFamily {
        @Override
        public WitnessPair pair(PairRequest request) {
            return WitnessPair.of(functionClass, construction.apply(request));
        }
    }

    /**
     * The family of a class.
     *
     * @throws IllegalArgumentException for AFF1 and CONST, which are understood
     */
    public static WitnessFamily of(FunctionClass functionClass) {
        return new Family(
                functionClass,
                switch (functionClass) {
                    case F, PAFF -> request -> ConeSurgery.onConstant(request, false);
                    case NN -> request -> ConeSurgery.onConstant(request, true);
                    case ERM -> RiskSurgery::of;
                    case LIP -> EnvelopePair::of;
                    case MONO -> ProfileBlend::monotone;
                    case CONV -> ProfileBlend::convex;
                    case AFF -> WeightSwap::of;
                    case AFF1, CONST ->
                        throw new IllegalArgumentException(functionClass.symbol()
                                + " is understood from its visualization; it has no witness pair");
                });
    }
}
