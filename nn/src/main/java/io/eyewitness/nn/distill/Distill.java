package io.eyewitness.nn.distill;

import io.eyewitness.nn.network.Network;
import io.eyewitness.theory.claim.Claim;
import io.eyewitness.theory.claim.Criterion;
import io.eyewitness.theory.claim.Estimate;
import io.eyewitness.theory.claim.Ledger;
import io.eyewitness.theory.evidence.MeasurementEvidence;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/** A claim measured on a subject, as evidence under the ledger's criterion. */
public final class Distill {
    private Distill() {}

    /** The name of a claim about a network, such as {@code V1.cifar}. */
    public static String name(DistillClaim claim, Network network) {
        return claim + "." + network.name();
    }

    /**
     * The criterion of a claim about a network.
     *
     * @throws IllegalArgumentException if the built-in ledger has none: what is not fixed beforehand is not measured
     */
    public static Criterion criterion(String name) {
        return Ledger.builtIn().claims().stream()
                .filter(claim -> claim.id().equals("claim:" + name))
                .findFirst()
                .flatMap(Claim::criterion)
                .orElseThrow(() -> new IllegalArgumentException("the ledger has no criterion for " + name));
    }

    /**
     * Measures a claim.
     *
     * @param setting weights, data, device and versions, as {@link MeasurementEvidence} wants them
     */
    public static MeasurementEvidence measure(
            DistillClaim claim, Subject subject, SortedMap<String, String> setting, Subject.Progress progress) {
        String name = name(claim, subject.network());
        Criterion criterion = criterion(name);
        SortedMap<String, String> all = new TreeMap<>(setting);
        all.put("network", subject.network().name());
        all.put("seed", String.valueOf(subject.seed()));
        all.put("steps", String.valueOf(subject.steps()));
        all.put("size", String.valueOf(subject.images().shape().height()));
        all.put("layer", subject.layer());
        all.put("transforms", subject.transforms().text());
        all.put("natural images", String.valueOf(subject.images().size()));
        Measurement measurement = claim.measure(subject, progress);
        return new MeasurementEvidence(
                "measurement:" + name, criterion.hash(), all, measurement.columns(), measurement.units());
    }

    /** What the criterion makes of a measurement, a line for each condition, and the outcome. */
    public static List<String> lines(MeasurementEvidence evidence, Criterion criterion) {
        List<String> lines = new ArrayList<>();
        for (Criterion.Condition condition : criterion.conditions()) {
            Estimate estimate =
                    Estimate.of(condition.statistic(), evidence.column(condition.column()), criterion.confidence());
            lines.add(String.format(
                    Locale.ROOT,
                    "  %s of %s: %.4g [%.4g, %.4g], to be %s %s: %s",
                    condition.statistic().text(),
                    condition.column(),
                    estimate.value(),
                    estimate.low(),
                    estimate.high(),
                    condition.relation().text(),
                    condition.bound(),
                    condition.holds(estimate) ? "yes" : "no"));
        }
        lines.add(
                0,
                evidence.id() + ": " + (criterion.isMetBy(evidence) ? "reproduced" : "not reproduced") + ", "
                        + evidence.units().size() + " units");
        return lines;
    }
}
