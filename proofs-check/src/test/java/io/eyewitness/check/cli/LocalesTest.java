package io.eyewitness.check.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;

class LocalesTest {
    @Test
    void readsTheTerminalsCharactersFromTheEnvironment() {
        assertTrue(Locales.isUtf8(Map.of("LANG", "C.UTF-8")));
        assertTrue(Locales.isUtf8(Map.of("LANG", "C", "LC_ALL", "de_DE.utf8")));
        assertTrue(!Locales.isUtf8(Map.of("LANG", "de_DE.UTF-8", "LC_ALL", "C")));
        assertTrue(!Locales.isUtf8(Map.of()));
    }
}
