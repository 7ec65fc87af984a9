package io.eyewitness.check.gate;

import io.eyewitness.theory.claim.Claim;
import io.eyewitness.theory.claim.Criterion;
import io.eyewitness.theory.claim.Ledger;
import io.eyewitness.theory.claim.Verdict;
import io.eyewitness.theory.evidence.MeasurementEvidence;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * From experiments to verdicts: the ledger's criterion is applied to the numbers of each unit. The experiment must have been run
 * under that very criterion, on the network with the weights that the ledger names, and on enough units.
 */
final class Experiments {
    private Experiments() {}

    /** The derivation of each claim that has a criterion, by the claim's id. */
    static Map<String, Derivation> derive(Ledger ledger, Findings findings) {
        Map<String, Derivation> derivations = new LinkedHashMap<>();
        for (Claim claim : ledger.claims()) {
            claim.criterion()
                    .ifPresent(criterion -> derivations.put(claim.id(), derive(ledger, claim, criterion, findings)));
        }
        return derivations;
    }

    private static Derivation derive(Ledger ledger, Claim claim, Criterion criterion, Findings findings) {
        String reference = claim.id().replaceFirst("^claim:", "measurement:");
        Finding finding = findings.of(reference).get(0);
        if (finding.measurement().isEmpty()) {
            return Derivation.of(Verdict.NOT_REPRODUCED, List.of(reference), findings);
        }
        MeasurementEvidence measurement = finding.measurement().get();
        try {
            Measured measured =
                    new Measured(measurement.units().size(), criterion.confidence(), criterion.judgements(measurement));
            boolean isMet = measured.judgements().stream().allMatch(Criterion.Judgement::holds);
            Derivation derivation = Derivation.of(
                            isMet ? Verdict.REPRODUCED : Verdict.NOT_REPRODUCED, List.of(reference), findings)
                    .with(measured);
            if (!claim.id().endsWith("." + measurement.subject())) {
                return derivation.without(reference + " is about another subject, " + measurement.subject());
            }
            if (measurement.isSimulation() && isOfNetwork(ledger, measurement.subject())) {
                return derivation.without(
                        reference + " is of a simulation that bears a network's name, " + measurement.subject());
            }
            String network = measurement.setting().get("network");
            if (!measurement.isSimulation() && !ledger.isAbout(network, measurement.weights())) {
                return derivation.without(
                        reference + " is about other weights of " + network + " than those that the ledger names");
            }
            if (!measurement.criterion().equals(criterion.hash())) {
                return derivation.without(reference + " was measured under another criterion");
            }
            return measurement.units().size() < criterion.units()
                    ? derivation.without(
                            reference + " has " + measurement.units().size() + " units, fewer than the "
                                    + criterion.units() + " of the criterion")
                    : derivation;
        } catch (IllegalArgumentException e) {
            return Derivation.of(Verdict.NOT_REPRODUCED, List.of(reference), findings)
                    .without(reference + ": " + e.getMessage());
        }
    }

    private static boolean isOfNetwork(Ledger ledger, String subject) {
        return ledger.networks().keySet().stream()
                .anyMatch(network -> subject.equals(network) || subject.equals(MeasurementEvidence.onBuiltIn(network)));
    }
}
