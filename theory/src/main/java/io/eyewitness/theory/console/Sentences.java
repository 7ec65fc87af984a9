package io.eyewitness.theory.console;

import io.eyewitness.theory.file.Reasons;
import java.nio.file.FileSystemException;

/** Turns what the platform throws for bad input into one sentence for people. */
final class Sentences {
    private Sentences() {}

    static String of(Exception problem) {
        if (problem instanceof FileSystemException file) {
            return file.getFile() + ": " + Reasons.of(file);
        }
        return problem.getMessage() == null ? "something cannot be read or written" : problem.getMessage();
    }
}
