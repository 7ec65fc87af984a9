/** Formulas given to solvers: through Z3's Java API, and as SMT-LIB 2 text. */
package io.eyewitness.theory.solver;
