package io.eyewitness.check.gate;

import io.eyewitness.check.examine.Findings;
import io.eyewitness.theory.claim.Claim;
import io.eyewitness.theory.claim.Ledger;
import io.eyewitness.theory.claim.Protocol;
import io.eyewitness.theory.claim.Verdict;
import io.eyewitness.theory.evidence.EvidenceFiles;
import io.eyewitness.theory.evidence.MeasurementEvidence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Derives the verdicts on experiments: applies the ledger's criterion to the numbers of each unit. The experiment must have been run
 * under that criterion, on the network with the weights that the ledger names, and by the ledger's protocol: the same units, data,
 * seed and steps, with numbers that are possible.
 */
final class ExperimentVerdicts {
    /** The largest number of departures from a protocol that are named. */
    private static final int NAMED = 3;

    private ExperimentVerdicts() {}

    /** The derivation of each claim that has a criterion, by the claim's id. */
    static Map<String, Derivation> derive(Ledger ledger, Findings findings) {
        Map<String, Derivation> derivations = new ConcurrentHashMap<>();
        ledger.claims().stream()
                .filter(claim -> claim.criterion().isPresent())
                .collect(Collectors.groupingBy(claim -> claim.evidence().get(0)))
                .entrySet()
                .parallelStream()
                .forEach(group -> derive(ledger, group.getKey(), group.getValue(), findings, derivations));
        return derivations;
    }

    /** Derives the claims that rest on one measurement, whose departures from the protocol are the same for all. */
    private static void derive(
            Ledger ledger,
            String reference,
            List<Claim> claims,
            Findings findings,
            Map<String, Derivation> derivations) {
        Derivation undecided = Derivation.of(Optional.of(Verdict.NOT_REPRODUCED), List.of(reference), findings);
        Optional<MeasurementEvidence> found = findings.of(reference).get(0).measurement();
        List<String> departures = found.map(measurement ->
                        departures(ledger, claims.get(0).protocol().orElseThrow(), measurement))
                .orElse(List.of());
        for (Claim claim : claims) {
            derivations.put(
                    claim.id(),
                    found.map(measurement -> derive(claim, measurement, departures, undecided))
                            .orElse(undecided));
        }
    }

    private static Derivation derive(
            Claim claim, MeasurementEvidence measurement, List<String> departures, Derivation undecided) {
        String file = EvidenceFiles.name(measurement.id()) + ": ";
        List<String> all = new ArrayList<>();
        if (!claim.id().endsWith("." + measurement.subject())) {
            all.add("it is about another subject, " + measurement.subject());
        }
        all.addAll(departures);
        Derivation derivation = undecided;
        for (String departure : all.subList(0, Math.min(NAMED, all.size()))) {
            derivation = derivation.without(file + departure);
        }
        if (!all.isEmpty()) {
            return derivation;
        }
        try {
            return undecided.with(new Derivation.Measured(
                    measurement.units().size(),
                    claim.criterion().orElseThrow().confidence(),
                    claim.judgements(measurement)));
        } catch (IllegalArgumentException e) {
            return undecided.without(file + e.getMessage());
        }
    }

    /** The reasons why the measurement cannot decide the claims that rest on it. */
    private static List<String> departures(Ledger ledger, Protocol protocol, MeasurementEvidence measurement) {
        List<String> departures = new ArrayList<>();
        if (measurement.isSimulation() && isOfNetwork(ledger, measurement.subject())) {
            departures.add("it comes from a simulation with the name of a network, " + measurement.subject());
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
