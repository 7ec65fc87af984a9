package io.eyewitness.sim.run;

import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Samples that are drawn and summed, the unit of which simulations are made.
 *
 * @param <T> the sums
 * @param name chooses the random streams
 * @param samples their number, at least 1
 * @param chunks the least number of chunks of {@link SimulationRun#CHUNK} samples that are worth a part of a campaign
 * @param empty makes an empty accumulator
 * @param work what a chunk does, given the sums of samplings that it needs
 */
public record Sampling<T extends Accumulator<T>>(
        String name, long samples, int chunks, Supplier<T> empty, Function<Totals, SimulationRun.Work<T>> work) {
    /** Its number of chunks. */
    long size() {
        return (samples + SimulationRun.CHUNK - 1) / SimulationRun.CHUNK;
    }

    /** The number of samples of a chunk. */
    int samplesOf(long chunk) {
        return (int) Math.min(SimulationRun.CHUNK, samples - chunk * SimulationRun.CHUNK);
    }

    /** The sums of samplings. */
    @FunctionalInterface
    public interface Totals {
        /** The sums over all samples of a sampling. */
        <T extends Accumulator<T>> T of(Sampling<T> sampling);
    }
}
