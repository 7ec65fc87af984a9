package io.eyewitness.theory.claim;

import io.eyewitness.theory.evidence.Measurement;
import io.eyewitness.theory.evidence.MeasurementEvidence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * A measurement whose criterion the ledger fixed before its numbers were known.
 *
 * @param name of the measurement, such as {@code V1.cifar}
 * @param criterion the conditions of all claims that rest on it
 * @param claims the claims that rest on it, at least one
 */
public record Preregistration(String name, Criterion criterion, List<Claim> claims) {
    private static final String MEASUREMENT = "measurement:";

    /**
     * The registration of a measurement of a network or a simulation.
     *
     * @param measured such as {@code V1}
     * @throws IllegalArgumentException if the built-in ledger has none: what is not fixed beforehand is not measured
     */
    public static Preregistration of(String measured, String subject) {
        return find(measured, subject)
                .orElseThrow(() ->
                        new IllegalArgumentException("the ledger has no criterion for " + measured + "." + subject));
    }

    /** The registration of a measurement of a network or a simulation, if the built-in ledger has one. */
    public static Optional<Preregistration> find(String measured, String subject) {
        String name = measured + "." + subject;
        List<Claim> claims = Ledger.builtIn().restingOn(MEASUREMENT + name);
        return claims.isEmpty()
                ? Optional.empty()
                : Optional.of(new Preregistration(name, Ledger.builtIn().criterion(MEASUREMENT + name), claims));
    }

    /** Whether a network with these weights is the one that the built-in ledger's claims about a network of that name are about. */
    public static boolean isAbout(String network, String weights) {
        return Ledger.builtIn().isAbout(network, weights);
    }

    /** The name that the built-in ledger gives to the network with these weights, if its claims are about it. */
    public static Optional<String> network(String weights) {
        return Ledger.builtIn().networks().entrySet().stream()
                .filter(network -> network.getValue().equals(weights))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** The protocol of the run that decides the claims. */
    public Protocol protocol() {
        return claims.get(0).protocol().orElseThrow();
    }

    /**
     * The measurement as evidence.
     *
     * @param setting as {@link MeasurementEvidence} wants it
     */
    public MeasurementEvidence evidence(SortedMap<String, String> setting, Measurement measurement) {
        return new MeasurementEvidence(
                MEASUREMENT + name, criterion.hash(), setting, measurement.columns(), measurement.units());
    }

    /** The reason for which evidence does not come from the run that decides the claims, such as another seed; empty if it does. */
    public Optional<String> whyNot(MeasurementEvidence evidence) {
        return protocol().problems(evidence).stream().findFirst();
    }

    /** Whether every claim has the verdict that the ledger records. */
    public boolean isAsRecorded(MeasurementEvidence evidence) {
        return claims.stream().allMatch(claim -> Verdict.of(claim.judgements(evidence)) == claim.expected());
    }

    /**
     * The result of the criteria: for each claim the verdict, with the ledger's if it differs, and a line for each condition.
     */
    public List<String> lines(MeasurementEvidence evidence) {
        List<String> lines = new ArrayList<>();
        for (Claim claim : claims) {
            List<Criterion.Judgement> judgements = claim.judgements(evidence);
            Verdict verdict = Verdict.of(judgements);
            lines.add(claim.id() + ": " + (verdict == Verdict.REPRODUCED ? "reproduced" : "not reproduced") + ", "
                    + (verdict == claim.expected() ? "as in the ledger" : "which the ledger says otherwise") + ", "
                    + evidence.units().size() + " units");
            for (Criterion.Judgement judgement : judgements) {
                lines.add(
                        "  " + judgement.subject() + ": " + judgement.estimate().text() + ", to be "
                                + judgement.wanted() + ": " + (judgement.holds() ? "yes" : "no"));
            }
        }
        return lines;
    }
}
