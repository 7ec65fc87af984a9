package io.eyewitness.theory.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnDecoderTest {
    @Test
    void theExampleDefeatsItsDecoderWithThePublicApiAlone(@TempDir Path folder)
            throws IOException, InterruptedException {
        Example example = Example.run("OwnDecoder", folder);
        assertEquals(0, example.code(), example.output());
        assertEquals(Set.of(), example.internals());
        assertTrue(example.output().contains("no decoder has one below 499/100"), example.output());
    }
}
