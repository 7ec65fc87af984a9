/** All experiments on one network, beside the ledger. */
package io.eyewitness.nn.audit;
