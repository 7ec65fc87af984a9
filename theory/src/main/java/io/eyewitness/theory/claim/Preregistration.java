package io.eyewitness.theory.claim;

import io.eyewitness.theory.evidence.Measurement;
import io.eyewitness.theory.evidence.MeasurementEvidence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * An experiment whose criterion the ledger fixed before its numbers were known.
 *
 * @param name of the claim, such as {@code V1.cifar}
 * @param criterion that decides it
 * @param protocol how the run that decides it is made
 * @param expected the outcome that the ledger records
 */
public record Preregistration(String name, Criterion criterion, Protocol protocol, Verdict expected) {
    /**
     * That of a claim about a network or a simulation.
     *
     * @throws IllegalArgumentException if the built-in ledger has none: what is not fixed beforehand is not measured
     */
    public static Preregistration of(String claim, String subject) {
        return find(claim, subject)
                .orElseThrow(
                        () -> new IllegalArgumentException("the ledger has no criterion for " + claim + "." + subject));
    }

    /** That of a claim about a network or a simulation, if the built-in ledger has one. */
    public static Optional<Preregistration> find(String claim, String subject) {
        String name = claim + "." + subject;
        return Ledger.builtIn()
                .claim("claim:" + name)
                .flatMap(known -> known.criterion()
                        .map(criterion -> new Preregistration(
                                name, criterion, known.protocol().orElseThrow(), known.expected())));
    }

    /** Whether a network with these weights is the one that the built-in ledger's claims about a network of that name are about. */
    public static boolean isAbout(String network, String weights) {
        return Ledger.builtIn().isAbout(network, weights);
    }

    /**
     * What was measured, as evidence.
     *
     * @param setting as {@link MeasurementEvidence} wants it
     */
    public MeasurementEvidence evidence(SortedMap<String, String> setting, Measurement measurement) {
        return new MeasurementEvidence(
                "measurement:" + name, criterion.hash(), setting, measurement.columns(), measurement.units());
    }

    /** Whether all conditions of the criterion hold. */
    public boolean isMetBy(MeasurementEvidence evidence) {
        return criterion.isMetBy(protocol, evidence);
    }

    /** Why evidence is of another run than the one that decides the claim, such as one with another seed; empty if it is not. */
    public Optional<String> whyNot(MeasurementEvidence evidence) {
        return protocol.problems(evidence).stream().findFirst();
    }

    /** What the criterion makes of the numbers: the outcome, and a line for each condition. */
    public List<String> lines(MeasurementEvidence evidence) {
        List<String> lines = new ArrayList<>();
        lines.add(evidence.id() + ": " + (isMetBy(evidence) ? "reproduced" : "not reproduced") + ", "
                + evidence.units().size() + " units");
        for (Criterion.Judgement judgement : criterion.judgements(protocol, evidence)) {
            lines.add("  " + judgement.subject() + ": " + judgement.estimate().text() + ", to be " + judgement.wanted()
                    + ": " + (judgement.holds() ? "yes" : "no"));
        }
        return lines;
    }
}
