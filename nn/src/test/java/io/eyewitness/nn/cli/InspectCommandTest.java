package io.eyewitness.nn.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code nn inspect} and {@code nn detect} from the command line. */
class InspectCommandTest {
    @TempDir
    private Path directory;

    private Run inspect(String... options) {
        List<String> all = new ArrayList<>(List.of("inspect", "--data=built-in", "--steps=1", "--set=naturals=110"));
        all.addAll(List.of("--units=logit:1,logit:2", "--out=" + directory.resolve("out")));
        all.addAll(List.of(options));
        return Run.of(all.toArray(String[]::new));
    }

    /** After one step a visualization is nearly the start, which is like no other image: clean units of other networks are not like that. */
    @Test
    void formatsAndExitCodesSayWhatWasFound() throws Exception {
        Run json = inspect("--format=json").done();
        assertEquals(Files.readString(directory.resolve("out/inspection.json")), json.output());
        String verdict = new ObjectMapper()
                .readTree(json.output())
                .get("units")
                .get(0)
                .get("verdict")
                .asText();
        Run junit = inspect("--format=junit", "--force", "--fail-on=doubtful");
        assertTrue(junit.output().startsWith("<?xml") && junit.output().contains("name=\"logit:2\""), junit.output());
        boolean isGood = junit.output().contains("failures=\"0\"");
        assertEquals(isGood ? 0 : 1, junit.exitCode());
        Run text = inspect("--force", "--fail-on=manipulated");
        assertTrue(text.output().contains("logit:1: " + verdict), text.output());
        assertEquals(text.output().contains(": manipulated?") ? 1 : 0, text.exitCode());
        inspect().refused("--force");
        Run.of("detect", "clean=" + directory.resolve("out"), "circuit=" + directory.resolve("out"))
                .refused("clean inspections of 1 network");
        Run.of("detect", "clean", "circuit=x").refused("'clean' is no NAME=DIR");
    }
}
