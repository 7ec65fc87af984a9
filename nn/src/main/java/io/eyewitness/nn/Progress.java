package io.eyewitness.nn;

/** Told how far an experiment is. */
@FunctionalInterface
public interface Progress {
    /** So many more of the parts that it counts are finished. */
    void finished(int parts);
}
