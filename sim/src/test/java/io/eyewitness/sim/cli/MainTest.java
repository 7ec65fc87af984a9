package io.eyewitness.sim.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.eyewitness.theory.house.HelpTexts;
import java.util.List;
import org.junit.jupiter.api.Test;

class MainTest {
    @Test
    void helpIsText() {
        assertEquals(List.of(), HelpTexts.broken(Main.commandLine()));
    }
}
