package io.eyewitness.check.prover;

import io.eyewitness.check.proof.ProofFile;
import io.eyewitness.check.solver.Answer;
import io.eyewitness.check.solver.Z3Solver;
import io.eyewitness.theory.formula.Formula;
import io.eyewitness.theory.obligation.Obligation;
import io.eyewitness.theory.obligation.vacuity.Atoms;
import io.eyewitness.theory.obligation.vacuity.VacuityReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * The search over obligations, in parallel. Proofs are sought that do without all hypotheses of which no counter-model shows that they
 * are needed; where that cannot be done at once, several proofs share them out. What is found is for the kernel to check.
 */
public final class ProofSearch {
    private static final VacuityReport MODELS = VacuityReport.builtIn();
    private static final Duration HASTE = Duration.ofSeconds(2);

    private final Obligation obligation;
    private final Duration limit;
    private final Z3Solver solver;

    private ProofSearch(Obligation obligation, Duration limit, Z3Solver solver) {
        this.obligation = obligation;
        this.limit = limit;
        this.solver = solver;
    }

    /**
     * Proofs of one obligation, or empty if none is found.
     *
     * @param limit how long each attempt may take
     */
    public static Optional<ProofFile> find(Obligation obligation, Duration limit) {
        try (Z3Solver solver = new Z3Solver(HASTE)) {
            return new ProofSearch(obligation, limit, solver).file();
        }
    }

    /**
     * Proofs of obligations, by id; one that is not found within the limit, each by itself, is left out. The proofs do not
     * depend on the number of threads, except through the limit.
     */
    public static Map<String, ProofFile> find(Collection<Obligation> obligations, Duration limit) {
        Map<String, ProofFile> proofs = new ConcurrentSkipListMap<>();
        obligations.parallelStream()
                .forEach(obligation -> find(obligation, limit).ifPresent(proof -> proofs.put(obligation.id(), proof)));
        return proofs;
    }

    private Optional<ProofFile> file() {
        SortedSet<Integer> open = withoutCounterModel();
        List<ProofFile.Proof> proofs = new ArrayList<>();
        Optional<ProofFile.Proof> next = leanest(open).or(() -> proof(new TreeSet<>()));
        while (next.isPresent()) {
            proofs.add(next.get());
            open.removeAll(next.get().without());
            next = leanest(open);
        }
        return proofs.isEmpty() ? Optional.empty() : Optional.of(new ProofFile(obligation.id(), proofs));
    }

    private SortedSet<Integer> withoutCounterModel() {
        SortedSet<Integer> numbers = new TreeSet<>();
        MODELS.obligations().stream()
                .filter(entry -> entry.id().equals(obligation.id()))
                .forEach(entry -> {
                    for (int i = 0; i < entry.hypotheses().size(); i++) {
                        if (entry.hypotheses().get(i).counterModel().isEmpty()) {
                            numbers.add(i + 1);
                        }
                    }
                });
        return numbers;
    }

    /** A proof without some of the hypotheses: without all if there is one, else without as many as can go one after another. */
    private Optional<ProofFile.Proof> leanest(SortedSet<Integer> hypotheses) {
        if (hypotheses.isEmpty()) {
            return Optional.empty();
        }
        Optional<ProofFile.Proof> best = proof(hypotheses);
        SortedSet<Integer> without = new TreeSet<>();
        for (int hypothesis : best.isPresent() ? new TreeSet<Integer>() : hypotheses) {
            without.add(hypothesis);
            Optional<ProofFile.Proof> leaner = proof(without);
            if (leaner.isPresent()) {
                best = leaner;
            } else {
                without.remove(hypothesis);
            }
        }
        return best;
    }

    /** A proof without some hypotheses. Where a solver has a counter-model there is none to be sought. */
    private Optional<ProofFile.Proof> proof(SortedSet<Integer> without) {
        List<Formula> assertions = Atoms.without(obligation, without).negation();
        return !without.isEmpty() && solver.check(assertions) instanceof Answer.Satisfiable
                ? Optional.empty()
                : Prover.prove(assertions, Hints.of(obligation.id()), limit)
                        .map(steps -> new ProofFile.Proof(without, steps));
    }
}
