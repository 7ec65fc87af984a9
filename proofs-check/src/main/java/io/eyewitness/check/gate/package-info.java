/** The gate: derives the verdict on each claim from the findings on the evidence, and compares it with the ledger. */
package io.eyewitness.check.gate;
