package io.eyewitness.nn.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.eyewitness.theory.file.NativeLibrary;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstalledLibtorchTest {
    private static final String FLAVOUR = "PYTORCH_FLAVOR";

    @TempDir
    private Path root;

    private Path lib;

    @BeforeEach
    void install() throws IOException {
        lib = Files.createDirectories(root.resolve("libtorch/lib"));
        Files.createFile(lib.resolve(System.mapLibraryName("torch")));
    }

    @AfterEach
    void forget() {
        System.clearProperty(FLAVOUR);
    }

    private void refused(String folders, String... parts) {
        String sentence = assertThrows(NativeLibrary.Unusable.class, () -> InstalledLibtorch.chosen(folders))
                .getMessage();
        for (String part : parts) {
            assertTrue(sentence.contains(part), sentence);
        }
    }

    @Test
    void nothingIsChosenWhereNothingIsNamed() {
        assertEquals(Optional.empty(), InstalledLibtorch.chosen(null));
        assertEquals(Optional.empty(), InstalledLibtorch.chosen(""));
    }

    /** DJL would use its own library and not say so. */
    @Test
    void aFolderWithoutALibraryIsRefused() {
        refused(root.toString(), "PYTORCH_LIBRARY_PATH is " + root, "which holds no libtorch", "docs/gpu.md");
        refused("\0", "which holds no libtorch");
    }

    @Test
    void anotherVersionIsRefusedAndTheBindingsIsNot() throws IOException {
        Files.writeString(lib.resolveSibling("version.py"), "__version__ = '2.11.0+cu130'\ndebug = False\n");
        refused(lib.toString(), "is 2.11.0", "2.7.1");
        Files.writeString(lib.resolveSibling("build-version"), "2.7.1+cu128\n");
        assertEquals(Optional.of(lib), InstalledLibtorch.chosen(root + File.pathSeparator + lib));
    }

    @Test
    void theBindingIsThatForCudaWhereTheLibraryIs() throws IOException {
        InstalledLibtorch.chosen(lib.toString());
        assertEquals("cpu", System.getProperty(FLAVOUR));
        Files.createFile(lib.resolve(System.mapLibraryName("torch_cuda")));
        InstalledLibtorch.chosen(lib.resolve(System.mapLibraryName("torch")).toString());
        assertEquals("cu128", System.getProperty(FLAVOUR));
    }
}
