package io.eyewitness.theory.file;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/** The reasons why a file cannot be read or written, in plain words. */
public final class Reasons {
    private static final String UNKNOWN = "it cannot be read or written";

    private Reasons() {}

    /** A problem that names the file: what goes wrong while an open file is read, as on a failing disk, does not. */
    public static IOException naming(Path file, IOException problem) {
        boolean names = problem instanceof FileSystemException
                || String.valueOf(problem.getMessage()).startsWith(file + ": ");
        if (names) {
            return problem;
        }
        FileSystemException named = new FileSystemException(file.toString(), null, of(problem));
        named.initCause(problem);
        return named;
    }

    /** The reason alone, without the file. */
    public static String of(IOException problem) {
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
