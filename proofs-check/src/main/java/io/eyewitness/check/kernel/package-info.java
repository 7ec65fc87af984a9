/**
 * All that must be trusted: it reads the SMT-LIB script of an obligation and a proof, and is the only code that makes a
 * {@link io.eyewitness.check.kernel.Proven}. It depends on the JDK, {@code BigFraction} and the formula type alone.
 *
 * <p>Why it is sound: at every node of a proof, each {@link io.eyewitness.check.kernel.Signs} that the {@link
 * io.eyewitness.check.kernel.Branch} holds is a consequence of the script's assertions and of the splits above. A split
 * q &gt; 0 or q &lt;= 0 loses no point; a leaf is accepted only if no point is left.
 */
package io.eyewitness.check.kernel;
