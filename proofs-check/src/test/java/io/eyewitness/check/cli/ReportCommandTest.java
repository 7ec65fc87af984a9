package io.eyewitness.check.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.eyewitness.check.bundle.Forged;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportCommandTest {
    @TempDir
    Path folder;

    @Test
    void aGoodBundleBecomesAPage() throws IOException {
        Path page = folder.resolve("page.html");
        Run run = Run.of("report", "--evidence", Forged.produced().toString(), "--out", page.toString())
                .succeeded();
        assertTrue(run.output().endsWith("30 of 30 cells hold\nThe page is in " + page + "\n"), run.output());
        assertTrue(Files.readString(page).startsWith("<!DOCTYPE html>"));
    }

    @Test
    void aBundleThatCheckRefusesBecomesNone() throws IOException {
        for (Map.Entry<String, String> file : Forged.GOOD.files().entrySet()) {
            Path copy = folder.resolve("bundle").resolve(file.getKey());
            Files.createDirectories(copy.getParent());
            Files.writeString(copy, file.getValue().replace("\"seed\" : \"1\"", "\"seed\" : \"2\""));
        }
        Path page = folder.resolve("page.html");
        Run run = Run.of("report", "--evidence", folder.resolve("bundle").toString(), "--out", page.toString());
        assertEquals(1, run.exitCode(), run.errors());
        assertTrue(run.errors().contains("is refused, so there is no page: "), run.errors());
        assertFalse(Files.exists(page));
    }

    @Test
    void aFolderThatIsNotThereIsBadInput() {
        Run.of("report", "--evidence", folder.resolve("nowhere").toString()).refused("nowhere");
    }
}
