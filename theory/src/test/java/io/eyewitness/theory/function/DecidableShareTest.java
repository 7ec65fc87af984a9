package io.eyewitness.theory.function;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.eyewitness.theory.exact.Norm;
import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.visualization.Visualization;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.apache.commons.math3.special.Erf;
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
    void boxesAreTheBallsOfTheLargestCoordinate() {
        assertEquals(
                BigFraction.ONE, DecidableShare.ofBoxes(Point.of("0", "1/2"), Point.of("1", "1/2"), BigFraction.ONE));
        assertEquals(BigFraction.ONE, DecidableShare.ofBoxes(Point.of("1/4"), Point.of("3/4"), BigFraction.ONE));
        assertEquals(BigFraction.of(1, 2), DecidableShare.ofBoxes(Point.of("1/4"), Point.of("3/4"), Rationals.TWO));
        assertEquals(
                BigFraction.of(3, 32),
                DecidableShare.ofBoxes(Point.of("1/4", "0"), Point.of("3/4", "1/2"), Rationals.TWO));
        assertThrows(
                IllegalArgumentException.class,
                () -> DecidableShare.ofBoxes(Point.of("0"), Point.of("1"), Rationals.HALF));
    }

    /** In 64 dimensions the sums alternate between numbers of 18 digits, and the shares have 20 and more zeros. */
    @Test
    void isExactInManyDimensions() {
        BigFraction steepness = BigFraction.of(3, 2);
        assertEquals(1, DecidableShare.of(Norm.L1, 64, BigFraction.ONE), 1e-12);
        double boxes =
                DecidableShare.ofBoxes(Point.zero(64), Point.one(64), steepness).doubleValue();
        assertEquals(boxes, DecidableShare.of(Norm.LINF, 64, steepness), 1e-9 * boxes);
        double normal = 2 * 0.5 * Erf.erfc((32 - 64.0 / 3) / Math.sqrt(64 / 12.0) / Math.sqrt(2));
        double share = DecidableShare.of(Norm.L1, 64, steepness);
        assertTrue(share > normal / 10 && share < normal, share + " beside the normal tail " + normal);
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
