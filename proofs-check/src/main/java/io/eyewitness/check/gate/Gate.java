package io.eyewitness.check.gate;

import io.eyewitness.check.formal.FormalRecord;
import io.eyewitness.check.rules.Derivations;
import io.eyewitness.theory.claim.Claim;
import io.eyewitness.theory.claim.Ledger;
import io.eyewitness.theory.claim.Verdict;
import io.eyewitness.theory.evidence.BoundEvidence;
import io.eyewitness.theory.evidence.DecoderEvidence;
import io.eyewitness.theory.evidence.Evidence;
import io.eyewitness.theory.evidence.FormalEvidence;
import io.eyewitness.theory.evidence.MeasurementEvidence;
import io.eyewitness.theory.evidence.ObligationEvidence;
import io.eyewitness.theory.evidence.WitnessEvidence;
import io.eyewitness.theory.solver.Solver;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Examines all evidence and decides every claim of a ledger. */
public final class Gate {
    private Gate() {}

    /**
     * Examines a piece of evidence, from whatever producer. Nothing that the producer says is believed but the answers of solvers, and
     * those only where there is no proof and the run asks solvers itself.
     *
     * @param solver for what exact evaluation and the kernel do not decide; without one, what needs it fails
     */
    public static Finding examine(Evidence evidence, Optional<Solver> solver) {
        long start = System.nanoTime();
        Finding finding;
        try {
            finding = find(evidence, solver);
        } catch (RuntimeException e) {
            finding = failed(evidence.id(), e);
        }
        return finding.plus(System.nanoTime() - start);
    }

    /** What is found of evidence that could not be made or examined. */
    public static Finding failed(String id, RuntimeException problem) {
        String reason = problem instanceof IllegalArgumentException || problem instanceof ArithmeticException
                ? String.valueOf(problem.getMessage())
                : "something in it is missing, or is not what should stand there";
        return Finding.of(id, Level.TESTED, List.of("it cannot be examined: " + reason));
    }

    /**
     * All findings on a body of evidence: those on its pieces, and whether together they cover what each row needs.
     *
     * @param evidence the pieces
     * @param findings what was found of them
     * @throws IllegalArgumentException if two pieces have one id
     */
    public static Findings gather(List<? extends Evidence> evidence, List<Finding> findings) {
        return new Findings(
                Stream.concat(findings.stream(), Coverage.of(evidence).stream()).toList());
    }

    private static Finding find(Evidence evidence, Optional<Solver> solver) {
        if (evidence instanceof ObligationEvidence obligation) {
            return ObligationExaminer.examine(obligation, solver.isPresent());
        }
        if (evidence instanceof WitnessEvidence witness) {
            return WitnessExaminer.examine(witness, solver);
        }
        if (evidence instanceof MeasurementEvidence measurement) {
            return Finding.of(measurement);
        }
        if (evidence instanceof FormalEvidence record) {
            return Finding.of(record, FormalRecord.problems(record));
        }
        if (evidence instanceof BoundEvidence bound) {
            return Finding.of(bound.id(), Level.KERNEL, BoundExaminer.failures(bound));
        }
        return Finding.of(evidence.id(), Level.KERNEL, DecoderExaminer.failures((DecoderEvidence) evidence));
    }

    /** Decides each claim of a ledger, in its order. */
    public static List<ClaimResult> decide(Ledger ledger, Findings findings) {
        Map<String, Derivation> byRules = Rules.derive(findings);
        Map<String, Derivation> experiments = Experiments.derive(ledger, findings);
        Map<String, Verdict> byKernel = Derivations.of(findings.proven());
        return ledger.claims().stream()
                .map(claim -> new ClaimResult(
                        claim,
                        claim.criterion().isPresent()
                                ? experiments.get(claim.id())
                                : theorem(claim, Optional.ofNullable(byRules.get(claim.id())), byKernel, findings)))
                .toList();
    }

    /** A theorem is known by the rules, where they decide it; what Coq has proven must agree, and decides the others. */
    private static Derivation theorem(
            Claim claim, Optional<Derivation> byRules, Map<String, Verdict> byKernel, Findings findings) {
        Derivation byCoq = Theorems.derive(claim, findings);
        return byRules.map(derivation -> confirmed(claim, derivation, byKernel).and(byCoq))
                .orElse(byCoq);
    }

    /** A claim is at the level of the rules only if the structural rules derive its verdict from what the kernel has proven. */
    private static Derivation confirmed(Claim claim, Derivation derivation, Map<String, Verdict> byKernel) {
        return derivation.level() == Level.RULES
                        && derivation.verdict().isPresent()
                        && !derivation.verdict().equals(Optional.ofNullable(byKernel.get(claim.id())))
                ? derivation.without("the structural rules derive "
                        + Optional.ofNullable(byKernel.get(claim.id()))
                                .map(Verdict::text)
                                .orElse("nothing")
                        + " from the proven obligations")
                : derivation;
    }
}
