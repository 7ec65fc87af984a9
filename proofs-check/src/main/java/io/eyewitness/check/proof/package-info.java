/** Proofs as files that people can read and compare. Nothing here is trusted: the kernel checks what is read. */
package io.eyewitness.check.proof;
