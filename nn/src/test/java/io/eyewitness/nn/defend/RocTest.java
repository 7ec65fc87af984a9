package io.eyewitness.nn.defend;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.eyewitness.theory.claim.Estimate;
import java.util.Random;
import org.apache.commons.math3.stat.inference.MannWhitneyUTest;
import org.junit.jupiter.api.Test;

class RocTest {
    @Test
    void whoeverScoresLowerIsCaught() {
        Roc perfect = new Roc(new double[] {3, 4}, new double[] {1, 2});
        assertEquals(new Estimate(1, 1, 1), perfect.area(0.95));
        assertEquals(
                0, new Roc(new double[] {1, 2}, new double[] {3, 4}).area(0.95).value());
        assertArrayEquals(new double[] {1, 1}, perfect.placements());
    }

    @Test
    void theCurveClimbsFromNothingToAll() {
        Roc.Point[] points = new Roc(new double[] {2, 4}, new double[] {1, 2}).points();
        assertArrayEquals(
                new Roc.Point[] {new Roc.Point(0, 0), new Roc.Point(0, 0.5), new Roc.Point(0.5, 1), new Roc.Point(1, 1)
                },
                points);
    }

    /** Equal scores count half, as for Mann and Whitney's U. */
    @Test
    void theAreaIsThatOfMannAndWhitney() {
        Random random = new Random(5);
        double[] clean = random.ints(40, 0, 12).asDoubleStream().toArray();
        double[] manipulated = random.ints(30, -4, 8).asDoubleStream().toArray();
        double u = 0;
        for (double high : clean) {
            for (double low : manipulated) {
                u += high > low ? 1 : high == low ? 0.5 : 0;
            }
        }
        assertEquals(Math.max(u, 1200 - u), new MannWhitneyUTest().mannWhitneyU(clean, manipulated), 1e-9);
        assertEquals(u / 1200, new Roc(clean, manipulated).area(0.95).value(), 1e-12);
    }

    /** By hand: the placements are 1, 1/2 and 1/2, 1; both variances are 1/8, so the error is sqrt(1/16 + 1/16). */
    @Test
    void theIntervalIsThatOfDeLong() {
        Estimate area = new Roc(new double[] {2, 4}, new double[] {1, 3}).area(0.95);
        assertEquals(0.75, area.value());
        assertEquals(0.75 - 1.959964 * Math.sqrt(0.125), area.low(), 1e-6);
        assertEquals(1, area.high());
    }

    @Test
    void aCurveNeedsUnitsOfBothKinds() {
        assertThrows(IllegalArgumentException.class, () -> new Roc(new double[1], new double[2]));
    }

    @Test
    void whatIsNoNumberIsNeitherCaughtNorClean() {
        for (double none : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
            double[] with = {1, none};
            double[] without = {1, 2};
            assertThrows(IllegalArgumentException.class, () -> new Roc(with, without));
            assertThrows(IllegalArgumentException.class, () -> new Roc(without, with));
            assertThrows(IllegalArgumentException.class, () -> new Scores(0, none));
            assertThrows(IllegalArgumentException.class, () -> new Scores(none, 0));
        }
    }
}
