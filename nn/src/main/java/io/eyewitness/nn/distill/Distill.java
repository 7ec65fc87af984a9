package io.eyewitness.nn.distill;

import io.eyewitness.nn.experiment.Preregistration;
import io.eyewitness.nn.experiment.Progress;
import io.eyewitness.theory.evidence.MeasurementEvidence;
import java.util.SortedMap;
import java.util.TreeMap;

/** A claim measured on a subject, as evidence under the ledger's criterion. */
public final class Distill {
    private Distill() {}

    /**
     * Measures a claim.
     *
     * @param setting weights, data, device and versions, as {@link MeasurementEvidence} wants them
     * @throws IllegalArgumentException if the ledger has no criterion for it
     */
    public static MeasurementEvidence measure(
            DistillClaim claim, Subject subject, SortedMap<String, String> setting, Progress progress) {
        Preregistration preregistration =
                Preregistration.of(claim.name(), subject.network().name());
        SortedMap<String, String> all = new TreeMap<>(setting);
        all.put("network", subject.network().name());
        all.put("seed", String.valueOf(subject.seed()));
        all.put("steps", String.valueOf(subject.steps()));
        all.put("size", String.valueOf(subject.images().shape().height()));
        all.put("layer", subject.layer());
        all.put("transforms", subject.transforms().text());
        all.put("natural images", String.valueOf(subject.images().size()));
        return preregistration.evidence(all, claim.measure(subject, progress));
    }
}
