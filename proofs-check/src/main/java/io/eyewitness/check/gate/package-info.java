/** The gate: examines all evidence, derives each claim's verdict by the rules of the theory, compares with the ledger. */
package io.eyewitness.check.gate;
