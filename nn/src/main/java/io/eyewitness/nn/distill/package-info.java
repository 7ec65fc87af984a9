/**
 * The claims of the article "Feature Visualization" (Olah, Mordvintsev and Schubert, Distill 2017), measured: V1 to V6. The
 * criteria stand in the ledger; here are only the numbers, unit by unit.
 */
package io.eyewitness.nn.distill;
