package io.eyewitness.sim.run;

import io.eyewitness.theory.evidence.Measurement;
import java.util.SortedMap;

/**
 * A simulation by sampling that measures a claim: everything that decides its numbers.
 *
 * @param <R> its result
 */
public interface Simulation<R extends Simulation.Result> {
    /** The result of a simulation. */
    interface Result {
        /** The numbers that the claim's criterion judges. */
        Measurement measurement();
    }

    /** The id of the claim. */
    String claim();

    /** The name of the simulation in evidence. */
    String name();

    /** The seed of all random numbers. */
    long seed();

    /** All that decides the numbers but the seed, in one line. */
    String settings();

    /** The settings that its evidence records. */
    SortedMap<String, String> setting();

    /** The number of samples that {@link #run} draws. */
    long size();

    /** Whether all settings but the seed are those of the claim. */
    boolean isOfTheClaim();

    /** Runs the simulation. */
    R run(SimulationRun run);
}
