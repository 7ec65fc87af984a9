package io.eyewitness.theory.decoder;

import io.eyewitness.theory.exact.Norm;
import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.visualization.Visualization;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.commons.numbers.fraction.BigFraction;

/** The decoders, in code and by name. */
public final class Decoders {
    private static final List<String> PLAIN =
            Stream.of(RationalRule.values()).map(rule -> rule.decoder().name()).toList();

    private Decoders() {}

    /** Always mid (I3). */
    public static Decoder mid() {
        return RationalRule.MID.decoder();
    }

    /** The value of the nearer extremiser. */
    public static Decoder nearest() {
        return RationalRule.NEAREST.decoder();
    }

    /** Linear between a and b. */
    public static Decoder linear() {
        return RationalRule.LINEAR.decoder();
    }

    /** Inverse distance weighting. */
    public static Decoder inverseDistance() {
        return RationalRule.IDW.decoder();
    }

    /** The mid-range of the coordinates (A3). */
    public static Decoder midrange() {
        return RationalRule.MIDRANGE.decoder();
    }

    /** Row 9 (Y1). */
    public static Decoder affine1() {
        return RationalRule.AFFINE1.decoder();
    }

    /** Row 10 (Y2). */
    public static Decoder constant() {
        return RationalRule.CONSTANT.decoder();
    }

    /** The optimal decoder for L-Lipschitz units (L3). */
    public static Decoder envelope(BigFraction lipschitz, Norm norm) {
        return new EnvelopeDecoder(lipschitz, norm);
    }

    /** An arbitrary function of what is shown, the same for the same seed. */
    public static Decoder random(long seed) {
        return new RandomDecoder(seed);
    }

    /** The names that {@link #byName} reads; capitals stand for a number, or for l1, l2 or linf. */
    public static List<String> names() {
        return Stream.concat(PLAIN.stream(), Stream.of("envelope:L:NORM", "random:SEED"))
                .toList();
    }

    /**
     * The decoder of a name, such as {@code mid}, {@code envelope:3/2:l1} or {@code random:7}.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Decoder byName(String name) {
        String[] parts = name.split(":", -1);
        if (PLAIN.contains(name)) {
            return RationalRule.valueOf(name.toUpperCase(Locale.ROOT)).decoder();
        }
        if (parts.length == 3 && parts[0].equals("envelope")) {
            return envelope(Rationals.parse(parts[1]), Norm.parse(parts[2]));
        }
        if (parts.length == 2 && parts[0].equals("random") && isLong(parts[1])) {
            return random(Long.parseLong(parts[1]));
        }
        throw new IllegalArgumentException("'" + name + "' is not a decoder; use one of " + String.join(", ", names()));
    }

    private static boolean isLong(String text) {
        return text.matches("-?[0-9]{1,19}") && new BigInteger(text).bitLength() < Long.SIZE;
    }

    static void requireDimension(Visualization phi, Point x) {
        if (x.dimension() != phi.dimension()) {
            throw new IllegalArgumentException(
                    "the point " + x + " has another dimension than the visualization, " + phi.dimension());
        }
    }
}
