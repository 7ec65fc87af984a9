package io.eyewitness.check.examine;

import io.eyewitness.check.formal.FormalRecord;
import io.eyewitness.check.solver.Solver;
import io.eyewitness.theory.evidence.BoundEvidence;
import io.eyewitness.theory.evidence.DecoderEvidence;
import io.eyewitness.theory.evidence.Evidence;
import io.eyewitness.theory.evidence.FormalEvidence;
import io.eyewitness.theory.evidence.MeasurementEvidence;
import io.eyewitness.theory.evidence.ObligationEvidence;
import io.eyewitness.theory.evidence.WitnessEvidence;
import java.util.List;
import java.util.Optional;

/** Examines a piece of evidence of any kind. */
public final class Examiner {
    private Examiner() {}

    /**
     * Examines a piece of evidence. Nothing that the producer says is believed but the answers of solvers, and those only where there
     * is no proof and this run asks solvers itself.
     *
     * @param solver for the questions that exact evaluation and the kernel do not decide; without one, evidence that needs it fails
     */
    public static Finding examine(Evidence evidence, Optional<Solver> solver) {
        long start = System.nanoTime();
        Finding finding;
        try {
            finding = find(evidence, solver);
        } catch (RuntimeException e) {
            finding = failed(evidence.id(), e);
        }
        return finding.plus(System.nanoTime() - start);
    }

    /** The finding on evidence that could not be made or examined. */
    public static Finding failed(String id, RuntimeException problem) {
        String reason = problem instanceof IllegalArgumentException || problem instanceof ArithmeticException
                ? String.valueOf(problem.getMessage())
                : "a part of it is missing or has the wrong form";
        return Finding.of(id, Level.TESTED, List.of("it cannot be examined: " + reason));
    }

    private static Finding find(Evidence evidence, Optional<Solver> solver) {
        if (evidence instanceof ObligationEvidence obligation) {
            return ObligationExaminer.examine(obligation, solver.isPresent());
        }
        if (evidence instanceof WitnessEvidence witness) {
            return WitnessExaminer.examine(witness, solver);
        }
        if (evidence instanceof MeasurementEvidence measurement) {
            return Finding.of(measurement);
        }
        if (evidence instanceof FormalEvidence record) {
            return Finding.of(record, FormalRecord.problems(record));
        }
        if (evidence instanceof BoundEvidence bound) {
            return Finding.of(bound.id(), Level.KERNEL, BoundExaminer.failures(bound));
        }
        return Finding.of(evidence.id(), Level.KERNEL, DecoderExaminer.failures((DecoderEvidence) evidence));
    }
}
