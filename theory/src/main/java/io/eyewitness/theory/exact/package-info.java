/** Exact numbers: rationals, sums of square roots, points of the unit cube, norms. */
package io.eyewitness.theory.exact;
