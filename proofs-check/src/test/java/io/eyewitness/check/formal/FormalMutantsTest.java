package io.eyewitness.check.formal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.eyewitness.check.formal.Mutant.Mutated;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Do the definitions and statements of the Coq development say what they should? Each mutant changes one; then a proof
 * fails, or the mutant is listed as still true and all proofs pass.
 */
class FormalMutantsTest {
    private static final Duration LIMIT = Duration.ofMinutes(15);
    private static final Pattern ERROR = Pattern.compile(
            "File \"[^\"]*?(\\w+\\.v)\", line (\\d+), characters (\\d+)-\\d+:\\s*Error:\\s*(.*)", Pattern.DOTALL);
    private static final Pattern START_OR_END_OF_PROOF = Pattern.compile("\\b(Proof|Qed|Defined)\\b");
    /** Errors that say nothing about the statement: the mutant itself is no Coq, or a proof misses a name. */
    private static final Pattern NO_FAILED_PROOF = Pattern.compile(
            "Syntax error|Lexer|was not found|[Uu]nknown|already used|Not the right number|Cannot find a|Unable to locate");

    private static final ExecutorService TWO_AT_A_TIME = Executors.newFixedThreadPool(2);

    private static Programs programs;

    @BeforeAll
    static void start() throws IOException {
        programs = new Programs(LIMIT);
    }

    @AfterAll
    static void stop() {
        TWO_AT_A_TIME.shutdownNow();
        programs.close();
    }

    /**
     * An error that coqc reports.
     *
     * @param file the source
     * @param inProof whether it is in a proof, not in a definition or a statement
     * @param message what coqc says
     */
    private record Failure(String file, boolean inProof, String message) {}

    @Test
    void eachMutantChangesOnePlaceAndSaysWhy() throws IOException {
        Map<String, String> sources = Development.builtIn().sources();
        List<Mutant> mutants = mutants();
        assertEquals(
                mutants.size(), mutants.stream().map(Mutant::name).distinct().count());
        for (Mutant mutant : mutants) {
            String text = sources.get(mutant.file());
            assertEquals(2, (text + " ").split(Pattern.quote(mutant.from()), -1).length, mutant.name());
            assertFalse(mutant.from().equals(mutant.to()), mutant.name());
            assertTrue((mutant.fails() == null) != (mutant.survives() == null), mutant.name());
        }
    }

    @TestFactory
    Stream<DynamicTest> aProofFailsUnlessTheMutantIsStillTrue() throws IOException {
        SmallDevelopment.assumeCoqIsInstalled();
        Development development = Development.builtIn();
        Coq coq = Coq.find(SmallDevelopment.path(), programs);
        Compilation original = new Compilation(coq, programs, () -> {});
        original.compile(development.sources());
        Map<String, Set<String>> needed =
                original.dependencies(development.sources().keySet());
        return mutants().stream()
                .map(mutant -> Map.entry(mutant, TWO_AT_A_TIME.submit(() -> firstFailure(mutant, needed, coq))))
                .toList()
                .stream()
                .map(outcome -> dynamicTest(
                        outcome.getKey().name(),
                        () -> check(outcome.getKey(), outcome.getValue().get())));
    }

    private static void check(Mutant mutant, Optional<Failure> failure) {
        if (mutant.survives() != null) {
            assertEquals(Optional.empty(), failure);
        } else {
            Failure found = failure.orElseThrow(() -> new AssertionError("compiles, though " + mutant.fails()));
            assertTrue(found.inProof(), found::toString);
            assertFalse(NO_FAILED_PROOF.matcher(found.message()).find(), found::toString);
        }
    }

    private static List<Mutant> mutants() throws IOException {
        try (InputStream json = FormalMutantsTest.class.getResourceAsStream("mutants.json")) {
            return List.of(new ObjectMapper().readValue(json, Mutant[].class));
        }
    }

    private static Optional<Failure> firstFailure(Mutant mutant, Map<String, Set<String>> needed, Coq coq)
            throws IOException {
        Mutated mutated = mutant.of(Development.builtIn());
        SortedMap<String, String> sources = mutated.sources().sources();
        Set<String> affected = new LinkedHashSet<>(Set.of(mutated.changed()));
        needed.forEach((name, others) -> {
            if (others.stream().anyMatch(affected::contains)) {
                affected.add(name);
            }
        });
        try (Programs own = new Programs(LIMIT)) {
            Compilation compilation = new Compilation(coq, own, () -> {});
            for (String name : needed.keySet()) {
                if (!affected.contains(name)) {
                    Files.createLink(
                            own.folder().resolve(name + "o"), programs.folder().resolve(name + "o"));
                }
            }
            for (String name : affected) {
                Programs.Outcome outcome = compilation.compile(name, sources.get(name));
                if (outcome.code() != 0) {
                    return Optional.of(failure(outcome.errors(), sources));
                }
            }
            return Optional.empty();
        }
    }

    private static Failure failure(String output, Map<String, String> sources) {
        Matcher error = ERROR.matcher(output);
        assertTrue(error.find(), () -> "coqc fails without an error: " + output);
        String file = error.group(1);
        return new Failure(
                file,
                isInProof(sources.get(file), Integer.parseInt(error.group(2)), Integer.parseInt(error.group(3))),
                error.group(4).strip());
    }

    /** Coq counts lines from 1, and characters of a line, in bytes, from 0. */
    private static boolean isInProof(String text, int line, int column) {
        List<String> lines = text.lines().toList();
        byte[] last = lines.get(line - 1).getBytes(StandardCharsets.UTF_8);
        String before = String.join("\n", lines.subList(0, line - 1))
                + "\n"
                + new String(last, 0, Math.min(column, last.length), StandardCharsets.UTF_8);
        return START_OR_END_OF_PROOF
                .matcher(before)
                .results()
                .reduce((first, second) -> second)
                .filter(keyword -> keyword.group().equals("Proof"))
                .isPresent();
    }
}
