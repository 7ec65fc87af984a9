package io.eyewitness.theory.witness;

import io.eyewitness.theory.function.Unit;

/**
 * The two units of a witness pair.
 *
 * @param f1 the one that is high at x
 * @param f2 the one that is low at x
 */
public record UnitPair(Unit f1, Unit f2) {}
