package io.eyewitness.check.cli;

import io.eyewitness.check.bundle.Bundle;
import io.eyewitness.theory.claim.Ledger;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads input files. */
final class Inputs {
    private Inputs() {}

    /**
     * The text of a file, which may be as large as a file of a bundle.
     *
     * @throws IOException naming the file that cannot be read, and the reason
     */
    private static String text(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new FileSystemException(file.toString(), null, "it is a directory, not a file");
        }
        return Bundle.text(file);
    }

    /**
     * A ledger of claims.
     *
     * @throws IllegalArgumentException naming the fault
     */
    static Ledger ledger(Path file) throws IOException {
        try {
            return Ledger.parse(text(file));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + " is not a ledger: " + e.getMessage(), e);
        }
    }
}
