package io.eyewitness.check.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a bash script")
class LauncherTest extends FakeHouse {
    @Test
    void buildsThenRunsWithTheArgumentsInTheUsersFolder() throws Exception {
        jdk("17.0.15");
        Outcome outcome = launch("table", "--to", "a file");
        assertEquals(0, outcome.exitCode(), outcome.errors());
        List<String> lines = outcome.output().lines().toList();
        assertEquals("in " + folder, lines.get(0));
        assertTrue(lines.contains("LC_ALL is C.UTF-8") && lines.contains("-Deyewitness.utf8=false"), outcome.output());
        assertEquals(List.of("io.eyewitness.check.cli.Main", "table", "--to", "a file"), tail(lines, 4));
        assertTrue(lines.contains(house + "/target/launcher/proofs-check/lib/*"));
        try (Stream<Path> libraries = Files.list(house.resolve("target/launcher/proofs-check/lib"))) {
            assertEquals(
                    List.of("library.jar", "proofs-check.jar", "theory.jar"),
                    libraries
                            .map(file -> file.getFileName().toString())
                            .sorted()
                            .toList());
        }
        assertEquals("eyewitness: building (first run or sources changed) ...\n", outcome.errors());
    }

    @Test
    void aWarmStartDoesNotCallMaven() throws Exception {
        jdk("25");
        launch();
        assertEquals("", launch().errors());
        Files.delete(path.resolve("javac"));
        assertEquals(0, launch().exitCode());
        assertEquals(1, builds());
    }

    @Test
    void findsItsHouseThroughLinks() throws Exception {
        jdk("17");
        Path direct = Files.createSymbolicLink(folder.resolve("direct"), house.resolve("eyewitness"));
        Path relative = Files.createSymbolicLink(path.resolve("relative"), Path.of("..", "direct"));
        assertEquals(0, run(direct.toString(), "table").exitCode());
        assertEquals(0, run(relative.toString(), "table").exitCode());
        assertEquals(1, builds());
    }

    @Test
    void buildsAgainWhenASourceChangesAppearsOrGoes() throws Exception {
        jdk("17");
        launch();
        Files.writeString(house.resolve(SOURCE), "changed");
        Thread.sleep(20);
        launch();
        assertEquals(2, builds());
        Files.createFile(house.resolve(SOURCE).resolveSibling("C.java"));
        Files.setLastModifiedTime(house.resolve(SOURCE).resolveSibling("C.java"), FileTime.fromMillis(0));
        launch();
        assertEquals(3, builds());
        Files.delete(house.resolve(SOURCE).resolveSibling("C.java"));
        launch();
        assertEquals(4, builds());
        launch();
        assertEquals(4, builds());
    }

    @Test
    void buildsAgainWhenWhatItBuiltOrALibraryIsGone() throws Exception {
        jdk("17");
        launch();
        Files.delete(house.resolve("target/launcher/proofs-check/lib/theory.jar"));
        launch();
        assertEquals(2, builds());
        Files.delete(house.resolve("target/launcher/proofs-check/lib/library.jar"));
        launch();
        assertEquals(3, builds());
    }

    @Test
    void showsWhyABuildFailedAndTriesAgain() throws Exception {
        jdk("17");
        Files.createFile(house.resolve("broken"));
        Outcome outcome = launch();
        assertEquals(3, outcome.exitCode());
        assertTrue(outcome.errors().contains("the build failed"), outcome.errors());
        assertTrue(outcome.errors().contains("A.java: not a statement"), outcome.errors());
        Files.delete(house.resolve("broken"));
        assertEquals(0, launch().exitCode());
        assertEquals(2, builds());
    }

    @Test
    void aUtf8LocaleIsLeftAsItIs() throws Exception {
        jdk("17");
        Outcome outcome = run("env", "LANG=de_DE.UTF-8", house + "/eyewitness");
        assertTrue(outcome.output().contains("LC_ALL is \n"), outcome.output());
        assertTrue(outcome.output().contains("-Deyewitness.utf8=true\n"), outcome.output());
    }

    @Test
    void anInterruptedBuildIsNoFailedBuild() throws Exception {
        jdk("17");
        Files.createFile(house.resolve("interrupted"));
        Outcome outcome = launch();
        assertEquals(130, outcome.exitCode());
        assertTrue(outcome.errors().endsWith("eyewitness: interrupted\n"), outcome.errors());
        assertFalse(outcome.errors().contains("failed"), outcome.errors());
    }

