package io.eyewitness.check.gate;

import io.eyewitness.check.kernel.Proven;
import io.eyewitness.check.kernel.Rejected;
import io.eyewitness.check.proof.ProofFile;
import io.eyewitness.theory.evidence.ObligationEvidence;
import io.eyewitness.theory.evidence.ObligationEvidence.SolverAnswer;
import io.eyewitness.theory.obligation.Obligation;
import io.eyewitness.theory.obligation.Obligations;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Examines an obligation: its script is the checker's own statement; the kernel accepts its proof, or solvers are believed. Where a
 * solver contradicts the kernel or another solver, the obligation fails.
 */
final class ObligationExaminer {
    private final ObligationEvidence evidence;
    private final List<String> failures = new ArrayList<>();
    private Optional<Proven> proven = Optional.empty();

    private ObligationExaminer(ObligationEvidence evidence) {
        this.evidence = evidence;
    }

    static Finding examine(ObligationEvidence evidence) {
        ObligationExaminer examiner = new ObligationExaminer(evidence);
        Level level = examiner.level();
        return new Finding(evidence.id(), level, examiner.failures, examiner.proven, Optional.empty(), 0);
    }

    private Level level() {
        Optional<Obligation> obligation = Obligations.all().stream()
                .filter(candidate -> ("obligation:" + candidate.id()).equals(evidence.id()))
                .findFirst();
        if (obligation.isEmpty()) {
            failures.add("there is no such obligation");
        } else if (!obligation.get().script().equals(evidence.script())) {
            failures.add("the script that was refuted does not state the obligation");
        } else {
            evidence.proof().ifPresent(proof -> check(obligation.get().id(), proof));
        }
        return proven.isPresent() ? Level.KERNEL : bySolvers();
    }

    private void check(String id, String text) {
        try {
            ProofFile file = ProofFile.read(text);
            if (!file.obligation().equals(id)) {
                failures.add("the proof is of " + file.obligation());
                return;
            }
            proven = Optional.of(Proven.check(evidence.script(), file.steps()));
            evidence.answers().stream()
                    .filter(answer -> answer.answer().equals("sat"))
                    .forEach(answer -> failures.add(answer.solver()
                            + " answered sat, but the kernel has accepted a proof: one of them is wrong"));
        } catch (Rejected e) {
            failures.add("the kernel rejects the proof: " + e.getMessage());
        } catch (IllegalArgumentException e) {
            failures.add(e.getMessage());
        }
    }

    private Level bySolvers() {
        Set<String> refuting = evidence.answers().stream()
                .filter(answer -> answer.answer().equals("unsat"))
                .map(answer -> answer.solver().replaceFirst(" .*", ""))
                .collect(Collectors.toSet());
        evidence.answers().stream()
                .filter(answer -> !answer.answer().equals("unsat"))
                .filter(answer -> refuting.isEmpty() || answer.answer().equals("sat"))
                .map(ObligationExaminer::sentence)
                .forEach(failures::add);
        if (evidence.answers().isEmpty() && evidence.proof().isEmpty()) {
            failures.add("there is neither a proof nor a solver's answer");
        }
        return refuting.size() > 1 ? Level.TWO_SOLVERS : Level.ONE_SOLVER;
    }

    private static String sentence(SolverAnswer answer) {
        return answer.solver() + " answered " + answer.answer();
    }
}
