/** The solvers on the very text of the obligations' scripts, and whether they agree. */
package io.eyewitness.check.solver;
