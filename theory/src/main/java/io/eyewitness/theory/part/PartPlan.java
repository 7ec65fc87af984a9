package io.eyewitness.theory.part;

import java.io.IOException;
import java.util.SortedMap;

/**
 * A campaign: a long computation as a list of small parts. A part is the same bytes whoever computes it, in whatever order and however often, so the parts of
 * a campaign may be computed on many machines, and twice.
 */
public interface PartPlan {
    /**
     * Everything that decides the bytes of the parts, by name: the command, all its settings, the SHA-256 of each file that it reads, such as
     * weights, and the version of the program; never where a file is. Two campaigns with the same settings are the same.
     */
    SortedMap<String, String> settings();

    /** The number of parts, at least 1. */
    int size();

    /** The number of parts that all others may need. They are the first ones, and few, and need no other part. */
    default int firsts() {
        return 0;
    }

    /** The number of parts that are worth the cost of a task on a cluster, at least 1; parts that take seconds are worth one each. */
    default int together() {
        return 1;
    }

    /**
     * Computes a part. Several threads may do so at the same time.
     *
     * @param number from 0 to {@link #size} - 1
     * @param firsts the first parts, see {@link #firsts}
     */
    byte[] compute(int number, Parts firsts) throws IOException;

    /** Parts that are there. */
    @FunctionalInterface
    interface Parts {
        /**
         * A part.
         *
         * @throws IOException if it cannot be read
         */
        byte[] get(int number) throws IOException;
    }
}
