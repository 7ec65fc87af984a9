package io.eyewitness.check.explain;

import io.eyewitness.check.gate.Finding;
import io.eyewitness.check.gate.Gate;
import io.eyewitness.check.proof.KeptProofs;
import io.eyewitness.theory.evidence.ObligationEvidence;
import io.eyewitness.theory.evidence.ObligationEvidence.SolverAnswer;
import io.eyewitness.theory.evidence.TheoryEvidence;
import io.eyewitness.theory.obligation.Obligation;
import io.eyewitness.theory.solver.Solver;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An obligation as the gate finds it now, by its kept proof and by what a solver answers.
 *
 * @param obligation the obligation
 * @param answers what the solver answers
 * @param finding what the gate finds
 */
record ExaminedObligation(Obligation obligation, List<SolverAnswer> answers, Finding finding) {
    static ExaminedObligation of(Obligation obligation, Solver solver) {
        ObligationEvidence evidence =
                TheoryEvidence.obligation(obligation, solver).with(obligation.script(), KeptProofs.of(obligation.id()));
        return new ExaminedObligation(obligation, evidence.answers(), Gate.examine(evidence, Optional.of(solver)));
    }

    boolean stands() {
        return finding.failures().isEmpty();
    }

    /** How it is known. */
    String known() {
        return Stream.concat(
                        Stream.of(stands() ? finding.level().text() : "NOT ESTABLISHED: " + finding.failures()),
                        answers.stream().map(ExaminedObligation::sentence))
                .collect(Collectors.joining("; "));
    }

    private static String sentence(SolverAnswer answer) {
        return answer.answer().equals("unsat")
                ? "negation refuted by " + answer.solver()
                : answer.solver() + " answers " + answer.answer();
    }
}
