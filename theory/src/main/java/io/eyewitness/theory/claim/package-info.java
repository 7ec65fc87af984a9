/** The ledger: the claims as data, each with the verdict that is expected and the evidence that decides it. */
package io.eyewitness.theory.claim;
