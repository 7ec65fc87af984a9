package io.eyewitness.check.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bounds say nothing of the table, so whoever asks for the table is not told that they hold. */
class CheckCommandTest {
    private static final String BOUNDS = Path.of(
                    "src", "test", "resources", "io", "eyewitness", "check", "bundle", "affine")
            .toString();

    @TempDir
    private Path empty;

    @Test
    void boundsAreCheckedOnlyIfAskedFor() {
        Run.of("check", BOUNDS).refused("it has no manifest.json; ./eyewitness check --bounds " + BOUNDS);
        String output = Run.of("check", "--bounds", BOUNDS).succeeded().output();
        assertTrue(output.contains("1 bound holds (kernel)"), output);
        assertTrue(output.contains("what else is in " + BOUNDS + " was not read"), output);
    }

    @Test
    void aDirectoryWithoutBoundsIsRefused() {
        Run.of("check", "--bounds", empty.toString()).refused("it holds no bounds");
    }
}
