package io.eyewitness.nn.distill;

import io.eyewitness.nn.Progress;
import io.eyewitness.theory.claim.Preregistration;
import io.eyewitness.theory.evidence.MeasurementEvidence;
import java.util.SortedMap;

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
        return preregistration.evidence(subject.setting(setting), claim.measure(subject, progress));
    }
}
