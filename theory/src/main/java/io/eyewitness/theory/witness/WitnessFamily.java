package io.eyewitness.theory.witness;

/**
 * The witness pairs of one class, one for each request: the evidence of a "No" in the table.
 *
 * <p>Source: theory.md section 2.
 */
public interface WitnessFamily {
    FunctionClass functionClass();

    /**
     * The pair for a request; the same for equal requests.
     *
     * @throws IllegalArgumentException if theory.md shows no such pair
     */
    WitnessPair pair(PairRequest request);
}
