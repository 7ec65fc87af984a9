package io.eyewitness.theory.console;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Turns what the platform throws for bad input into one sentence for people. */
final class Sentences {
    private Sentences() {}

    static String of(Exception problem) {
        if (problem instanceof FileSystemException file) {
            return file.getFile() + ": " + reason(file);
        }
        return problem.getMessage() == null ? problem.toString() : problem.getMessage();
    }

    static String reason(FileSystemException problem) {
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
        return problem.getReason() == null ? "it cannot be read or written" : problem.getReason();
    }
}
