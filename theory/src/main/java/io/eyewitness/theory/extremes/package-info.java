/** The exact extremes and tie sets of piecewise affine units, decided by a solver. */
package io.eyewitness.theory.extremes;
