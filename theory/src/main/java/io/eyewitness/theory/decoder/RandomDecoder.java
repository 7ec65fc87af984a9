package io.eyewitness.theory.decoder;

import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.exact.Surd;
import io.eyewitness.theory.text.Sha256;
import io.eyewitness.theory.visualization.Visualization;
import java.math.BigInteger;
import java.util.Arrays;
import org.apache.commons.numbers.fraction.BigFraction;

/** An arbitrary function: SHA-256 of the seed, the visualization and the point, read as a multiple of 2^-48 of the range. */
record RandomDecoder(long seed) implements Decoder {
    private static final int BYTES = 6;

    @Override
    public String name() {
        return "random:" + seed;
    }

    @Override
    public Surd decode(Visualization phi, Point x) {
        Decoders.requireDimension(phi, x);
        byte[] hash = Sha256.bytes(seed + ";" + phi + ";x=" + x);
        BigInteger head = new BigInteger(1, Arrays.copyOf(hash, BYTES));
        BigFraction share = BigFraction.of(head, BigInteger.ONE.shiftLeft(BYTES * Byte.SIZE));
        return Surd.of(phi.min().add(phi.range().multiply(share)));
    }
}
