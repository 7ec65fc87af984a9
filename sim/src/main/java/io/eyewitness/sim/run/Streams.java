package io.eyewitness.sim.run;

import io.eyewitness.theory.text.Sha256;
import java.nio.ByteBuffer;
import org.apache.commons.rng.JumpableUniformRandomProvider;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/**
 * The random numbers of a part of a simulation: xoroshiro128++, one generator a chunk, each 2^64 steps behind the one before, so that no
 * two chunks see the same numbers.
 */
public final class Streams {
    private final JumpableUniformRandomProvider source;

    /**
     * The streams of a seed and a part of a simulation.
     *
     * @param part such as {@code game:LIP.d2}
     */
    public Streams(long seed, String part) {
        this(seed, part, 0);
    }

    /**
     * The streams, less those of the first chunks.
     *
     * @param skipped the number of these chunks
     */
    Streams(long seed, String part, long skipped) {
        ByteBuffer hash = ByteBuffer.wrap(Sha256.bytes(seed + ":" + part));
        long[] state = {hash.getLong(), hash.getLong()};
        source = (JumpableUniformRandomProvider)
                RandomSource.XO_RO_SHI_RO_128_PP.create(LinearSteps.jump(state, skipped));
    }

    /** The generator of the next chunk. */
    public UniformRandomProvider next() {
        return source.jump();
    }
}
