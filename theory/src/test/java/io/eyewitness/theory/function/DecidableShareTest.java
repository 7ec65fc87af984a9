package io.eyewitness.theory.function;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.eyewitness.theory.exact.Norm;
import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.visualization.Visualization;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DecidableShareTest {
    private static final int SAMPLES = 4000;

    /** For l1 and l-infinity S = L|a-b| is rational; for l2 in d = 1 and 4 it is too. */
    @ParameterizedTest
    @EnumSource(Norm.class)
    void agreesWithSampling(Norm norm) {
        for (int dimension : new int[] {1, 4}) {
            Visualization phi =
                    new Visualization(Point.zero(dimension), Point.one(dimension), BigFraction.ZERO, BigFraction.ONE);
            BigFraction length = norm.distance(phi.a(), phi.b()).toRational();
            for (BigFraction steepness : new BigFraction[] {BigFraction.ONE, BigFraction.of(3, 2)}) {
                LipschitzEnvelope envelope = new LipschitzEnvelope(phi, steepness.divide(length), norm);
                SplittableRandom random = new SplittableRandom(7);
                long decided = Stream.generate(() -> point(dimension, random))
                        .limit(SAMPLES)
                        .filter(envelope::decidesSide)
                        .count();
                double share = DecidableShare.of(norm, dimension, steepness);
                double error = 4 * Math.sqrt(share * (1 - share) / SAMPLES) + 1e-3;
                assertEquals(share, decided / (double) SAMPLES, error, norm + " d=" + dimension + " " + steepness);
            }
        }
    }

    @Test
    void coversTheCubeWhereTheoryMdSaysSo() {
        assertEquals(1, DecidableShare.of(Norm.L1, 5, BigFraction.ONE), 1e-12);
        assertEquals(1, DecidableShare.of(Norm.L2, 1, BigFraction.ONE), 1e-12);
        assertTrue(DecidableShare.of(Norm.L2, 2, BigFraction.ONE) < 0.8);
        assertEquals(0.5, DecidableShare.of(Norm.LINF, 2, BigFraction.ONE), 1e-12);
    }

    @Test
    void refusesWhatIsOutOfItsReach() {
        assertThrows(IllegalArgumentException.class, () -> DecidableShare.of(Norm.L1, 2, BigFraction.of(99, 100)));
        assertThrows(IllegalArgumentException.class, () -> DecidableShare.of(Norm.L2, 5, BigFraction.ONE));
    }

    private static Point point(int dimension, SplittableRandom random) {
        return new Point(Stream.generate(() -> BigFraction.of(random.nextInt(10_007), 10_007))
                .limit(dimension)
                .toList());
    }
}
