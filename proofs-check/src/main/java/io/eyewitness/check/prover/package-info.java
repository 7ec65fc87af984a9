/** The search for proofs: case splits, and linear programs at the leaves. Nothing here is trusted; the kernel checks what it finds. */
package io.eyewitness.check.prover;
