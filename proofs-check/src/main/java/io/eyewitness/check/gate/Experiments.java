package io.eyewitness.check.gate;

import io.eyewitness.check.examine.Finding;
import io.eyewitness.check.examine.Findings;
import io.eyewitness.theory.claim.Claim;
import io.eyewitness.theory.claim.Criterion;
import io.eyewitness.theory.claim.Ledger;
import io.eyewitness.theory.claim.Protocol;
import io.eyewitness.theory.claim.Verdict;
import io.eyewitness.theory.evidence.EvidenceFiles;
import io.eyewitness.theory.evidence.MeasurementEvidence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * From experiments to verdicts: the ledger's criterion is applied to the numbers of each unit. The experiment must have been run
 * under that very criterion, on the network with the weights that the ledger names, and by the ledger's protocol: the same units, data,
 * seed and steps, with numbers that are possible.
 */
final class Experiments {
    /** The largest number of departures from a protocol that are named. */
    private static final int NAMED = 3;

    private Experiments() {}

    /** The derivation of each claim that has a criterion, by the claim's id. */
    static Map<String, Derivation> derive(Ledger ledger, Findings findings) {
        return ledger.claims().parallelStream()
                .filter(claim -> claim.criterion().isPresent())
                .collect(Collectors.toConcurrentMap(
                        Claim::id,
                        claim -> derive(
                                ledger,
                                claim,
                                claim.criterion().orElseThrow(),
                                claim.protocol().orElseThrow(),
                                findings)));
    }

    private static Derivation derive(
            Ledger ledger, Claim claim, Criterion criterion, Protocol protocol, Findings findings) {
        String reference = claim.evidence().get(0);
        Finding finding = findings.of(reference).get(0);
        if (finding.measurement().isEmpty()) {
            return Derivation.of(Optional.of(Verdict.NOT_REPRODUCED), List.of(reference), findings);
        }
        MeasurementEvidence measurement = finding.measurement().get();
        List<String> departures = departures(ledger, claim, protocol, measurement);
        Derivation derivation = Derivation.of(Optional.of(Verdict.NOT_REPRODUCED), List.of(reference), findings);
        if (!departures.isEmpty()) {
            for (String departure : departures.subList(0, Math.min(NAMED, departures.size()))) {
                derivation = derivation.without(EvidenceFiles.name(reference) + ": " + departure);
            }
            return derivation;
        }
        try {
            Derivation.Measured measured = new Derivation.Measured(
                    measurement.units().size(), criterion.confidence(), criterion.judgements(protocol, measurement));
            boolean isMet = measured.judgements().stream().allMatch(Criterion.Judgement::holds);
            return Derivation.of(
                            Optional.of(isMet ? Verdict.REPRODUCED : Verdict.NOT_REPRODUCED),
                            List.of(reference),
                            findings)
                    .with(measured);
        } catch (IllegalArgumentException e) {
            return derivation.without(EvidenceFiles.name(reference) + ": " + e.getMessage());
        }
    }

    /** The reasons why the measurement cannot decide the claim. */
    private static List<String> departures(
            Ledger ledger, Claim claim, Protocol protocol, MeasurementEvidence measurement) {
        List<String> departures = new ArrayList<>();
        if (!claim.id().endsWith("." + measurement.subject())) {
            departures.add("it is about another subject, " + measurement.subject());
        }
        if (measurement.isSimulation() && isOfNetwork(ledger, measurement.subject())) {
            departures.add("it is of a simulation that bears a network's name, " + measurement.subject());
        }
        String network = measurement.setting().get("network");
        if (!measurement.isSimulation() && !ledger.isAbout(network, measurement.weights())) {
            departures.add("it is about other weights of " + network + " than those that the ledger names");
        }
        if (!measurement.criterion().equals(ledger.criterion(measurement.id()).hash())) {
            departures.add("it was measured under another criterion");
        }
        departures.addAll(protocol.problems(measurement));
        return departures;
    }

    private static boolean isOfNetwork(Ledger ledger, String subject) {
        return ledger.networks().keySet().stream()
                .anyMatch(network -> subject.equals(network) || subject.equals(MeasurementEvidence.onBuiltIn(network)));
    }
}
