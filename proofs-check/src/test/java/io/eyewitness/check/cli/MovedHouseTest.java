package io.eyewitness.check.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A checkout that was built, elsewhere, for somebody else, or where something is amiss. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a bash script")
class MovedHouseTest extends FakeHouse {
    private static final Path CP = Path.of("/bin/cp");

    private Path copied(String... options) throws Exception {
        assumeTrue(Files.isExecutable(CP), "there is no " + CP);
        Path copy = folder.resolve("copy of it");
        List<String> command = Stream.of(
                        Stream.of(CP.toString()), Stream.of(options), Stream.of(house.toString(), copy.toString()))
                .flatMap(part -> part)
                .toList();
        assertEquals(0, run(command.toArray(String[]::new)).exitCode());
        return copy;
    }

    @ParameterizedTest
    @ValueSource(strings = {"-r", "-a"})
    void aCopyRunsWithoutTheHouseThatItWasCopiedFrom(String option) throws Exception {
        jdk("17");
        launch();
        Path copy = copied(option);
        Files.move(house, folder.resolve("gone"));
        for (int i = 0; i < 2; i++) {
            Outcome outcome = run(copy + "/eyewitness", "table");
            assertEquals(new Outcome(0, outcome.output(), ""), outcome);
            assertTrue(outcome.output().contains(copy + "/target/launcher/proofs-check/lib/*"), outcome.output());
        }
        assertEquals(1, Files.readAllLines(copy.resolve("calls")).size());
    }

    @Test
    void aSourceThatIsNewerButSaysTheSameIsNotBuiltAgain() throws Exception {
        jdk("17");
        launch();
        Files.setLastModifiedTime(
                house.resolve(SOURCE), FileTime.from(Instant.now().plusSeconds(5)));
        assertEquals("", launch().errors());
        Files.writeString(house.resolve(SOURCE), "changed");
        launch();
        assertEquals(2, builds());
    }

    @Test
    void anArchiveIsLeftBehindOrFits() throws Exception {
        jdk("17");
        launch();
        Path copy = copied("-r");
        Outcome outcome = run(copy + "/eyewitness", "table");
        assertEquals(new Outcome(0, outcome.output(), ""), outcome);
        assertTrue(!outcome.output().contains(house.toString()), outcome.output());
    }

    @Test
    void whereItMustBuildAndCannotWriteItSaysSo() throws Exception {
        jdk("17");
        Files.createFile(house.resolve("target"));
        Outcome outcome = launch("table");
        assertEquals(3, outcome.exitCode());
        assertEquals(1, outcome.errors().lines().count(), outcome.errors());
        assertTrue(
                outcome.errors().contains(house + "/target/launcher/proofs-check cannot be written to"),
                outcome.errors());
    }

    @Test
    void aJavaThatDoesNotStartIsNoClaimThatFails() throws Exception {
        jdk("17");
        launch();
        script(
                path.resolve("java"),
                FAKE_JAVA.formatted("17")
                        + "case $* in *-Xbad*) echo 'Unrecognized option: -Xbad' >&2; exit 1 ;; esac\n");
        Outcome outcome = run("env", "EYEWITNESS_JAVA_OPTS=-Xbad", house + "/eyewitness", "table");
        assertEquals(3, outcome.exitCode(), outcome.output());
        assertTrue(
                outcome.errors().startsWith("eyewitness: Java does not start: ")
                        && outcome.errors().contains("EYEWITNESS_JAVA_OPTS"),
                outcome.errors());
        assertEquals(
                0,
                run("env", "EYEWITNESS_JAVA_OPTS=-Xmx1g", house + "/eyewitness", "table")
                        .exitCode());
    }

    @Test
    void temporaryFilesGoWhereTmpdirSays() throws Exception {
        jdk("17");
        Outcome outcome = run("env", "TMPDIR=/a b/c", house + "/eyewitness", "table");
        assertTrue(outcome.output().contains("-Djava.io.tmpdir=/a b/c\n"), outcome.output());
        assertFalse(outcome.output().contains("-Deyewitness.temporary="), outcome.output());
    }

    @Test
    void javaStartsWithAFolderOfItsOwnForTemporaryFiles() throws Exception {
        jdk("17");
        Path temporary = Files.createDirectory(folder.resolve("a temporary folder"));
        Outcome outcome = run("env", "TMPDIR=" + temporary, house + "/eyewitness", "table");
        try (Stream<Path> made = Files.list(temporary)) {
            Path one = made.findFirst().orElseThrow();
            assertTrue(outcome.output().contains("-Djava.io.tmpdir=" + one + "\n"), outcome.output());
            assertTrue(outcome.output().contains("-Deyewitness.temporary=" + one + "\n"), outcome.output());
            assertTrue(one.getFileName().toString().matches("eyewitness-[0-9]+"), one.toString());
            assertEquals("eyewitness lock\n", Files.readString(one.resolve("lock")));
        }
        Outcome other = run("env", "EYEWITNESS_JAVA_OPTS=-Djava.io.tmpdir=/x", house + "/eyewitness", "table");
        assertFalse(other.output().contains("-Deyewitness.temporary="), other.output());
    }

    @Test
    void librariesAreThoseOfTheLastBuild() throws Exception {
        jdk("17");
        launch();
        Path library = house.resolve("target/launcher/proofs-check/lib/library.jar");
        Files.createFile(library.resolveSibling("library-0.9.jar"));
        Files.writeString(house.resolve("library.jar"), "changed");
        launch();
        assertEquals("changed", Files.readString(library));
        assertFalse(Files.exists(library.resolveSibling("library-0.9.jar")));
        assertEquals(2, builds());
    }

    @Test
    void aHouseWithAColonInItsNameIsRefused() throws Exception {
        jdk("17");
        Path colon = Files.move(house, folder.resolve("a:b"));
        Outcome outcome = run(colon + "/eyewitness", "table");
        assertEquals(3, outcome.exitCode());
        assertTrue(outcome.errors().contains("a colon in its name"), outcome.errors());
    }
}
