package io.eyewitness.nn.progress;

/** A listener to the progress of a computation, which consists of stages and each stage of parts. */
@FunctionalInterface
public interface Progress {
    /** The number of parts of a stage where it is not known. */
    long UNKNOWN = -1;

    /** Ignores all. */
    Progress NONE = parts -> {};

    /** So many more parts of the stage are finished. */
    void finished(long parts);

    /** A stage begins, and the one before it is over. */
    default void started(String stage, long parts) {}

    /** A part is finished, and its state, such as a loss, is worth showing. */
    default void finishedOne(String state) {
        finished(1);
    }

    /** An intermediate result, as a line of text. */
    default void reached(String line) {}

    /** A sentence that the user should read, such as which files of a data set were skipped. */
    default void note(String sentence) {}
}
