package io.eyewitness.check.examine;

import io.eyewitness.check.rules.ProvenObligation;
import io.eyewitness.theory.evidence.EvidenceFiles;
import io.eyewitness.theory.evidence.FormalEvidence;
import io.eyewitness.theory.evidence.MeasurementEvidence;
import io.eyewitness.theory.text.Visible;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The result of the examination of one piece of evidence.
 *
 * @param id the evidence's id, such as {@code obligation:S1}
 * @param level the level at which it is known, if there are no failures
 * @param failures the faults, a sentence each
 * @param proven for an obligation, one for each proof that the kernel has accepted
 * @param measurement the numbers of an experiment
 * @param record the record of a run of Coq
 * @param nanos the time that the examination took, in nanoseconds
 */
public record Finding(
        String id,
        Level level,
        List<String> failures,
        List<ProvenObligation> proven,
        Optional<MeasurementEvidence> measurement,
        Optional<FormalEvidence> record,
        long nanos) {
    public Finding {
        failures = failures.stream().map(Visible::clipped).toList();
        proven = List.copyOf(proven);
    }

    /** The failures, each with the file that holds the evidence, or the pattern of the files that should. */
    public List<String> reasons() {
        return failures.stream()
                .map(failure -> EvidenceFiles.name(id) + ": " + failure)
                .toList();
    }

    /** The numbers, from 1, of the hypotheses that are not needed: the kernel has accepted a proof without them. */
    public Set<Integer> unneeded() {
        return proven.stream().flatMap(proof -> proof.unneeded().stream()).collect(Collectors.toSet());
    }

    /** The finding on an obligation, a sample or an experiment. */
    public Finding(
            String id,
            Level level,
            List<String> failures,
            List<ProvenObligation> proven,
            Optional<MeasurementEvidence> measurement,
            long nanos) {
        this(id, level, failures, proven, measurement, Optional.empty(), nanos);
    }

    /** A finding without proofs by the kernel. */
    public static Finding of(String id, Level level, List<String> failures) {
        return new Finding(id, level, failures, List.of(), Optional.empty(), 0);
    }

    /** The finding on an experiment, whose numbers the gate judges. */
    public static Finding of(MeasurementEvidence measurement) {
        return new Finding(measurement.id(), Level.MEASURED, List.of(), List.of(), Optional.of(measurement), 0);
    }

    /** The finding on a record of a run of Coq, which was not repeated. */
    public static Finding of(FormalEvidence record, List<String> failures) {
        return new Finding(record.id(), Level.RECORDED, failures, List.of(), Optional.empty(), Optional.of(record), 0);
    }

    /** The same finding, with further time that the evidence took, in nanoseconds. */
    public Finding plus(long further) {
        return new Finding(id, level, failures, proven, measurement, record, nanos + further);
    }
}
