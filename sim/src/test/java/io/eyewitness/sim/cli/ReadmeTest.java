package io.eyewitness.sim.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.eyewitness.theory.house.ReadmeCommands;
import io.eyewitness.theory.house.ReadmeCommands.Outcome;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the commands of README.md that simulate. */
class ReadmeTest {
    @TempDir
    private Path directory;

    @Test
    void eachCommandDoesItsWork() throws Exception {
        ReadmeCommands commands = new ReadmeCommands(directory, Main.class);
        List<String> all = ReadmeCommands.ofSimulations();
        assertTrue(all.size() >= 4, "README.md has " + all);
        for (String command : all) {
            Outcome outcome = commands.run(command);
            assertEquals(0, outcome.code(), command + "\n" + outcome.output());
        }
    }
}
