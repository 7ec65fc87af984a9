/**
 * The structural rules: the verdicts on the theorems of the ledger, from obligations that the kernel has proven. Trusted, like the
 * kernel: each rule's proof is in its Javadoc. What a verdict rests on is stated here alone; the gate holds the ledger's lists to it.
 */
package io.eyewitness.check.rules;
