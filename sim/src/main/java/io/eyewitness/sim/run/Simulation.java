package io.eyewitness.sim.run;

import io.eyewitness.theory.evidence.Measurement;
import java.util.List;
import java.util.SortedMap;

/**
 * A simulation by sampling: everything that decides its numbers.
 *
 * @param <R> its result
 */
public interface Simulation<R> {
    /** The name of the simulation, in files and in evidence. */
    String name();

    /** The seed of all random numbers. */
    long seed();

    /** All that decides the numbers but the seed, in one line. */
    String settings();

    /** All that is sampled. */
    List<Sampling<?>> samplings();

    /** The number of samplings whose sums the work of the others may need; they are the first ones. */
    default int firsts() {
        return 0;
    }

    /** The number of samples. */
    default long size() {
        return samplings().stream().mapToLong(Sampling::samples).sum();
    }

    /** The result, from the sums. */
    R result(Sampling.Totals totals);

    /**
     * A simulation that measures a claim.
     *
     * @param <R> its result
     */
    interface OfClaim<R> extends Simulation<R> {
        /** The id of the claim. */
        String claim();

        /** The settings that its evidence records. */
        SortedMap<String, String> setting();

        /** Whether all settings but the seed are those of the claim. */
        boolean isOfTheClaim();

        /** The numbers that the claim's criterion judges. */
        Measurement measurement(R result);
    }
}
