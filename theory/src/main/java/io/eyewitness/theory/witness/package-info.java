/** Witness pairs: two units of a class with the same visualization and different values at a point. */
package io.eyewitness.theory.witness;
