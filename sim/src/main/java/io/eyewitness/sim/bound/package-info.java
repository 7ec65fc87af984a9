/**
 * Bounds on demand: linear programs whose floating-point solutions are made exact, and the certificates and members that they give
 * (experiments.md section 5).
 */
package io.eyewitness.sim.bound;
