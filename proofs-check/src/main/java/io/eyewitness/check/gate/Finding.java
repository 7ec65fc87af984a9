package io.eyewitness.check.gate;

import io.eyewitness.check.kernel.Proven;
import io.eyewitness.theory.evidence.FormalEvidence;
import io.eyewitness.theory.evidence.MeasurementEvidence;
import java.util.List;
import java.util.Optional;

/**
 * What the gate found of one piece of evidence.
 *
 * @param id the evidence's id, such as {@code obligation:S1}
 * @param level how it is known, if nothing is wrong with it
 * @param failures what is wrong with it, a sentence each
 * @param proven what the kernel has proven, for an obligation
 * @param measurement what was measured, for an experiment
 * @param record the theorems, for a record of a run of Coq
 * @param nanos how long the examination took, in nanoseconds
 */
public record Finding(
        String id,
        Level level,
        List<String> failures,
        Optional<Proven> proven,
        Optional<MeasurementEvidence> measurement,
        Optional<FormalEvidence> record,
        long nanos) {
    public Finding {
        failures = List.copyOf(failures);
    }

    /** What was found of an obligation, a sample or an experiment. */
    public Finding(
            String id,
            Level level,
            List<String> failures,
            Optional<Proven> proven,
            Optional<MeasurementEvidence> measurement,
            long nanos) {
        this(id, level, failures, proven, measurement, Optional.empty(), nanos);
    }

    /** What was found without the kernel. */
    static Finding of(String id, Level level, List<String> failures) {
        return new Finding(id, level, failures, Optional.empty(), Optional.empty(), 0);
    }

    /** An experiment: its numbers stand, what they say is another matter. */
    static Finding of(MeasurementEvidence measurement) {
        return new Finding(measurement.id(), Level.MEASURED, List.of(), Optional.empty(), Optional.of(measurement), 0);
    }

    /** A record of a run of Coq, which was not repeated. */
    static Finding of(FormalEvidence record, List<String> failures) {
        return new Finding(
                record.id(), Level.RECORDED, failures, Optional.empty(), Optional.empty(), Optional.of(record), 0);
    }

    /** The same finding, with further time that the evidence took, in nanoseconds. */
    public Finding plus(long further) {
        return new Finding(id, level, failures, proven, measurement, record, nanos + further);
    }
}
