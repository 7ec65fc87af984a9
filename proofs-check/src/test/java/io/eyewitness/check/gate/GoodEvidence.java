package io.eyewitness.check.gate;

import io.eyewitness.check.examine.Examiner;
import io.eyewitness.check.examine.Finding;
import io.eyewitness.check.examine.Findings;
import io.eyewitness.check.formal.FormalRecord;
import io.eyewitness.check.proof.KeptProofs;
import io.eyewitness.check.solver.Z3Solver;
import io.eyewitness.check.table.Measurements;
import io.eyewitness.theory.claim.Claim;
import io.eyewitness.theory.claim.Ledger;
import io.eyewitness.theory.evidence.Evidence;
import io.eyewitness.theory.evidence.ObligationEvidence;
import io.eyewitness.theory.evidence.TheoryEvidence;
import io.eyewitness.theory.function.FunctionClass;
import io.eyewitness.theory.obligation.Obligations;
import io.eyewitness.theory.witness.WitnessFamily;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** All evidence as it should be, examined once, and the means to replace a part of it by something else. */
public final class GoodEvidence {
    private static final Z3Solver SOLVER = new Z3Solver(Duration.ofSeconds(60));
    private static final List<Evidence> EVIDENCE = produce();
    private static final List<Finding> FINDINGS = EVIDENCE.stream()
            .map(piece -> Examiner.examine(piece, Optional.of(SOLVER)))
            .toList();

    private GoodEvidence() {}

    /** Every piece of evidence. */
    public static List<Evidence> evidence() {
        return EVIDENCE;
    }

    /** What the gate finds of a piece of evidence. */
    public static Finding examine(Evidence evidence) {
        return Examiner.examine(evidence, Optional.of(SOLVER));
    }

    /** The ids of the claims that do not hold if the given findings take the place of those with the same ids. */
    public static Set<String> failures(List<Finding> replaced) {
        List<Finding> findings = new ArrayList<>(FINDINGS);
        for (Finding replacement : replaced) {
            findings.removeIf(finding -> finding.id().equals(replacement.id()));
            findings.add(replacement);
        }
        return failing(findings);
    }

    /** The ids of the claims that do not hold if a piece of evidence is missing. */
    public static Set<String> failuresWithout(String id) {
        return failing(
                FINDINGS.stream().filter(finding -> !finding.id().equals(id)).toList());
    }

    /** The results of the built-in ledger. */
    public static List<ClaimResult> results() {
        return Gate.decide(Ledger.builtIn(), new Findings(FINDINGS));
    }

    /** The ids of the ledger's claims that rest on a piece of evidence, as the ledger says. */
    public static Set<String> restingOn(String reference) {
        Set<String> ids = new TreeSet<>();
        for (Claim claim : Ledger.builtIn().claims()) {
            if (claim.evidence().contains(reference)) {
                ids.add(claim.id());
            }
        }
        return ids;
    }

    private static Set<String> failing(List<Finding> findings) {
        Set<String> failing = new TreeSet<>();
        Gate.decide(Ledger.builtIn(), new Findings(findings)).stream()
                .filter(result -> !result.holds())
                .forEach(result -> failing.add(result.claim().id()));
        return failing;
    }

    private static List<Evidence> produce() {
        List<Evidence> evidence = new ArrayList<>();
        evidence.add(TheoryEvidence.iris(2));
        FunctionClass.withWitnesses()
                .forEach(row -> evidence.addAll(TheoryEvidence.witnesses(WitnessFamily.of(row), 2)));
        evidence.addAll(TheoryEvidence.decoders(2));
        Obligations.all()
                .forEach(obligation ->
                        evidence.add(ObligationEvidence.of(obligation, List.of(), KeptProofs.of(obligation.id()))));
        evidence.add(FormalRecord.builtIn());
        Measurements.builtInIds().forEach(id -> evidence.add(Measurements.builtIn(id)));
        return evidence;
    }
}
