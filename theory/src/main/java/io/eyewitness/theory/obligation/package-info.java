/** The obligations of the theory as formulas: hypotheses imply a conclusion. */
package io.eyewitness.theory.obligation;
