package io.eyewitness.check.vacuity;

import io.eyewitness.check.solver.Answer;
import io.eyewitness.check.solver.Z3Solver;
import io.eyewitness.theory.formula.Formula;
import io.eyewitness.theory.obligation.Obligation;
import io.eyewitness.theory.obligation.vacuity.Atoms;
import io.eyewitness.theory.obligation.vacuity.Mutations;
import io.eyewitness.theory.obligation.vacuity.Vacuity;
import io.eyewitness.theory.obligation.vacuity.VacuityCheck;
import io.eyewitness.theory.obligation.vacuity.VacuityReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.commons.numbers.fraction.BigFraction;

/** Searches, with Z3, for the models that show that obligations are not vacuous. {@link VacuityCheck} checks what it finds. */
public final class VacuitySearch {
    private static final Duration HASTE = Duration.ofSeconds(2);

    private final Duration timeout;

    /**
     * A search.
     *
     * @param timeout how long Z3 may take over one question
     */
    public VacuitySearch(Duration timeout) {
        this.timeout = timeout;
    }

    /**
     * The report on the obligations.
     *
     * @param obligations what to look at
     * @param threads how many at once; the report does not depend on it
     * @throws IllegalStateException if the hypotheses of one have no model, or no mutation of a conclusion that needs no
     *     hypothesis has a counter-model
     */
    public VacuityReport report(List<Obligation> obligations, int threads) {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<Vacuity>> entries = obligations.stream()
                    .map(obligation -> pool.submit(() -> of(obligation)))
                    .toList();
            List<Vacuity> found = new ArrayList<>();
            for (Future<Vacuity> entry : entries) {
                found.add(entry.get());
            }
            return new VacuityReport(VacuityReport.SCHEMA, found);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause().getMessage(), e);
        } finally {
            pool.shutdownNow();
        }
    }

    /** The entry of one obligation; solvers of its own make it independent of what was asked before. */
    public Vacuity of(Obligation obligation) {
        try (Z3Solver patient = new Z3Solver(timeout);
                Z3Solver hasty = new Z3Solver(HASTE)) {
            return of(obligation, new ModelSearch(patient, hasty));
        }
    }

    private static Vacuity of(Obligation obligation, ModelSearch search) {
        Map<String, BigFraction> model = model(search.find(Atoms.of(obligation)))
                .orElseThrow(() -> new IllegalStateException(
                        "no model of the hypotheses of obligation:" + obligation.id() + " was found"));
        List<Formula> atoms = Atoms.of(obligation);
        List<Vacuity.Hypothesis> hypotheses = new ArrayList<>();
        for (int i = 0; i < atoms.size(); i++) {
            hypotheses.add(hypothesis(atoms.get(i).toString(), search.find(Atoms.negationWithout(obligation, i))));
        }
        boolean isBlunt = hypotheses.stream().noneMatch(one -> one.need() == Vacuity.Need.NEEDED);
        return new Vacuity(
                obligation.id(),
                model,
                hypotheses,
                isBlunt ? Optional.of(mutation(obligation, search)) : Optional.empty());
    }

    private static Vacuity.Hypothesis hypothesis(String text, Answer answer) {
        Vacuity.Need need = answer.isUnsatisfiable()
                ? Vacuity.Need.NOT_NEEDED
                : answer instanceof Answer.Unknown ? Vacuity.Need.NOT_SHOWN : Vacuity.Need.NEEDED;
        return new Vacuity.Hypothesis(text, need, model(answer));
    }

    private static Vacuity.Mutation mutation(Obligation obligation, ModelSearch search) {
        for (Formula mutant : Mutations.of(obligation.conclusion())) {
            List<Formula> assertions = new ArrayList<>(Atoms.of(obligation));
            assertions.add(Formula.not(mutant));
            Optional<Map<String, BigFraction>> counterModel = model(search.find(assertions));
            if (counterModel.isPresent()) {
                return new Vacuity.Mutation(mutant.toString(), counterModel.get());
            }
        }
        throw new IllegalStateException(
                "every mutation of the conclusion of obligation:" + obligation.id() + " follows");
    }

    private static Optional<Map<String, BigFraction>> model(Answer answer) {
        return answer instanceof Answer.Satisfiable satisfiable ? Optional.of(satisfiable.model()) : Optional.empty();
    }
}
