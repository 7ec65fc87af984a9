package io.eyewitness.theory.evidence;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/**
 * One piece of evidence. Its producer is not trusted: the gate recomputes everything that it can. In a file it stands under
 * {@code evidence} beside the {@code schema}, with its {@code kind}.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ObligationEvidence.class, name = "obligation"),
    @JsonSubTypes.Type(value = WitnessEvidence.class, name = "witness"),
    @JsonSubTypes.Type(value = DecoderEvidence.class, name = "decoder"),
    @JsonSubTypes.Type(value = FormalEvidence.class, name = "formal"),
    @JsonSubTypes.Type(value = MeasurementEvidence.class, name = "measurement"),
    @JsonSubTypes.Type(value = BoundEvidence.class, name = "bound")
})
public sealed interface Evidence
        permits ObligationEvidence,
                WitnessEvidence,
                DecoderEvidence,
                FormalEvidence,
                MeasurementEvidence,
                BoundEvidence {
    /** Its name, kind first: {@code obligation:S1}, {@code witness:F.d2.1}. */
    String id();
}
