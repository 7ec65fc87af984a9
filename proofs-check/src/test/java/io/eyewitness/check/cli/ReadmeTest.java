package io.eyewitness.check.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.eyewitness.theory.house.ReadmeCommands;
import io.eyewitness.theory.house.ReadmeCommands.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the commands of README.md, but for those about networks, which module nn runs. */
class ReadmeTest {
    private static final Path CI = Path.of("..", ".ci", "run");

    @TempDir
    Path directory;

    /** In one folder and in order, since a command may use what one before it wrote. */
    @Test
    void eachCommandDoesWhatItSaysAndTheTableStandsThereAsItPrints() throws Exception {
        String shown = ReadmeCommands.blocks("text").get(0);
        ReadmeCommands commands = new ReadmeCommands(directory, Main.class);
        for (String command : ReadmeCommands.ofTheTable()) {
            assertTrue(command.startsWith("./eyewitness "), command);
            Outcome outcome = commands.run(command);
            assertEquals(0, outcome.code(), command + "\n" + outcome.output());
            if (command.equals("./eyewitness table")) {
                assertTrue(outcome.output().startsWith(shown), outcome.output());
            }
            for (MatchResult file : Pattern.compile("--(?:out|plot) (\\S+)")
                    .matcher(command)
                    .results()
                    .toList()) {
                assertTrue(Files.size(directory.resolve(file.group(1))) > 0, command);
            }
        }
    }

    @Test
    void theTwoCommandsAreTheOnesThatCiRunsFirst() throws IOException {
        List<String> two = ReadmeCommands.blocks("sh").subList(0, 2);
        assertEquals(List.of("./eyewitness table\n", ReadmeCommands.TESTS + "\n"), two);
        assertTrue(Files.readString(CI).contains("\nNEWCOMER='\n" + String.join("", two) + "'\n"));
    }
}
