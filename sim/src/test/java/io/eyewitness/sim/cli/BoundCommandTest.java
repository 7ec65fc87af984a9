package io.eyewitness.sim.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.eyewitness.sim.bound.BoundRun;
import io.eyewitness.sim.bound.Grid;
import io.eyewitness.theory.bound.Assumptions;
import io.eyewitness.theory.bound.BoundProblem;
import io.eyewitness.theory.exact.Norm;
import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.house.Run;
import io.eyewitness.theory.visualization.Visualization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BoundCommandTest {
    @TempDir
    private Path folder;

    private Run run(String out, String... arguments) {
        List<String> all =
                new ArrayList<>(List.of("bound", "--out", folder.resolve(out).toString()));
        all.addAll(Arrays.asList(arguments));
        return Run.of(Main.commandLine(), all.toArray(String[]::new));
    }

    private static SortedMap<String, String> content(Path directory) throws IOException {
        SortedMap<String, String> content = new TreeMap<>();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                content.put(
                        directory.relativize(file).toString(),
                        Arrays.hashCode(Files.readAllBytes(file)) + " of " + Files.size(file));
            }
        }
        return content;
    }

    @Test
    void atAPoint() throws IOException {
        String output = run("one", "--assume", "convex", "--observe", "phi", "--at", "1/2,0.25")
                .done()
                .output();
        assertTrue(output.contains("f(1/2, 1/4) in [0, 1/2]"), output);
        String script = Files.readString(folder.resolve("one/bound/0001.upper.smt2"));
        assertTrue(script.contains("(assert (not (<= f_1d2_1d4 (/ 1 2))))"), script);
    }

    /** Between these examples of a monotone function the adversary leaves R/2 - R/1024 at the centre. */
    @Test
    void theAdversaryLeavesAlmostHalf() throws IOException {
        String[] what = {
            "--assume",
            "monotone",
            "--observe",
            "phi",
            "--observe",
            "examples:3",
            "--observe",
            "example:1/2,1/3",
            "--grid",
            "3"
        };
        String hidden = run("hidden", what).done().output();
        List<String> all = new ArrayList<>(Arrays.asList(what));
        all.addAll(List.of("--answers", "adversary"));
        String adversary = run("adversary", all.toArray(String[]::new)).done().output();
        assertTrue(adversary.contains("errs by up to 0.5000 of the range"), adversary);
        String table = Files.readString(folder.resolve("adversary/bounds.csv"));
        String[] centre = table.lines()
                .filter(line -> line.startsWith("1/2,1/2,"))
                .findFirst()
                .orElseThrow()
                .split(",");
        assertTrue(Double.parseDouble(centre[3]) - Double.parseDouble(centre[2]) >= 1 - 2 / 1024.0, table);
        assertFalse(hidden.contains("covering radius"), hidden);
        String csv = Files.readString(folder.resolve("hidden/bounds.csv"));
        assertTrue(csv.contains("\n1/2,1/3,"), csv);
    }

    /** In linf, 1/4 and 3/4 cover [0,1] with radius 1/4, and the adversary says that both values are mid. */
    @Test
    void theCoveringRadiusIsShown() throws IOException {
        String output = run(
                        "covered",
                        "--assume",
                        "lipschitz:5/2",
                        "--norm",
                        "linf",
                        "--dimension",
                        "1",
                        "--observe",
                        "phi",
                        "--observe",
                        "example:1/4",
                        "--observe",
                        "example:1/2",
                        "--observe",
                        "example:3/4",
                        "--answers",
                        "adversary",
                        "--at",
                        "3/8")
                .done()
                .output();
        assertTrue(output.contains("f(3/8) in [3/16, 13/16]"), output);
        assertTrue(output.contains("covering radius of the observed points is at most 0.31"), output);
        assertTrue(output.contains("errs by up to 0.3125 of the range"), output);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "monotone,convex; phi; there is an adversary for one assumption alone",
                "convex; phi:a=1/2,1/2; the adversary plays with a and b at opposite vertices",
                "affine; phi:min=1; the adversary plays with m < M",
                "convex; phi local-maxima:1; the adversary answers phi, examples:K",
                "convex; phi value:1/2,1/2=1/4; the adversary answers phi, examples:K"
            })
    void theAdversaryPlaysWhereTheProofsDo(String assume, String observe, String reason) {
        List<String> all = new ArrayList<>(Arrays.asList(wild(assume, observe, "0,0")));
        all.addAll(List.of("--answers", "adversary"));
        run("refused", all.toArray(String[]::new)).refused(reason);
    }

    /** A grid of 17^6 points would be too large, but none is listed. */
    @Test
    void atAPointInManyDimensions() throws IOException {
        String at = "1/2" + ",1/2".repeat(5);
        String[] what = {"--assume", "monotone", "--observe", "phi", "--dimension", "6", "--at", at};
        assertTrue(run("six", what).done().output().contains("in [0, 1]"));
        List<String> more = new ArrayList<>(Arrays.asList(what));
        more.addAll(List.of("--observe", "local-maxima:1"));
        run("maxima", more.toArray(String[]::new)).refused("is too large");
        assertFalse(Files.exists(folder.resolve("maxima")));
    }

    @Test
    void theSameFilesOnAnyNumberOfThreads() throws IOException {
        String[] what = {
            "--assume",
            "lipschitz:3,convex",
            "--observe",
            "phi",
            "--observe",
            "examples:3",
            "--grid",
            "10",
            "--norm",
            "l1"
        };
        for (String threads : List.of("1", "3")) {
            List<String> all = new ArrayList<>(Arrays.asList(what));
            all.addAll(List.of("--threads", threads));
            run("t" + threads, all.toArray(String[]::new)).done();
        }
        SortedMap<String, String> one = content(folder.resolve("t1"));
        assertEquals(one, content(folder.resolve("t3")));
        assertTrue(
                one.keySet()
                        .containsAll(List.of(
                                "bound/0001.json",
                                "bound/0002.json",
                                "bounds.csv",
                                "bounds.json",
                                "width.png",
                                "width.svg")),
                one::toString);
    }

    @Test
    void aRunThatWasStoppedGoesOnToTheSameParts() throws IOException {
        BoundProblem problem = new BoundProblem(
                Assumptions.parse("monotone"),
                Norm.L2,
                new Visualization(Point.zero(2), Point.one(2), BigFraction.ZERO, BigFraction.ONE),
                List.of());
        BoundRun task = new BoundRun(problem, new Grid(13, 2).all());
        Path state = folder.resolve("state");
        List<?> whole = task.solve(state, 2, done -> {});
        assertEquals(3, whole.size());
        String text = Files.readString(state);
        Files.writeString(state, text.substring(0, text.indexOf('\n') + 100));
        List<Long> steps = new ArrayList<>();
        assertEquals(whole, task.solve(state, 2, steps::add));
        assertEquals(List.of(64L, 64L, 41L), steps);
        assertEquals(text, Files.readString(state));
    }

    @Test
    void contradictoryObservationsAreToldWithEvidence() throws IOException {
        run("c", "--assume", "convex", "--observe", "phi", "--observe", "value:1/2,1/2=3/4")
                .refused("the observations are contradictory: no function is convex");
        assertTrue(Files.readString(folder.resolve("c/bound/0001.json")).contains("\"contradiction\""));
    }

    /** Where floating point finds no basis, or a wrong one, exact arithmetic does. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "lipschitz:1e30 | phi | 1/2,1/2 | [0, 1]",
                "lipschitz:3 | phi:max=1e-8 | 1/2,1/2 | [0, 1/100000000]",
                "lipschitz:3,convex | phi:max=1e-8 | 1/2,1/2 | [0, 1/200000000]",
                "convex | phi:max=1e10 examples:3 | 1,1 | [10000000000, 10000000000]",
                "convex | phi:min=100000000;max=100000001 value:1/2,1/2=100000000.25 | 1/4,1/4 | [100000000, 800000001/8]",
                "affine | phi value:1/2,0.5=0.5 value:1/2,0.50000001=0.50000001 | 1/4,3/4 | [3/4, 3/4]",
                "convex | phi:max=1e320 | 1/2,1 | [0, 1e320]",
                "affine | phi:min=-1e320;max=1e320 | 1/2,1/2 | [0, 0]",
                "lipschitz:1e-320,convex | phi:max=1e-320 | 0,0 | [0, 0]"
            })
    void wildNumbersHaveExactIntervals(String assume, String observe, String at, String interval) throws IOException {
        String wanted = interval.replace("1e320", "1" + "0".repeat(320));
        String output = run("wild", wild(assume, observe, at)).done().output();
        assertTrue(output.contains(" in " + wanted + "\n"), output);
    }

    /** The evidence is what the tests of the checker read. */
    @Test
    void numbersOfAsManyDigitsAsMayBeGivenHaveBounds() throws IOException {
        String longest = "7".repeat(500);
        run(
                        "digits",
                        "--assume",
                        "lipschitz:" + longest,
                        "--norm",
                        "l1",
                        "--dimension",
                        "1",
                        "--observe",
                        "phi:max=1" + "0".repeat(499),
                        "--observe",
                        "value:1/3=1" + "0".repeat(498),
                        "--grid",
                        "3")
                .done();
        Path checked = Path.of(
                "..", "proofs-check", "src", "test", "resources", "io", "eyewitness", "check", "bundle", "digits");
        assertEquals(
                Files.readString(checked.resolve("bound/0001.json")),
                Files.readString(folder.resolve("digits/bound/0001.json")));
        run("longer", "--assume", "lipschitz:1", "--observe", "phi:max=7" + longest)
                .refused("has 501 digits");
    }

    /** The share of the range is a plain number though range and width are none that a double holds. */
    @ParameterizedTest
    @CsvSource({"1e320,1", "1e320,2", "1e-400,1"})
    void pictureAndSummaryOfNumbersThatNoDoubleHolds(String max, String dimension) throws IOException {
        String output = run(
                        "far",
                        "--assume",
                        "convex",
                        "--observe",
                        "phi:max=" + max,
                        "--grid",
                        "3",
                        "--dimension",
                        dimension)
                .done()
                .output();
        assertTrue(
                output.contains("errs by up to 0." + (dimension.equals("1") ? "2500" : "5000") + " of the range"),
                output);
        boolean isFar = max.equals("1e320");
        assertEquals(isFar, output.contains("there are no pictures, because numbers exceed 1.8e308"), output);
        String picture = dimension.equals("1") ? "far/bounds.svg" : "far/width.svg";
        assertEquals(isFar, !Files.exists(folder.resolve(picture)));
    }

    @Test
    void theRootIsNotReplaced() {
        Run.of(Main.commandLine(), "bound", "--assume", "convex", "--observe", "phi", "--out", "/")
                .refused("/ is the root of all files");
    }

    @Test
    void hardlyContradictoryObservationsAreTold() throws IOException {
        run("c", wild("affine", "phi value:0.5,0.5=0.50000001", "0,1")).refused("the observations are contradictory");
        assertTrue(Files.readString(folder.resolve("c/bound/0001.json")).contains("\"contradiction\""));
    }

    private static String[] wild(String assume, String observe, String at) {
        List<String> all = new ArrayList<>(List.of("--assume", assume, "--at", at));
        for (String observation : observe.split(" ")) {
            all.addAll(List.of("--observe", observation));
        }
        return all.toArray(String[]::new);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "smooth; phi; 5; 2; l2; 'smooth' is not an assumption",
                "lipschitz:-1; phi; 5; 2; l2; must be above 0, not -1",
                "lipschitz:0; phi; 5; 2; l2; must be above 0, not 0",
                "convex; phi; 1; 2; l2; at least 2 points on each axis, not 1",
                "convex; phi; 1000; 2; l2; is too large",
                "convex; phi; 5; 0; l2; dimension must be at least 1",
                "convex; phi; 5; 2147483647; l2; dimension must be at most 10000, not 2147483647",
                "convex; phi; 2; 11; l2; too large for convex",
                "convex; phi; 5; 2; l7; expected one of",
                "convex; seen; 5; 2; l2; 'seen' is not an observation",
                "convex; examples:2; 5; 2; l2; --observe phi must be given exactly once",
                "convex; phi:a=0; 5; 2; l2; has 1 coordinates",
                "convex; phi:c=0,0; 5; 2; l2; is not a visualization",
                "convex; phi:min=2; 5; 2; l2; exceeds the maximum",
                "convex; phi:b=2,0; 5; 2; l2; lies outside"
            })
    void badInputIsToldInOneSentence(
            String assume, String observe, String grid, String dimension, String norm, String reason) {
        run("bad", "--assume", assume, "--observe", observe, "--grid", grid, "--dimension", dimension, "--norm", norm)
                .refused(reason);
        assertFalse(Files.exists(folder.resolve("bad")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "value:1/2,1/2; is not an observation such as",
                "value:1/2=1; has 1 coordinates",
                "value:2,0=1; lies outside",
                "example:1/2; has 1 coordinates",
                "example:1/2,two; 'two'",
                "examples:0; needs a number from 1 to 200",
                "local-maxima:x; needs a number from 1 to 200"
            })
    void aBadObservationIsToldInOneSentence(String observation, String reason) {
        run("bad", "--assume", "convex", "--observe", "phi", "--observe", observation, "--grid", "3")
                .refused(reason);
        assertFalse(Files.exists(folder.resolve("bad")));
    }

    @Test
    void aPointOutsideOfTheCubeIsRefused() {
        run("bad", "--assume", "convex", "--observe", "phi", "--at", "1/2,3").refused("lies outside of [0,1]^2");
    }

    @Test
    void anAgreementOfOtherSizeIsNoEvidence() throws IOException {
        Path out = folder.resolve("agree");
        String output = Run.of(Main.commandLine(), "agree", "--instances", "1", "--out", out.toString())
                .done()
                .output();
        assertTrue(output.startsWith("27 of 27 problems agree exactly"), output);
        assertFalse(Files.exists(out.resolve("measurement")));
    }
}
