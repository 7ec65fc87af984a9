/**
 * The table as theorems: the Coq development on the class path, the Coq file that states the ledger's claims in its definitions, the
 * run of Coq over both, and the record of such a run.
 */
package io.eyewitness.check.formal;
