/**
 * Bounds on demand: what assumptions and observations leave open of f(x), as linear hypotheses, certificates and the members that
 * attain a bound (experiments.md section 5).
 */
package io.eyewitness.theory.bound;
