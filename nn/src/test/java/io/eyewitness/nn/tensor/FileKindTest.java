package io.eyewitness.nn.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileKindTest {
    @ParameterizedTest
    @ValueSource(strings = {"$(touch seen).pt", "`touch seen`.pt", "it's.pt", "a\"; touch seen; \".pt", "a\\.pt"})
    void theNameOfAFileIsNoPartOfACommandThatItWouldChange(String name) {
        for (FileKind kind : FileKind.values()) {
            assertFalse(kind.advice(Path.of(name)).contains(name), kind.name());
        }
        String advice = FileKind.PICKLE.advice(Path.of(name));
        assertTrue(advice.contains("torch.load('FILE',") && advice.contains("'FILE.safetensors')"), advice);
    }

    @Test
    void filesOfOtherProgramsAreCalledByTheirNames(@TempDir Path directory) throws IOException {
        Map<String, byte[]> starts = Map.of(
                "NumPy", new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, 'v', 0, '{', '}'},
                "GGUF", new byte[] {'G', 'G', 'U', 'F', 3, 0, 0, 0, 0, 0, 0, 0});
        for (String name : starts.keySet()) {
            Path file = Files.write(directory.resolve("weights"), starts.get(name));
            String told = assertThrows(IllegalArgumentException.class, () -> Safetensors.read(file))
                    .getMessage();
            assertTrue(told.startsWith(file + ": ") && told.contains(name), told);
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void whatIsThereButNoFileIsNotSaidToBeAbsent() {
        String told = assertThrows(IllegalArgumentException.class, () -> Safetensors.read(Path.of("/dev/null")))
                .getMessage();
        assertEquals("/dev/null: it is a pipe or a device, no file", told);
    }

    /** As on a disk that fails. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void aFileThatCannotBeReadToItsEndIsNamed() {
        Path file = Path.of("/proc/self/mem");
        assertThrows(IOException.class, () -> Files.readAllBytes(file));
        IOException told = assertThrows(UncheckedIOException.class, () -> Safetensors.read(file))
                .getCause();
        assertEquals(
                file.toString(),
                assertInstanceOf(FileSystemException.class, told).getFile());
    }

    @ParameterizedTest
    @EnumSource(names = {"PICKLE", "SHARD_INDEX"})
    void anOrdinaryNameStandsThere(FileKind kind) {
        assertTrue(kind.advice(Path.of("dir", "net-1.2 a.pt")).contains("'net-1.2 a.pt'"));
    }
}
