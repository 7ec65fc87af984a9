package io.eyewitness.nn.progress;

import java.util.function.Supplier;

/** A listener to the progress of a computation, which has stages, each with a number of parts, and the keeper of parts that take long. */
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

    /**
     * A part of the computation that takes long: computed, or what a stopped run has kept. A computation asks for the same parts in the same order
     * whenever it is run.
     *
     * @param name of parts of this kind, fit for a file
     * @param form in which it is kept
     */
    default <T> T part(String name, PartForm<T> form, Supplier<T> computed) {
        return computed.get();
    }

    /** A sentence that the user should read, such as which files of a data set were skipped. */
    default void note(String sentence) {}
}
