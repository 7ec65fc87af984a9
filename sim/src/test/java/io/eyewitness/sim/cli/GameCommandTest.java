package io.eyewitness.sim.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.eyewitness.theory.house.DocumentCommands;
import io.eyewitness.theory.house.Run;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GameCommandTest {
    @TempDir
    private Path directory;

    private Run run(String out, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--out", directory.resolve(out).toString()));
        return Run.of(Main.commandLine(), all.toArray(String[]::new));
    }

    private TreeMap<String, byte[]> files(String out) throws IOException {
        TreeMap<String, byte[]> files = new TreeMap<>();
        Path root = directory.resolve(out);
        try (Stream<Path> walk = Files.walk(root)) {
            for (Path file : walk.filter(Files::isRegularFile).toList()) {
                files.put(root.relativize(file).toString(), Files.readAllBytes(file));
            }
        }
        return files;
    }

    private void assertSameFiles(String one, String other) throws IOException {
        TreeMap<String, byte[]> expected = files(one);
        TreeMap<String, byte[]> actual = files(other);
        assertEquals(expected.keySet(), actual.keySet());
        expected.forEach((name, content) -> assertArrayEquals(content, actual.get(name), name));
    }

    @Test
    void gamesHaveTheSameBytesOnAnyNumberOfThreads() throws IOException {
        String[] game = {"game", "--samples", "2500", "--class", "CONV,ERM", "--dimension", "2,3"};
        String shown = run("one", with(game, "--threads", "1")).done().output();
        assertTrue(shown.contains("CONV   3  fitted"), shown);
        run("three", with(game, "--threads", "3")).done();
        assertSameFiles("one", "three");
        assertEquals(
                List.of("adversary.csv", "game.csv", "game.json", "game.png", "game.svg", "index.html"),
                List.copyOf(files("one").keySet()));
    }

    @Test
    void gamesWithExamplesHaveTheSameBytesOnAnyNumberOfThreads() throws IOException {
        String[] game = {"game", "--examples", "3,0,1", "--samples", "1500", "--class", "LIP,AFF", "--dimension", "2"};
        String shown = run("one", with(game, "--threads", "1")).done().output();
        assertTrue(shown.contains("AFF    2        1  midpoint  0.0000 [0.0000, 0.0000]"), shown);
        assertFalse(shown.contains("more than is proven"), shown);
        run("three", with(game, "--threads", "3")).done();
        assertSameFiles("one", "three");
        assertEquals(
                List.of("examples-2.png", "examples.csv", "examples.json", "index.html"),
                List.copyOf(files("one").keySet()));
        String table = new String(files("one").get("examples.csv"), StandardCharsets.UTF_8);
        assertEquals(1 + 2 * 3 * 3, table.lines().count());
    }

    @Test
    void phasesHaveTheSameBytesOnAnyNumberOfThreads() throws IOException {
        String[] phase = {"phase", "--samples", "2500", "--norm", "l2", "--dimension", "1,3", "--steps", "4"};
        run("one", with(phase, "--threads", "1")).done();
        run("three", with(phase, "--threads", "3")).done();
        assertSameFiles("one", "three");
        assertTrue(files("one").containsKey("phase-l2-opposite.svg"));
    }

    @Test
    void fewPointsLeaveNoEvidence() throws IOException {
        run("few", "phase", "--samples", "30").done();
        assertTrue(files("few").keySet().stream().noneMatch(name -> name.startsWith("measurement")));
    }

    private static String[] with(String[] arguments, String... more) {
        return Stream.concat(Stream.of(arguments), Stream.of(more)).toArray(String[]::new);
    }

    private static boolean isInTheMidstOf(Path state, String part) throws IOException {
        return Files.exists(state) && new String(Files.readAllBytes(state), StandardCharsets.ISO_8859_1).contains(part);
    }

    /** A process is killed when it has kept some of its games; the same command, given again, ends with the files of one that ran through. */
    @Test
    void goesOnAfterAKill() throws Exception {
        String[] game = {"game", "--samples", "400000", "--training", "500", "--class", "NN", "--dimension", "2"};
        run("whole", game).done();
        new DocumentCommands(directory, Main.class);
        Path state = directory.resolve(".killed.part").resolve("state");
        List<String> command =
                new ArrayList<>(List.of(directory.resolve("eyewitness").toString(), "sim"));
        command.addAll(List.of(with(game, "--out", "killed")));
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("log").toFile())
                .start();
        while (process.isAlive() && !isInTheMidstOf(state, "game:NN.d2")) {
            Thread.sleep(5);
        }
        process.destroyForcibly();
        assertTrue(process.waitFor(1, TimeUnit.MINUTES));
        assertTrue(Files.exists(state), Files.readString(directory.resolve("log")));
        assertFalse(Files.exists(directory.resolve("killed")));
        run("killed", with(game, "--seed", "2")).refused("other settings");
        run("killed", game).done();
        assertSameFiles("whole", "killed");
        assertFalse(Files.exists(state));
    }

    @Test
    void whatIsThereIsReplacedByForceOnly() {
        String[] game = {"game", "--samples", "10", "--class", "AFF1"};
        run("out", game).done();
        run("out", game).refused("--force replaces it");
        run("out", with(game, "--force")).done();
    }

    @Test
    void badInputIsExplained() {
        run("x", "game", "--class", "G").refused("'G'");
        run("x", "game", "--decoder", "oracle").refused("'oracle'");
        run("x", "game", "--dimension", "0").refused("--dimension must be from 1 to 64, not 0");
        run("x", "game", "--dimension", "65").refused("not 65");
        run("x", "game", "--samples", "1").refused("--samples must be from 2 to");
        run("x", "game", "--training=-1").refused("--training must be from 1 to");
        run("x", "game", "--threads", "0").refused("--threads must be from 1 to");
        run("x", "game", "--lipschitz=-1/2").refused("L must be positive, not -1/2");
        for (String tooFar : List.of("1e400", "1e-400", "1e10", "1e-20")) {
            run("x", "game", "--lipschitz", tooFar).refused("--lipschitz must be from 1e-9 to 1e9");
        }
        run("x", "game", "--lipschitz", "two").refused("'two'");
        run("x", "game", "--norm", "l3").refused("'l3'");
        run("x", "game", "--class", ",").refused("--class has no value");
        run("x", "game", "--decoder", ",").refused("--decoder has no value");
        run("x", "game", "--dimension", ",").refused("--dimension has no value");
        run("x", "phase", "--norm", ",").refused("--norm has no value");
        run("x", "phase", "--dimension", ",,").refused("--dimension has no value");
        run("x", "game", "--class", "AFF", "--dimension", "1").refused("AFF needs d >= 2, not 1");
        run("x", "game", "--class", "AFF1", "--dimension", "2")
                .refused("AFF1 is defined in one dimension only, not in 2");
        run("x", "game", "--class", "MONO", "--decoder", "envelope")
                .refused("the decoder envelope is not meant for MONO");
        run("x", "game", "--examples", "-1").refused("from 0 to 256");
        run("x", "game", "--examples", "1,257").refused("from 0 to 256");
        run("x", "game", "--examples", "many").refused("'many'");
        run("x", "game", "--examples", ",").refused("--examples has no value");
        run("x", "game", "--examples", "1", "--decoder", "mid").refused("do not go with --examples");
        run("x", "game", "--examples", "1", "--training", "9").refused("do not go with --examples");
        run("x", "game", "--examples", "1", "--class", "CONST").refused("there is nothing to ask");
        run("x", "game", "--examples", "1", "--class", "AFF", "--dimension", "1")
                .refused("AFF needs d >= 2");
        run("x", "phase", "--steps", "1").refused("--steps must be from 2 to");
        run("x", "phase", "--norm", "l0").refused("'l0'");
        run("x", "phase", "--dimension", "0").refused("--dimension must be from 1 to 64");
        run("x", "phase", "--samples", "0").refused("--samples must be from 1 to");
        assertFalse(Files.exists(directory.resolve("x")));
        assertFalse(Files.exists(directory.resolve(".x.part")));
    }

    @Test
    void theHelpSaysWhatSamplingCannotSee() {
        String help =
                Run.of(Main.commandLine(), "phase", "--help").done().output().replaceAll("\\s+", " ");
        for (String said : List.of("95 % interval", "1/N", "Default: phase")) {
            assertTrue(help.contains(said), said);
        }
    }

    @Test
    void theHelpSaysWhatAGameIsAndAllDefaults() {
        String help =
                Run.of(Main.commandLine(), "game", "--help").done().output().replaceAll("\\s+", " ");
        for (String said : List.of(
                "decoder game",
                "Default: those of 1,2,8",
                "Default: 2000",
                "branch and bound",
                "Default: l2",
                "Default: game; with --examples, examples",
                "weighted by 1/distance^2",
                "AFF by linear programs; from d - 1 examples on",
                "polynomial of degree 2")) {
            assertTrue(help.contains(said), said);
        }
    }
}
