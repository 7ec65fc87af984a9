package io.eyewitness.theory.evidence;

import io.eyewitness.theory.witness.WitnessPair;

/**
 * A witness pair for one row of the table.
 *
 * @param id {@code witness:}, the class, the dimension, a number
 * @param pair the pair
 */
public record WitnessEvidence(String id, WitnessPair pair) implements Evidence {}
