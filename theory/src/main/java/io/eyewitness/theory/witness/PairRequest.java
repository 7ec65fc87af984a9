package io.eyewitness.theory.witness;

import io.eyewitness.theory.exact.Norm;
import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.visualization.Visualization;
import java.util.Optional;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * A request for a witness pair. A family reads the components that matter to its class.
 *
 * @param phi the visualization that both units shall have
 * @param h with 0 {@literal <} h {@literal <} R/2
 * @param lipschitz L, for {@link FunctionClass#LIP}
 * @param norm the norm, for {@link FunctionClass#LIP}
 * @param x where the units shall differ; if empty the family chooses
 * @param task the training task, for {@link FunctionClass#ERM}
 * @param seed for what is left to choose
 */
public record PairRequest(
        Visualization phi,
        BigFraction h,
        BigFraction lipschitz,
        Norm norm,
        Optional<Point> x,
        Optional<TrainingTask> task,
        long seed) {

    /** A request for a given visualization and h, with L = 1 in l2, seed 0 and the rest left to the family. */
    public static PairRequest of(Visualization phi, BigFraction h) {
        return new PairRequest(phi, h, BigFraction.ONE, Norm.L2, Optional.empty(), Optional.empty(), 0);
    }

    public PairRequest withH(BigFraction value) {
        return new PairRequest(phi, value, lipschitz, norm, x, task, seed);
    }

    public PairRequest withLipschitz(BigFraction constant, Norm in) {
        return new PairRequest(phi, h, constant, in, x, task, seed);
    }

    public PairRequest withX(Point point) {
        return new PairRequest(phi, h, lipschitz, norm, Optional.of(point), task, seed);
    }

    public PairRequest withTask(TrainingTask training) {
        return new PairRequest(phi, h, lipschitz, norm, x, Optional.of(training), seed);
    }

    public PairRequest withSeed(long value) {
        return new PairRequest(phi, h, lipschitz, norm, x, task, value);
    }
}
