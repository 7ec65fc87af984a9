package io.eyewitness.nn.cli;

import ai.djl.engine.EngineException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Turns what is thrown for bad input into one sentence for people. */
final class Problem {
    private Problem() {}

    /** Whether it is the user's to mend, and not a defect. */
    static boolean isInput(Exception problem) {
        return problem instanceof IllegalArgumentException
                || problem instanceof IOException
                || problem instanceof UncheckedIOException;
    }

    /** Whether a device has too little memory, which PyTorch tells as {@code CUDA out of memory}, for example. */
    static boolean isOutOfMemory(Exception problem) {
        return problem instanceof EngineException
                && String.valueOf(problem.getMessage()).contains("out of memory");
    }

    /** What to do about it. */
    static String outOfMemory(Exception problem) {
        String told = problem.getMessage().lines().findFirst().orElse("").strip();
        return "the device has too little memory for this (" + told
                + "); ask for fewer images at once (fewer --unit, a smaller --batch), a smaller --size, or --device cpu";
    }

    static String sentence(Exception problem) {
        if (problem instanceof UncheckedIOException unchecked && unchecked.getCause() instanceof FileSystemException) {
            return sentence(unchecked.getCause());
        }
        if (problem instanceof FileSystemException file) {
            return file.getFile() + ": " + reason(file);
        }
        return problem.getMessage() == null ? problem.toString() : problem.getMessage();
    }

    private static String reason(FileSystemException problem) {
        if (problem instanceof NoSuchFileException) {
            return "there is no such file or directory";
        }
        if (problem instanceof AccessDeniedException) {
            return "access is denied";
        }
        if (problem instanceof NotDirectoryException) {
            return "it is not a directory";
        }
        return problem.getReason() == null ? "it cannot be read or written" : problem.getReason();
    }
}
