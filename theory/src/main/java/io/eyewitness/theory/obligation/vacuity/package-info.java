/**
 * Vacuity of the obligations: the hypotheses of each have a model, and each hypothesis is needed, or known not to be. A solver finds
 * the models; exact evaluation checks them.
 */
package io.eyewitness.theory.obligation.vacuity;