    @Test
    void twoAtOnceBuildOnce() throws Exception {
        jdk("17");
        Files.writeString(house.resolve("seconds"), "1");
        List<Process> both = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            both.add(start("both" + i, house + "/eyewitness", "table"));
        }
        for (Process process : both) {
            assertTrue(process.waitFor(30, TimeUnit.SECONDS));
            assertEquals(0, process.exitValue());
        }
        assertEquals(1, builds());
        assertTrue(isShared(launch()));
    }

    @Test
    void theLockOfADeadProcessIsTakenOver() throws Exception {
        jdk("17");
        Process dead = new ProcessBuilder("true").start();
        dead.waitFor();
        Files.createDirectories(house.resolve("target/launcher"));
        Files.createSymbolicLink(house.resolve("target/launcher/lock.pid"), Path.of(Long.toString(dead.pid())));
        assertEquals(0, launch().exitCode());
        assertFalse(Files.isSymbolicLink(house.resolve("target/launcher/lock.pid")));
    }

    /** As an older launcher left one in the place of the lock: it is not waited for. */
    @Test
    void aFileInThePlaceOfTheLockIsNamed() throws Exception {
        jdk("17");
        Files.createDirectories(house.resolve("target/launcher"));
        Files.createFile(house.resolve("target/launcher/lock.pid"));
        Outcome outcome = launch();
        assertEquals(3, outcome.exitCode(), outcome.errors());
        assertTrue(outcome.errors().contains("lock.pid is not the launcher's lock; delete it."), outcome.errors());
    }

    @Test
    void archivesClassesOnceAndStartsFromThem() throws Exception {
        jdk("17");
        List<String> first = plain(launch("table"));
        assertTrue(first.contains("-XX:SharedArchiveFile=" + state().resolve(archive())), first.toString());
        assertEquals("A\n", Files.readString(state().resolve(archive())));
        assertEquals(first, plain(launch("table")));
        assertEquals(1, builds());
        assertFalse(Files.exists(state().resolve("trial")));
    }

    @Test
    void aNewBuildMakesANewArchive() throws Exception {
        jdk("17");
        launch();
        Files.writeString(house.resolve(SOURCE), "changed");
        Files.createFile(folder.resolve("crash"));
        assertFalse(isShared(launch("check")), "the archive of the sources before");
        assertFalse(Files.exists(state().resolve(archive())));
    }

    @Test
    void anArchiveOfAnotherJavaIsNotUsed() throws Exception {
        jdk("17");
        launch();
        Path home = folder.resolve("jdk");
        script(home.resolve("bin/java"), FAKE_JAVA.formatted("25"));
        for (int i = 0; i < 2; i++) {
            assertFalse(isShared(run("env", "JAVA_HOME=" + home, house + "/eyewitness", "table")));
        }
        assertTrue(isShared(launch()));
        assertEquals(1, builds());
    }

    @Test
    void worksWhereNoArchiveCanBeMade() throws Exception {
        jdk("17");
        Files.createFile(folder.resolve("crash"));
        Outcome outcome = launch();
        assertFalse(isShared(outcome), outcome.output());
        assertEquals("eyewitness: building (first run or sources changed) ...\n", outcome.errors());
        assertEquals("", launch().errors());
        assertEquals(1, builds());
    }

    @Test
    void aReadOnlyCheckoutStartsFromItsArchive() throws Exception {
        jdk("17");
        launch();
        assertTrue(state().toFile().setWritable(false));
        try {
            Outcome outcome = launch("table");
            assertEquals("", outcome.errors());
            assertTrue(isShared(outcome), outcome.output());
        } finally {
            assertTrue(state().toFile().setWritable(true));
        }
    }

    private Path state() {
        return house.resolve("target/launcher/proofs-check");
    }

    private String archive() {
        return "java" + path.resolve("java").toString().replace('/', '_') + ".jsa";
    }

    /** What Java was told, but for the name of the folder for temporary files. */
    private static List<String> plain(Outcome outcome) {
        return outcome.output()
                .lines()
                .map(line -> line.replaceAll("eyewitness-[0-9]+$", ""))
                .toList();
    }

    @Test
    void saysWhatIsMissing() throws Exception {
        assertMissing("eyewitness: no java found; install a JDK 17 or newer, or set JAVA_HOME to one.\n");
        script(path.resolve("java"), FAKE_JAVA.formatted("1.8.0_292"));
        assertMissing("eyewitness: the Java 8 at " + path
                + "/java is too old; install a JDK 17 or newer, or set JAVA_HOME to one.\n");
        assertFalse(Files.exists(house.resolve("calls")));
    }

    @Test
    void honoursJavaHome() throws Exception {
        jdk("1.8.0_292");
        Path home = folder.resolve("jdk");
        script(home.resolve("bin/java"), FAKE_JAVA.formatted("17.0.15"));
        script(home.resolve("bin/jar"), FAKE_JAR);
        assertEquals(
                0,
                run("env", "JAVA_HOME=" + home, house + "/eyewitness", "table").exitCode());
        Outcome wrong = run("env", "JAVA_HOME=" + house, house + "/eyewitness", "table");
        assertEquals(3, wrong.exitCode());
        assertTrue(wrong.errors().contains("JAVA_HOME is " + house + ", which has no bin/java"), wrong.errors());
    }

    private void assertMissing(String message) throws Exception {
        assertEquals(new Outcome(3, "", message), launch());
    }
}
