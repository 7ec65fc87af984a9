package io.eyewitness.check.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.eyewitness.theory.evidence.EvidenceJson;
import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.exact.Surd;
import io.eyewitness.theory.function.FunctionClass;
import io.eyewitness.theory.function.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DefeatCommandTest {
    private static final String NO_SH = "needs a POSIX shell";
    private static final List<String> DECODERS = List.of(
            "mid",
            "nearest",
            "linear",
            "idw",
            "midrange",
            "affine1",
            "constant",
            "envelope",
            "envelope:5/3:linf",
            "random",
            "random:7");

    private record Holder(Unit unit) {}

    static List<FunctionClass> classes() {
        return FunctionClass.withWitnesses();
    }

    @ParameterizedTest
    @MethodSource("classes")
    void everyDecoderIsDefeatedOnEveryClass(FunctionClass functionClass) {
        Optional<Unit> last = Optional.empty();
        for (String decoder : DECODERS) {
            // The network of row 3 on iris takes seconds to build; one decoder shows it, all show a smaller one.
            boolean small = functionClass == FunctionClass.ERM && !decoder.equals("mid");
            List<String> line =
                    new ArrayList<>(List.of("defeat", functionClass.name(), "--decoder", decoder, "--format", "json"));
            if (small) {
                line.addAll(List.of("--dimension", "2"));
            }
            Run run = Run.of(line.toArray(String[]::new)).succeeded();
            assertDefeated(run);
            last = Optional.of(unit(run));
        }
        assertTrue(last.isPresent());
    }

    @ParameterizedTest
    @CsvSource({
        "F,1",
        "F,8",
        "NN,1",
        "NN,5",
        "ERM,1",
        "ERM,3",
        "LIP,1",
        "LIP,7",
        "PAFF,1",
        "PAFF,8",
        "MONO,1",
        "MONO,8",
        "CONV,1",
        "CONV,8",
        "AFF,2",
        "AFF,8",
        "F,256",
        "CONV,256"
    })
    void inOtherDimensionsFromOtherSeeds(String functionClass, String dimension) {
        for (String seed : List.of("1", "5", "-3")) {
            assertDefeated(Run.of(
                            "defeat",
                            functionClass,
                            "--decoder",
                            "random",
                            "--dimension",
                            dimension,
                            "--seed",
                            seed,
                            "--format",
                            "json")
                    .succeeded());
        }
    }

    @ParameterizedTest
    @CsvSource({"1/1000,l1", "7,l2", "1e-9,linf", "123456,l1"})
    void whateverL(String lipschitz, String norm) {
        Run run = Run.of(
                        "defeat",
                        "lip",
                        "--decoder",
                        "envelope",
                        "--lipschitz",
                        lipschitz,
                        "--norm",
                        norm,
                        "--dimension",
                        "3",
                        "--format",
                        "JSON")
                .succeeded();
        assertDefeated(run);
        assertEquals(
                "envelope:" + Rationals.text(Rationals.parse(lipschitz)) + ":" + norm,
                json(run).get("decoder").asText());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1/3", "0.49", "1e-6", "1/1000000000"})
    void whateverH(String gap) {
        for (FunctionClass functionClass : classes()) {
            Run run = Run.of(
                            "defeat",
                            functionClass.name().toLowerCase(Locale.ROOT),
                            "--decoder",
                            "idw",
                            "--gap",
                            gap,
                            "--dimension",
                            "2",
                            "--lipschitz",
                            "2",
                            "--format",
                            "json")
                    .succeeded();
            assertDefeated(run);
            assertEquals(Rationals.parse(gap), number(json(run).get("h")));
        }
    }

    @Test
    void printsFunctionPointValuesAndBoundForPeople() {
        Run run = Run.of("defeat", "LIP", "--decoder", "envelope").succeeded();
        for (String part : List.of(
                "The decoder envelope:1:l2",
                "L = 1 in l2",
                "minimiser a = (0, 0), minimum m = 0",
                "maximiser b = (1, 1), maximum M = 1/2",
                "U(x) = min(1/2, |x - a|_2)",
                "l(x) = max(0, 1/2 - |x - b|_2)",
                "f2(x) = 1/16 U(x) + 15/16 l(x)",
                "At x* = (1/2, 1/2)",
                "decoded  1/4 (0.25)",
                "true     1/32",
                "error    7/32",
                "bound    7/32",
                "misjudged")) {
            assertTrue(run.output().contains(part), part + " is not in\n" + run.output());
        }
        assertEquals("", run.errors());
    }

    @Test
    void theSameSeedGivesTheSameAndAnotherSeedAnother() {
        String[] line = {"defeat", "NN", "--decoder", "random", "--seed", "4", "--format", "json"};
        assertEquals(Run.of(line), Run.of(line));
        line[5] = "5";
        assertNotEquals(
                Run.of(line).output(),
                Run.of("defeat", "NN", "--decoder", "random", "--seed", "4", "--format", "json")
                        .output());
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = NO_SH)
    void programsAreDefeatedOnEveryClass() {
        for (FunctionClass functionClass : classes()) {
            if (functionClass != FunctionClass.ERM) {
                Run run = Run.of(
                                "defeat",
                                functionClass.name(),
                                "--format",
                                "json",
                                "--exec",
                                "awk -F '\"min\":|,\"max\":|,\"x\"' '{ printf \"{\\\"z\\\": %.17g}\\n\", ($2 + 3 * $3) / 4 }'")
                        .succeeded();
                assertDefeated(run);
                JsonNode phi = json(run).get("visualization");
                assertEquals(
                        number(phi.get("min"))
                                .add(number(phi.get("max")).multiply(3))
                                .divide(4),
                        number(json(run).get("decoded")));
            }
        }
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = NO_SH)
    void answersAreReadExactly() {
        Run run = Run.of(
                        "defeat",
                        "conv",
                        "--format",
                        "json",
                        "--exec",
                        "echo '{\"z\":0.1000000000000000000000000000000000001}'")
                .succeeded();
        assertEquals(
                "1000000000000000000000000000000000001/10000000000000000000000000000000000000",
                json(run).get("decoded").asText());
        assertDefeated(run);
    }

    @ParameterizedTest
    @CsvSource({"AFF1,affine1", "CONST,constant"})
    void classesThatAreUnderstoodShowTheDecoderThatWorks(String functionClass, String decoder) {
        Run run = Run.of("defeat", functionClass, "--decoder", "mid");
        run.refused("no function of " + functionClass + " defeats the decoder '" + decoder + "'");
        assertTrue(run.output().startsWith("Theorem 1 says nothing of " + functionClass), run.output());
        assertEquals(functionClass.equals("AFF1"), run.output().contains(" it answers "), run.output());
        List<String> atWork =
                run.output().lines().filter(line -> line.contains(" decoded ")).toList();
        assertEquals(5, atWork.size());
        for (String line : atWork) {
            String[] values = line.split(" decoded |, true value ");
            assertEquals(values[2], values[1], line);
        }
    }

    static Stream<List<String>> badInput() {
        return Stream.of(
                List.of("below R/2 = 1/2, not 1/2", "F", "--decoder", "mid", "--gap", "1/2"),
                List.of("above 0", "F", "--decoder", "mid", "--gap", "0"),
                List.of("not -1", "AFF", "--decoder", "mid", "--gap", "-1"),
                List.of("below R/2 = 7/2, not 100", "ERM", "--decoder", "mid", "--gap", "100"),
                List.of("at least 2^-40", "CONV", "--decoder", "mid", "--gap", "1e-99"),
                List.of("not a rational number", "F", "--decoder", "mid", "--gap", "big"),
                List.of("from 1 to 256, not 0", "F", "--decoder", "mid", "--dimension", "0"),
                List.of("from 2 to 256, not 1", "AFF", "--decoder", "mid", "--dimension", "1"),
                List.of("not 1000000", "MONO", "--decoder", "mid", "--dimension", "1000000"),
                List.of("must be 1, not 2", "AFF1", "--decoder", "mid", "--dimension", "2"),
                List.of("from 1 to 256, not 0", "CONST", "--decoder", "mid", "--dimension", "0"),
                List.of("expected one of [F, NN, ERM", "G", "--decoder", "mid"),
                List.of("'CLASS'", "--decoder", "mid"),
                List.of("'guess' is not a decoder", "F", "--decoder", "guess"),
                List.of("is not a norm", "F", "--decoder", "envelope:1:l3"),
                List.of("L must be above 0, not 0", "LIP", "--decoder", "mid", "--lipschitz", "0"),
                List.of("L must be", "LIP", "--decoder", "envelope", "--lipschitz", "-2"),
                List.of("L is so small", "LIP", "--decoder", "mid", "--lipschitz", "1e-2000"),
                List.of("expected one of [l1, l2, linf] but was 'l3'", "LIP", "--decoder", "mid", "--norm", "l3"),
                List.of("exactly one of", "F"),
                List.of("exactly one of", "F", "--decoder", "mid", "--exec", "true"),
                List.of("'x' is not a whole number", "F", "--decoder", "mid", "--seed", "x"),
                List.of("Unknown option", "F", "--decoder", "mid", "--colour"));
    }

    @ParameterizedTest
    @MethodSource("badInput")
    void badInputGetsOneSentence(List<String> sentenceAndLine) {
        List<String> line = new ArrayList<>(sentenceAndLine);
        line.set(0, "defeat");
        Run run = Run.of(line.toArray(String[]::new));
        run.refused(sentenceAndLine.get(0));
        assertEquals("", run.output());
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = NO_SH)
    void aProgramThatFailsGetsOneSentence() {
        Run.of("defeat", "F", "--exec", "echo 'no model' >&2; exit 4")
                .refused("failed with exit code 4; it says: no model");
    }

    @Test
    void helpNamesTheDefaults() {
        Run run = Run.of("defeat", "--help").succeeded();
        for (String part : List.of("Default: R/16", "Default: l2", "Default: 0", "F, NN, ERM, LIP", "within 10 s")) {
            assertTrue(run.output().contains(part), run.output());
        }
    }

    /** Everything is recomputed from the printed numbers. */
    private static void assertDefeated(Run run) {
        JsonNode json = json(run);
        Unit unit = unit(run);
        Point a = point(json.get("visualization").get("a"));
        Point b = point(json.get("visualization").get("b"));
        BigFraction min = number(json.get("visualization").get("min"));
        BigFraction max = number(json.get("visualization").get("max"));
        Point x = point(json.get("x"));
        assertEquals(0, unit.at(a).compareTo(min));
        assertEquals(0, unit.at(b).compareTo(max));
        Stream.of(a, b, x, Point.of(min, max))
                .flatMap(point -> point.coordinates().stream())
                .forEach(number -> assertTrue(Rationals.isExactDouble(number), number + " is no double"));
        Surd truth = unit.at(x);
        assertEquals(truth.toString(), json.get("true").asText());
        BigFraction bound = max.subtract(min).divide(2).subtract(number(json.get("h")));
        assertEquals(bound, number(json.get("bound")));
        BigFraction mid = min.add(max).divide(2);
        if (!json.get("decoded").asText().contains("sqrt")) {
            BigFraction decoded = number(json.get("decoded"));
            assertTrue(truth.minus(decoded).abs().compareTo(bound) >= 0, run.output());
            assertFalse(Integer.signum(truth.compareTo(mid)) == Integer.signum(decoded.compareTo(mid)), run.output());
        }
        assertNotEquals(0, truth.compareTo(mid));
        assertTrue(json.get("defeated").asBoolean());
        assertTrue(json.get("sideMisjudged").asBoolean());
        assertFalse(json.get("function").get("formula").isEmpty());
    }

    private static JsonNode json(Run run) {
        return EvidenceJson.read(run.output(), JsonNode.class);
    }

    private static Unit unit(Run run) {
        String text = "{\"unit\":" + json(run).get("function").get("unit") + "}";
        return EvidenceJson.read(text, Holder.class).unit();
    }

    private static BigFraction number(JsonNode json) {
        return Rationals.parse(json.asText());
    }

    private static Point point(JsonNode json) {
        List<BigFraction> coordinates = new ArrayList<>();
        json.forEach(coordinate -> coordinates.add(number(coordinate)));
        return new Point(coordinates);
    }
}
