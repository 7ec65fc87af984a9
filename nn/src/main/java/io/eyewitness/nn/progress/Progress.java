package io.eyewitness.nn.progress;

/** A listener to the progress of a computation, which has stages, each with a number of parts. */
@FunctionalInterface
public interface Progress {
    /** Stands for an unknown number of parts. */
    long UNKNOWN = -1;

    /** A listener that ignores everything. */
    Progress NONE = parts -> {};

    /** A number of parts of the stage are finished. */
    void finished(long parts);

    /** A stage begins, and the stage before it is finished. */
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
