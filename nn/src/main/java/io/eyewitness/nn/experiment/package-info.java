/**
 * What all experiments share: numbers for each unit, and the criterion that the ledger fixed before they were known. The gate,
 * not this package, decides.
 */
package io.eyewitness.nn.experiment;
