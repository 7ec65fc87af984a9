package io.eyewitness.theory.file;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A hidden folder, in which files are written before each is moved to its place beside the folder as a whole. Several threads may use it. */
public final class DraftFolder implements AutoCloseable {
    private final OwnedDirectory drafts;

    private DraftFolder(OwnedDirectory drafts) {
        this.drafts = drafts;
    }

    /**
     * Makes a folder, and first deletes those that processes which were killed left there.
     *
     * @param parent where the files are to be
     * @param prefix of the name of the folder; it begins with a dot
     */
    public static DraftFolder create(Path parent, String prefix) throws IOException {
        return new DraftFolder(OwnedDirectory.create(parent, prefix));
    }

    /** Writes a file, which may be there. Different threads write files with different names. */
    public void write(Path target, byte[] content) throws IOException {
        Path draft = drafts.path().resolve("draft" + target.getFileName());
        Files.write(draft, content);
        try {
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(draft, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Deletes the folder. */
    @Override
    public void close() throws IOException {
        drafts.close();
    }
}
