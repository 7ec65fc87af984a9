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
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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

    private static final Pattern PRINTING = Pattern.compile("^Print Assumptions .*$", Pattern.MULTILINE);

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

    /** The constructors of an inductive type are changed with it; what mentions none of them is left as it is. */
    @Test
    void whatMentionsAChangedDefinitionIsCompiledAnew() {
        Map<String, String> sources = Development.builtIn().sources();
        List<String> statements = sources.keySet().stream()
                .filter(name -> name.endsWith("Statements.v"))
                .toList();
        Mutant mutant = new Mutant(
                "looks", "HelpStatements.v", "VisOn (box : input d * input d)", "VisOn (box : input d)", null, null);
        Mutated mutated = mutant.of(Development.builtIn(), statements);
        assertTrue(mutated.sources().get("Changed.v").contains("VisOn (box : input d)."));
        assertTrue(mutated.changed().contains("Changed.v"));
        sources.forEach((name, text) -> {
            boolean mentions =
                    Pattern.compile("\\b(looks?|VisOn|Near)\\b").matcher(text).find();
            assertTrue(
                    !mentions || statements.contains(name) || mutated.changed().contains(name), name);
            assertEquals(
                    mutated.changed().contains(name),
                    mutated.sources().get(name).contains("\nFrom Eyewitness Require Import Changed.\n"));
        });
        assertFalse(mutated.changed().contains("Distances.v"));
    }

    @Test
    void theChangedFilesThatNeedTheLeastComeFirst() {
        Map<String, Set<String>> needed = new LinkedHashMap<>();
        needed.put("Statements.v", Set.of());
        needed.put("Changed.v", Set.of("Statements.v"));
        needed.put("A.v", Set.of("Changed.v"));
        needed.put("B.v", Set.of("A.v"));
        needed.put("C.v", Set.of("Statements.v", "B.v", "Changed.v"));
        needed.put("D.v", Set.of("Changed.v"));
        needed.put("E.v", Set.of("Statements.v"));
        Mutated mutated = new Mutated(new TreeMap<>(), Set.of("Changed.v", "A.v", "C.v", "D.v"));
        assertEquals(List.of("Changed.v", "A.v", "D.v", "B.v", "C.v"), mutated.order(needed));
    }

    @TestFactory
    Stream<DynamicTest> aProofFailsUnlessTheMutantIsStillTrue() throws IOException {
        SmallDevelopment.assumeCoqIsInstalled();
        Development development = withoutPrinting(Development.builtIn());
        Coq coq = Coq.find(SmallDevelopment.path(), programs);
        Compilation original = new Compilation(coq, programs, () -> {});
        original.compile(development.sources());
        Set<String> order =
                original.dependencies(development.sources().keySet()).keySet();
        Map<String, Future<Optional<Failure>>> failures = new HashMap<>();
        // Those that compile take longest.
        mutants().stream()
                .sorted(Comparator.comparing(mutant -> mutant.survives() == null))
                .forEach(mutant -> failures.put(
                        mutant.name(), TWO_AT_A_TIME.submit(() -> firstFailure(mutant.of(development, order), coq))));
        return mutants().stream()
                .map(mutant -> dynamicTest(
                        mutant.name(),
                        () -> check(mutant, failures.get(mutant.name()).get())));
    }

    /** Printing the axioms of each theorem takes longer than proving it, and no proof fails by it. */
    private static Development withoutPrinting(Development development) {
        SortedMap<String, String> sources = new TreeMap<>(development.sources());
        sources.replaceAll((name, text) -> PRINTING.matcher(text).replaceAll(""));
        return new Development(sources);
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

    private static Optional<Failure> firstFailure(Mutated mutated, Coq coq) throws IOException {
        try (Programs own = new Programs(LIMIT)) {
            Compilation compilation = new Compilation(coq, own, () -> {});
            for (Map.Entry<String, String> source : mutated.sources().entrySet()) {
                compilation.write(source.getKey(), source.getValue());
            }
            copyCertificates(own);
            Map<String, Set<String>> needed =
                    compilation.dependencies(mutated.sources().keySet());
            List<String> anew = mutated.order(needed);
            for (String name : needed.keySet()) {
                if (!anew.contains(name)) {
                    Files.createLink(
                            own.folder().resolve(name + "o"), programs.folder().resolve(name + "o"));
                }
            }
            for (String name : anew) {
                Programs.Outcome outcome = compilation.coqc(name);
                if (outcome.code() != 0) {
                    return Optional.of(failure(outcome.errors(), mutated.sources()));
                }
            }
            return Optional.empty();
        }
    }

    /** Coq keeps certificates of inequalities in hidden files, and checks them again; the search for one takes up to ten seconds. */
    private static void copyCertificates(Programs to) throws IOException {
        try (DirectoryStream<Path> caches = Files.newDirectoryStream(programs.folder(), ".*.cache")) {
            for (Path cache : caches) {
                Files.copy(cache, to.folder().resolve(cache.getFileName()));
            }
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
