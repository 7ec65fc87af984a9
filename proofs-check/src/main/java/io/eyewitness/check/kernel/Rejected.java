package io.eyewitness.check.kernel;

/**
 * The script or the proof was not accepted. The statement may be true all the same.
 *
 * @param reason what was wrong, and at which step (the first is 1)
 */
public record Rejected(String reason) implements Verdict {}
