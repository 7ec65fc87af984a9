package io.eyewitness.sim.run;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
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
     * Streams of their own for each seed and part.
     *
     * @param part such as {@code game:LIP.d2}
     */
    public Streams(long seed, String part) {
        ByteBuffer hash = ByteBuffer.wrap(sha256(seed + ":" + part));
        source = (JumpableUniformRandomProvider)
                RandomSource.XO_RO_SHI_RO_128_PP.create(new long[] {hash.getLong(), hash.getLong()});
    }

    /** The generator of the next chunk. */
    public UniformRandomProvider next() {
        return source.jump();
    }

    /** Leaves out the generators of chunks that are done. */
    public Streams skip(long chunks) {
        for (long i = 0; i < chunks; i++) {
            source.jump();
        }
        return this;
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
