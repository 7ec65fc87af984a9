package io.eyewitness.nn.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.eyewitness.theory.house.ReadmeCommands;
import io.eyewitness.theory.house.ReadmeCommands.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the commands of README.md that are about networks. */
class ReadmeTest {
    @TempDir
    Path directory;

    @Test
    void eachCommandDoesItsWork() throws Exception {
        ReadmeCommands commands = new ReadmeCommands(directory, Main.class);
        List<String> all = ReadmeCommands.ofNetworks();
        assertTrue(all.size() >= 4, "README.md has " + all);
        for (String command : all) {
            Outcome outcome = commands.run(command);
            assertEquals(0, outcome.code(), command + "\n" + outcome.output());
        }
        for (String folder : List.of("visualization", "joint", "examples")) {
            assertTrue(Files.size(directory.resolve(folder).resolve("contact-sheet.png")) > 0, folder);
        }
    }
}
