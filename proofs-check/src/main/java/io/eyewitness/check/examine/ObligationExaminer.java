package io.eyewitness.check.examine;

import io.eyewitness.check.kernel.Rejected;
import io.eyewitness.check.proof.ProofFile;
import io.eyewitness.check.rules.ProvenObligation;
import io.eyewitness.theory.evidence.ObligationEvidence;
import io.eyewitness.theory.evidence.ObligationEvidence.SolverAnswer;
import io.eyewitness.theory.obligation.Obligation;
import io.eyewitness.theory.obligation.Obligations;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Examines an obligation: its script must be the checker's own statement, and the kernel must accept all its proofs; without a proof
 * the answers of solvers are believed that this run has asked. If a solver contradicts the kernel or another solver, the obligation
 * fails.
 */
final class ObligationExaminer {
    private static final String SOLVER = "(z3|cvc5) [0-9][0-9A-Za-z.+-]*";
    private static final Set<String> ANSWERS = Set.of("unsat", "sat", "unknown");

    private final ObligationEvidence evidence;
    private final List<String> failures = new ArrayList<>();
    private final List<ProvenObligation> proven = new ArrayList<>();

    private ObligationExaminer(ObligationEvidence evidence) {
        this.evidence = evidence;
    }

    /**
     * Examines an obligation.
     *
     * @param isAsking whether this run has asked the solvers itself; answers from a file are not believed
     */
    static Finding examine(ObligationEvidence evidence, boolean isAsking) {
        ObligationExaminer examiner = new ObligationExaminer(evidence);
        Level level = examiner.level(isAsking);
        return new Finding(evidence.id(), level, examiner.failures, examiner.proven, Optional.empty(), 0);
    }

    private Level level(boolean isAsking) {
        Optional<Obligation> obligation = Obligations.all().stream()
                .filter(candidate -> ("obligation:" + candidate.id()).equals(evidence.id()))
                .findFirst();
        if (obligation.isEmpty()) {
            failures.add("there is no such obligation");
        } else if (!obligation.get().script().equals(evidence.script())) {
            failures.add("the script that was refuted does not state the obligation");
        } else {
            evidence.proof().ifPresent(proof -> check(obligation.get(), proof));
        }
        evidence.answers().forEach(this::requireSolver);
        if (!proven.isEmpty()) {
            return Level.KERNEL;
        }
        if (!isAsking && evidence.proof().isEmpty()) {
            failures.add("it has no proof, and answers of solvers that a file names are not believed");
        }
        return bySolvers();
    }

    private void requireSolver(SolverAnswer answer) {
        if (!String.valueOf(answer.solver()).matches(SOLVER) || !ANSWERS.contains(String.valueOf(answer.answer()))) {
            failures.add(
                    sentence(answer) + ", but the solvers are z3 and cvc5, their answers " + new TreeSet<>(ANSWERS));
        }
    }

    private void check(Obligation obligation, String text) {
        try {
            ProofFile file = ProofFile.read(text);
            if (!file.obligation().equals(obligation.id())) {
                failures.add("the proof is of " + file.obligation());
                return;
            }
            for (ProofFile.Proof proof : file.proofs()) {
                KernelWork.spend(proof.steps());
                proven.add(ProvenObligation.check(obligation, proof.without(), proof.steps()));
            }
            evidence.answers().stream()
                    .filter(answer -> "sat".equals(answer.answer()))
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
