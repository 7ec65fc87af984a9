package io.eyewitness.theory.console;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Turns what the platform throws for bad input into one sentence for people. */
final class Sentences {
    private static final String UNKNOWN = "it cannot be read or written";

    private Sentences() {}

    static String of(Exception problem) {
        if (problem instanceof FileSystemException file) {
            return file.getFile() + ": " + reason(file);
        }
        return problem.getMessage() == null ? "something cannot be read or written" : problem.getMessage();
    }

    static String reason(IOException problem) {
        if (!(problem instanceof FileSystemException file)) {
            return problem.getMessage() == null ? UNKNOWN : problem.getMessage();
        }
        if (problem instanceof NoSuchFileException) {
            return "there is no such file or directory";
        }
        if (problem instanceof AccessDeniedException) {
            return "access is denied";
        }
        if (problem instanceof NotDirectoryException) {
            return "it is not a directory";
        }
        if (problem instanceof FileAlreadyExistsException) {
            return "a file of that name is in the way";
        }
        return file.getReason() == null ? UNKNOWN : file.getReason();
    }
}
