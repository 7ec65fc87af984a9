/** The one small term language in which every obligation and every piecewise affine function is written. */
package io.eyewitness.theory.formula;
