package io.eyewitness.check.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A checkout that was built, where the system gives it too little. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a bash script")
class ScarceHouseTest extends FakeHouse {
    private static final String WEAK = """
        if [ -e weak ]; then
          echo 'Error occurred during initialization of VM' >&2
          echo 'Could not reserve enough space' >&2
          exit 1
        fi
        """;

    private Outcome limited(String limit) throws Exception {
        return run("bash", "-c", limit + "; exec '" + house + "/eyewitness' table");
    }

    private static String refused(Outcome outcome) {
        assertEquals(3, outcome.exitCode(), outcome.errors());
        assertEquals("", outcome.output());
        assertEquals(1, outcome.errors().lines().count(), outcome.errors());
        assertTrue(outcome.errors().startsWith("eyewitness: "), outcome.errors());
        return outcome.errors();
    }

    @ParameterizedTest
    @ValueSource(ints = {12, 20, 100})
    void fewOpenFilesAreNoClaimThatFailsAndNoChangedSource(int files) throws Exception {
        jdk("17");
        launch();
        String told = refused(limited("ulimit -n " + files));
        assertTrue(told.contains("open at once here (" + files + ")") && told.contains("ulimit -n"), told);
        assertEquals(1, builds());
    }

    @Test
    void aCurrentDirectoryThatIsGoneIsNoClaimThatFails() throws Exception {
        jdk("17");
        launch();
        Path gone = Files.createDirectory(folder.resolve("gone"));
        Outcome outcome = run(
                "bash",
                "-c",
                "cd '" + gone + "' && " + find("rm") + " -d '" + gone + "' && exec '" + house + "/eyewitness' table");
        assertEquals(3, outcome.exitCode(), outcome.errors());
        assertTrue(outcome.errors().contains("the current directory is gone"), outcome.errors());
        assertEquals("", outcome.output());
    }

    /** As in containers that come with a PyTorch of their own. */
    @Test
    void whichPyTorchTheSystemHasIsNoMatterOfOurs() throws Exception {
        jdk("17");
        script(
                path.resolve("java"),
                FAKE_JAVA.formatted("17") + "echo \"of ${PYTORCH_VERSION-ours}, ${DJL_DEFAULT_ENGINE-ours}\"\n");
        Files.createDirectories(house.resolve("nn/src/main"));
        Files.createFile(house.resolve("nn/pom.xml"));
        Outcome outcome = run(
                "env", "PYTORCH_VERSION=2.1.0a0", "DJL_DEFAULT_ENGINE=MXNet", house + "/eyewitness", "nn", "layers");
        assertTrue(outcome.output().contains("of ours, ours"), outcome.output() + outcome.errors());
    }

    /** glibc keeps the memory of a step for the next one, unless the user says otherwise; programs without PyTorch keep to the system's ways. */
    @Test
    void theMemoryOfAStepIsKeptForTheNext() throws Exception {
        jdk("17");
        script(
                path.resolve("java"),
                FAKE_JAVA.formatted("17")
                        + "echo \"over ${MALLOC_MMAP_THRESHOLD_-none}, ${MALLOC_TRIM_THRESHOLD_-none}\"\n");
        for (String module : List.of("nn", "sim", "cluster")) {
            Files.createDirectories(house.resolve(module + "/src/main"));
            Files.createFile(house.resolve(module + "/pom.xml"));
        }
        String eyewitness = house + "/eyewitness";
        assertTrue(run(eyewitness, "nn", "layers").output().contains("over 1073741824, 4294967296"));
        assertTrue(run("env", "MALLOC_MMAP_THRESHOLD_=7", eyewitness, "nn", "layers")
                .output()
                .contains("over 7, 4294967296"));
        assertTrue(run(eyewitness, "sim", "game").output().contains("over none, none"));
        // Executors on this machine have the driver's environment.
        assertTrue(run(eyewitness, "cluster", "submit", "--", "nn", "survey")
                .output()
                .contains("over 1073741824, 4294967296"));
        assertTrue(run(eyewitness, "cluster", "submit", "--", "sim", "game")
                .output()
                .contains("over none, none"));
    }

    @Test
    void sourcesThatCannotBeListedHaveNotChanged() throws Exception {
        jdk("17");
        launch();
        script(path.resolve("find"), "#!/bin/sh\necho 'find: theory: Too many open files' >&2\nexit 1\n");
        String told = refused(launch());
        assertTrue(told.contains(house + " cannot be listed (find: theory: Too many open files)"), told);
        assertEquals(1, builds());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ulimit -v 90000000", "ulimit -d 90000000", "export EYEWITNESS_JAVA_OPTS=-Xms3g"})
    void aLimitThatKeepsJavaFromStartingIsNoClaimThatFails(String limit) throws Exception {
        jdk("17");
        script(path.resolve("java"), FAKE_JAVA.formatted("17").replaceFirst("\n", "\n" + WEAK));
        launch();
        assertEquals(0, limited(limit).exitCode());
        Files.createFile(folder.resolve("weak"));
        String told = refused(limited(limit));
        assertTrue(told.startsWith("eyewitness: Java does not start: Could not reserve enough space; "), told);
    }

    @Test
    void aJavaThatDoesNotTellItsVersionSaysWhy() throws Exception {
        jdk("17");
        script(path.resolve("java"), "#!/bin/sh\necho 'Could not reserve enough space' >&2\nexit 1\n");
        String told = refused(launch());
        assertTrue(told.contains("java does not run: Could not reserve enough space;"), told);
    }

    @Test
    void whatJavaWarnsOfIsNoOutput() throws Exception {
        jdk("17");
        for (String option : "-XX:+DisplayVMOutputToStderr -Xlog:disable -Xlog:all=warning:stderr".split(" ")) {
            assertTrue(launch().output().lines().anyMatch(option::equals), option);
        }
    }

    @Test
    void aHeapThatIsGivenHasNoNurseryThatMayBeLarger() throws Exception {
        jdk("17");
        assertTrue(launch().output().contains("-Xmn"));
        for (String options : new String[] {"-Xmx20m", "-Xmn1m"}) {
            Outcome outcome = run("env", "EYEWITNESS_JAVA_OPTS=" + options, house + "/eyewitness", "table");
            assertFalse(outcome.output().contains("-Xmn32m"), outcome.output());
        }
    }

    @Test
    void aFolderForTemporaryFilesThatIsFullIsNotLeftBehind() throws Exception {
        jdk("17");
        launch();
        Path temporary = Files.createDirectory(folder.resolve("full"));
        String make = "#!/bin/sh\n'%s' \"$@\" && for last; do :; done && '%1$s' \"$last/lock\"\n";
        script(path.resolve("mkdir"), make.formatted(find("mkdir")));
        Outcome outcome = run("env", "TMPDIR=" + temporary, house + "/eyewitness", "table");
        assertEquals(new Outcome(0, outcome.output(), ""), outcome);
        assertTrue(outcome.output().contains("-Djava.io.tmpdir=" + temporary + "\n"), outcome.output());
        try (Stream<Path> left = Files.list(temporary)) {
            assertEquals(0, left.count());
        }
    }
}
