package io.eyewitness.check.kernel;

/** What the kernel says of a script and a proof. */
public sealed interface Verdict permits Proven, Rejected {}
