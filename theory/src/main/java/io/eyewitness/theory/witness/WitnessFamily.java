package io.eyewitness.theory.witness;

import io.eyewitness.theory.function.FunctionClass;
import java.util.function.Function;

/**
 * The witness pairs of one class, one for each request: the evidence of a "No" in the table.
 *
 * <p>Source: theory.md sections 2 and 3.
 *
 * @param functionClass the class
 * @param pairs builds the pair for a request; the same for equal requests
 */
public record WitnessFamily(FunctionClass functionClass, Function<PairRequest, WitnessPair> pairs) {
    /**
     * The family of a class.
     *
     * @throws IllegalArgumentException for AFF1 and CONST, which are understood
     */
    public static WitnessFamily of(FunctionClass functionClass) {
        Function<PairRequest, Construction> construction = switch (functionClass) {
            case F, PAFF -> request -> ConeSurgery.onConstant(request, false);
            case NN -> request -> ConeSurgery.onConstant(request, true);
            case ERM -> RiskSurgery::of;
            case LIP -> LipschitzPair::of;
            case MONO -> MonotoneOrConvexPair::monotone;
            case CONV -> MonotoneOrConvexPair::convex;
            case AFF -> AffinePair::of;
            case AFF1, CONST ->
                throw new IllegalArgumentException(
                        functionClass.symbol() + " is understood from its visualization; it has no witness pair");
        };
        return new WitnessFamily(functionClass, request -> WitnessPair.of(functionClass, construction.apply(request)));
    }

    /**
     * The pair for a request; the same for equal requests.
     *
     * @throws IllegalArgumentException if theory.md shows no such pair
     */
    public WitnessPair pair(PairRequest request) {
        return pairs.apply(request);
    }
}
