/** Runs all experiments on one network, and compares their outcomes with the ledger. */
package io.eyewitness.nn.audit;
