package io.eyewitness.theory.witness;

import io.eyewitness.theory.exact.Interval;
import io.eyewitness.theory.function.Bounds;
import io.eyewitness.theory.function.ReluNetwork;

/**
 * A network and the data on which it is to have the least empirical risk.
 *
 * <p>Source: theory.md section 3, row 3.
 *
 * @param base the network, trained or not
 * @param range encloses its values on X, as a solver or interval arithmetic has found
 * @param data the training data
 */
public record TrainingTask(ReluNetwork base, Interval range, Dataset data) {
    public TrainingTask {
        if (base.dimension() != data.dimension()) {
            throw new IllegalArgumentException("the network has " + base.dimension() + " inputs, the data "
                    + data.dimension() + "; they must agree");
        }
    }

    /** The task with the range that interval arithmetic proves, which may be wide. */
    public static TrainingTask of(ReluNetwork base, Dataset data) {
        Interval range = Bounds.of(base.term().orElseThrow(), base.dimension()).value();
        return new TrainingTask(base, range, data);
    }
}
