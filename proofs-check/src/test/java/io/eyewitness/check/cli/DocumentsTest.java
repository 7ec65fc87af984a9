package io.eyewitness.check.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.eyewitness.theory.evidence.EvidenceJson;
import io.eyewitness.theory.house.DocumentCommands;
import io.eyewitness.theory.house.DocumentCommands.Outcome;
import io.eyewitness.theory.house.DocumentCommands.Part;
import io.eyewitness.theory.house.Documents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the commands of README.md and docs/*.md, but for those of the modules sim and nn, which those run. */
class DocumentsTest {
    private static final Path CI = Path.of("..", ".ci", "run");
    private static final Pattern WRITTEN = Pattern.compile("--(?:out|plot) (\\S+)");

    @TempDir
    Path directory;

    @Test
    void eachCommandDoesWhatItSaysAndTheTableStandsThereAsItPrints() throws Exception {
        String shown = Documents.blocks(Documents.README, "text").get(0);
        List<Outcome> outcomes = DocumentCommands.run(directory, Main.class, Part.TABLE);
        for (Outcome outcome : outcomes) {
            assertEquals(0, outcome.code(), outcome.toString());
            if (outcome.command().equals("./eyewitness table")) {
                assertTrue(outcome.output().contains(shown), outcome.output());
            }
            for (MatchResult file : WRITTEN.matcher(outcome.command()).results().toList()) {
                assertTrue(Files.size(outcome.folder().resolve(file.group(1))) > 0, outcome.toString());
            }
        }
        assertTrue(outcomes.size() >= 10, "there are " + outcomes);
    }

    @Test
    void eachCommandThatIsNotRunIsUnderstood() throws Exception {
        List<Outcome> outcomes = DocumentCommands.parse(directory, Main.class, Part.TABLE);
        for (Outcome outcome : outcomes) {
            assertEquals(0, outcome.code(), outcome.toString());
        }
        assertTrue(outcomes.size() >= 3, "there are " + outcomes);
    }

    @Test
    void theResultsStandThereAsTheyAreDecided() throws IOException {
        Path report = directory.resolve("table.json");
        Run.of("table", "--format", "json", "--out", report.toString(), "--evidence", directory + "/evidence")
                .succeeded();
        JsonNode claims = EvidenceJson.mapper().readTree(report.toFile()).get("claims");
        String results = Documents.text("docs/results.md");
        List<String> tables = new ArrayList<>(ResultTables.of(claims));
        tables.add(ResultTables.overview(claims));
        assertTrue(tables.size() > 10, "there are " + tables);
        for (String table : tables) {
            assertTrue(results.contains("\n\n" + table + "\n"), "docs/results.md lacks this table:\n" + table);
        }
    }

    @Test
    void theTwoCommandsAreTheOnesThatCiRunsFirst() throws IOException {
        List<String> two = Documents.blocks(Documents.README, "sh").subList(0, 2);
        assertEquals(List.of("./eyewitness table\n", DocumentCommands.TESTS + "\n"), two);
        assertTrue(Files.readString(CI).contains("\nNEWCOMER='\n" + String.join("", two) + "'\n"));
    }
}
