/**
 * The structural rules: from obligations that the kernel has proven to the verdicts of the table. Trusted, like the kernel: what
 * a rule says stands, with its proof, in its Javadoc.
 */
package io.eyewitness.check.rules;
