package io.eyewitness.nn.tensor;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
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

    @ParameterizedTest
    @EnumSource(names = {"PICKLE", "SHARD_INDEX"})
    void anOrdinaryNameStandsThere(FileKind kind) {
        assertTrue(kind.advice(Path.of("dir", "net-1.2 a.pt")).contains("'net-1.2 a.pt'"));
    }
}
