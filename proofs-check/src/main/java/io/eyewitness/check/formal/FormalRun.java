package io.eyewitness.check.formal;

import io.eyewitness.theory.claim.Ledger;
import io.eyewitness.theory.console.Bar;
import io.eyewitness.theory.evidence.FormalEvidence;
import io.eyewitness.theory.evidence.FormalEvidence.Theorem;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * A run of Coq over the development and the file of a ledger: refuses sources that assume their conclusions, compiles the others, has
 * coqchk check the compiled library, and reads the axioms on which each theorem rests.
 */
public final class FormalRun {
    /** The commands with which a user runs it. */
    public static final String HOW = Coq.INSTALL + ", then ./eyewitness formal";

    /** coqchk takes half a minute alone, but more than ten on a machine that is busy with other things. */
    private static final Duration LIMIT = Duration.ofMinutes(30);

    private static final String ASSUMPTIONS = "Assumptions.v";

    private final Development development;
    private final Ledger ledger;

    /**
     * The result of a run.
     *
     * @param record the record of the theorems
     * @param refused the ids of the claims that the development does not prove; if there are any, the record is of the others
     * @param isFromCache whether the result is that of an earlier run
     */
    public record Result(FormalEvidence record, Set<String> refused, boolean isFromCache) {
        public Result {
            refused = Set.copyOf(refused);
        }
    }

    /** A run that has not begun. */
    public FormalRun(Development development, Ledger ledger) {
        this.development = development;
        this.ledger = ledger;
    }

    /**
     * The result, from the cache or by a run, which is then kept in the cache.
     *
     * @param cache the cache
     * @param path the folders in which Coq is looked for
     * @param again whether to run even if the cache holds a result
     * @param lines takes messages
     * @throws NotProven if Coq refuses a source, or the compiled library, or a theorem rests on an axiom that is not allowed
     */
    public Result result(FormalCache cache, String path, boolean again, Consumer<String> lines) throws IOException {
        LedgerFile file = LedgerFile.of(ledger);
        Optional<FormalEvidence> known = again ? Optional.empty() : cache.read(development, file);
        if (known.isPresent()) {
            return new Result(known.get(), Set.of(), true);
        }
        Result result;
        try (Programs programs = new Programs(LIMIT);
                Bar bar = new Bar("proving").start(steps())) {
            result = run(path, programs, bar::step);
        }
        if (result.refused().isEmpty()) {
            try {
                cache.keep(result.record(), development, file);
            } catch (IOException e) {
                lines.accept("the run is not remembered: " + e.getMessage());
            }
        }
        return result;
    }

    /** The number of steps of a run. */
    int steps() {
        return development.sources().size() + 3;
    }

    /**
     * Runs.
     *
     * @param path the folders that programs are looked for in
     * @param programs runs them
     * @param step an action to run after each step
     * @throws NotProven if Coq refuses a source, or the compiled library, or a theorem rests on an axiom that is not allowed
     * @throws CoqUnavailable if there is no Coq, it is too old, or it is stopped
     */
    Result run(String path, Programs programs, Runnable step) throws IOException {
        for (Map.Entry<String, String> source : development.sources().entrySet()) {
            Optional<String> refusal = Screen.refusal(source.getValue());
            if (refusal.isPresent()) {
                throw new NotProven(source.getKey() + ", " + refusal.get());
            }
        }
        Coq coq = Coq.find(path, programs);
        Compilation compilation = new Compilation(coq, programs, step);
        compilation.compile(development.sources());
        Set<String> refused = new LinkedHashSet<>();
        LedgerFile file = LedgerFile.of(ledger);
        Programs.Outcome outcome = compilation.compile(LedgerFile.NAME, file.text());
        if (outcome.code() != 0) {
            refused.addAll(refused(compilation, file, outcome));
            file = LedgerFile.of(ledger, refused);
            outcome = compilation.compile(LedgerFile.NAME, file.text());
        }
        requireCompiled(LedgerFile.NAME, outcome);
        step.run();
        List<Theorem> theorems =
                theorems(compilation, file, development.hashes(file).keySet(), step);
        return new Result(
                new FormalEvidence(FormalEvidence.ID, coq.version(), development.hashes(file), theorems),
                refused,
                false);
    }

    private static void requireCompiled(String name, Programs.Outcome outcome) {
        if (outcome.code() != 0) {
            throw new NotProven(name + ": coqc refuses it: " + Compilation.error(outcome));
        }
    }

    /** While coqchk checks the compiled library, coqc prints the axioms of the theorems. */
    private static List<Theorem> theorems(
            Compilation compilation, LedgerFile file, Collection<String> files, Runnable step) throws IOException {
        compilation.write(ASSUMPTIONS, file.assumptions());
        CompletableFuture<Programs.Outcome> told = CompletableFuture.supplyAsync(() -> {
            Programs.Outcome outcome = compilation.coqc(ASSUMPTIONS);
            requireCompiled(ASSUMPTIONS, outcome);
            step.run();
            return outcome;
        });
        compilation.check(files);
        step.run();
        try {
            return theorems(file, Axioms.of(told.join().output()));
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException problem ? problem : e;
        }
    }

    /** The claims that are not proven, by a trial of each. */
    private static Set<String> refused(Compilation compilation, LedgerFile file, Programs.Outcome failed)
            throws IOException {
        Programs.Outcome trial = compilation.compile("Trial.v", file.trial());
        Set<String> claims = file.statements().stream().map(CoqStatement::claim).collect(Collectors.toSet());
        Set<String> refused = trial.output().lines().filter(claims::contains).collect(Collectors.toSet());
        if (trial.code() != 0 || refused.isEmpty()) {
            throw new NotProven(
                    LedgerFile.NAME + ": coqc refuses it: " + Compilation.error(trial.code() == 0 ? failed : trial));
        }
        return refused;
    }

    private static List<Theorem> theorems(LedgerFile file, List<List<String>> assumptions) {
        if (assumptions.size() != file.statements().size()) {
            throw new NotProven(ASSUMPTIONS + ": coqc printed the assumptions of " + assumptions.size()
                    + " theorems, not of " + file.statements().size());
        }
        List<Theorem> theorems = new ArrayList<>();
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < assumptions.size(); i++) {
            CoqStatement statement = file.statements().get(i);
            theorems.add(new Theorem(statement.claim(), statement.name(), statement.statement(), assumptions.get(i)));
            assumptions.get(i).stream()
                    .filter(axiom -> !Axioms.ALLOWED.contains(axiom))
                    .forEach(axiom -> wrong.add(statement.claim() + ": its proof rests on " + axiom));
        }
        if (!wrong.isEmpty()) {
            throw new NotProven(String.join("\n", wrong));
        }
        return theorems;
    }
}
