/**
 * The claims of the article "Feature Visualization" (Olah, Mordvintsev and Schubert, Distill 2017), measured: V1 to V6. The criteria are in the
 * ledger; this package measures the numbers of each unit.
 */
package io.eyewitness.nn.distill;
