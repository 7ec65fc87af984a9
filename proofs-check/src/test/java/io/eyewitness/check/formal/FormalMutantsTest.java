package io.eyewitness.check.formal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.eyewitness.check.formal.CoqSources.Failure;
import io.eyewitness.check.formal.Mutant.Mutated;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Do the definitions and statements of the Coq development say what they should? Each mutant changes one; then a proof
 * fails, or the mutant is listed as still true and all proofs pass.
 */
class FormalMutantsTest {
    private static final Path SOURCES = Path.of("src", "main", "coq");
    /** Errors that say nothing about the statement: the mutant itself is no Coq, or a proof misses a name. */
    private static final Pattern NO_FAILED_PROOF = Pattern.compile(
            "Syntax error|Lexer|was not found|[Uu]nknown|already used|Not the right number|Cannot find a|Unable to locate");

    private static final ExecutorService TWO_AT_A_TIME = Executors.newFixedThreadPool(2);

    @TempDir
    static Path folder;

    @AfterAll
    static void stop() {
        TWO_AT_A_TIME.shutdownNow();
    }

    @Test
    void eachMutantChangesOnePlaceAndSaysWhy() throws IOException {
        CoqSources sources = CoqSources.read(SOURCES);
        List<Mutant> mutants = mutants();
        assertEquals(
                mutants.size(), mutants.stream().map(Mutant::name).distinct().count());
        for (Mutant mutant : mutants) {
            String text = sources.texts().get(mutant.file());
            assertEquals(2, (text + " ").split(Pattern.quote(mutant.from()), -1).length, mutant.name());
            assertFalse(mutant.from().equals(mutant.to()), mutant.name());
            assertTrue((mutant.fails() == null) != (mutant.survives() == null), mutant.name());
        }
    }

    @TestFactory
    Stream<DynamicTest> aProofFailsUnlessTheMutantIsStillTrue() throws IOException {
        assumeTrue(CoqSources.isCoqInstalled(), "coqc is not installed");
        CoqSources sources = CoqSources.read(SOURCES);
        Path original = Files.createDirectory(folder.resolve("original"));
        compileAll(sources, original);
        Map<Mutant, Future<Optional<Failure>>> outcomes = new HashMap<>();
        List<Mutant> mutants = mutants();
        for (Mutant mutant : mutants) {
            Path copy = Files.createDirectory(folder.resolve("mutant" + outcomes.size()));
            outcomes.put(mutant, TWO_AT_A_TIME.submit(() -> firstFailure(mutant, sources, original, copy)));
        }
        return mutants.stream()
                .map(mutant -> dynamicTest(
                        mutant.name(), () -> check(mutant, outcomes.get(mutant).get())));
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

    private static void compileAll(CoqSources sources, Path target) {
        Map<String, CompletableFuture<Void>> done = new HashMap<>();
        for (String name : sources.texts().keySet()) {
            CompletableFuture<?>[] required = sources.required(name, done.keySet()).stream()
                    .map(done::get)
                    .toArray(CompletableFuture<?>[]::new);
            done.put(
                    name,
                    CompletableFuture.allOf(required)
                            .thenRunAsync(
                                    () -> assertEquals(
                                            Optional.empty(), unchecked(() -> sources.compile(name, target)), name),
                                    TWO_AT_A_TIME));
        }
        CompletableFuture.allOf(done.values().toArray(CompletableFuture<?>[]::new))
                .join();
    }

    private static Optional<Failure> firstFailure(Mutant mutant, CoqSources sources, Path original, Path copy)
            throws IOException, InterruptedException {
        Mutated mutated = mutant.of(sources);
        List<String> affected = mutated.sources().affectedBy(mutated.changed());
        for (String name : sources.texts().keySet()) {
            if (!affected.contains(name)) {
                Files.createLink(copy.resolve(name + ".vo"), original.resolve(name + ".vo"));
            }
        }
        for (String name : affected) {
            Optional<Failure> failure = mutated.sources().compile(name, copy);
            if (failure.isPresent()) {
                return failure;
            }
        }
        return Optional.empty();
    }

    private static <T> T unchecked(Callable<T> task) {
        try {
            return task.call();
        } catch (Exception e) {
            throw new CompletionException(e);
        }
    }
}
