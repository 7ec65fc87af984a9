package io.eyewitness.nn.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.eyewitness.theory.house.DocumentCommands;
import io.eyewitness.theory.house.DocumentCommands.Outcome;
import io.eyewitness.theory.house.DocumentCommands.Part;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the commands of README.md and docs/*.md that are about networks. */
class DocumentsTest {
    @TempDir
    Path directory;

    @Test
    void eachCommandDoesItsWork() throws Exception {
        List<Outcome> outcomes = DocumentCommands.run(directory, Main.class, Part.NN);
        for (Outcome outcome : outcomes) {
            assertEquals(0, outcome.code(), outcome.toString());
        }
        assertTrue(outcomes.size() >= 4, "there are " + outcomes);
        for (String folder : List.of("visualization", "joint", "examples")) {
            Path guide = directory.resolve("docs-guide.md");
            assertTrue(Files.size(guide.resolve(folder).resolve("contact-sheet.png")) > 0, folder);
        }
    }

    @Test
    void eachCommandThatIsNotRunIsUnderstood() throws Exception {
        List<Outcome> outcomes = DocumentCommands.parse(directory, Main.class, Part.NN);
        for (Outcome outcome : outcomes) {
            assertEquals(0, outcome.code(), outcome.toString());
        }
        assertTrue(outcomes.size() >= 9, "there are " + outcomes);
    }
}
