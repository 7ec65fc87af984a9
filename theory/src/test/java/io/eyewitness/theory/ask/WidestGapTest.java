package io.eyewitness.theory.ask;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.eyewitness.theory.ask.Transcript.Known;
import io.eyewitness.theory.exact.Norm;
import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.visualization.Visualization;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WidestGapTest {
    private static final double RELATIVE = 1.0 / 128;

    private static Visualization phi(int dimension) {
        return new Visualization(
                all(dimension, BigFraction.ZERO), all(dimension, BigFraction.ONE), BigFraction.ZERO, BigFraction.ONE);
    }

    private static List<Known> ends(int dimension) {
        return List.of(
                new Known(phi(dimension).a(), BigFraction.ZERO),
                new Known(phi(dimension).b(), BigFraction.ONE));
    }

    private static WidestGap gap(int dimension, Norm norm, BigFraction lipschitz) {
        return WidestGap.of(phi(dimension), lipschitz, norm, ends(dimension));
    }

    private static Point all(int dimension, BigFraction coordinate) {
        return new Point(Collections.nCopies(dimension, coordinate));
    }

    private static void assertFound(double expected, WidestGap gap) {
        assertEquals(expected, gap.size(), RELATIVE * expected + 1e-6);
        assertEquals(expected, gap.most(), RELATIVE * expected + 1e-6);
    }

    /** Farthest from both (0, .., 0) and (1, .., 1) is a vertex with as many zeros as ones. */
    @ParameterizedTest
    @ValueSource(ints = {2, 4, 12, 16})
    void theCoveringRadiusOfOppositeVerticesIsKnown(int dimension) {
        double[] expected = {dimension / 2.0, Math.sqrt(dimension / 2.0), 1};
        for (Norm norm : Norm.values()) {
            assertFound(expected[norm.ordinal()], WidestGap.coveringRadius(norm, ends(dimension)));
        }
    }

    /** Where L is so large that a point in reach of neither exists, units differ there by the whole range. */
    @ParameterizedTest
    @ValueSource(ints = {2, 4, 12, 16})
    void noGapIsWiderThanHalfOfTheRange(int dimension) {
        for (Norm norm : Norm.values()) {
            assertFound(0.5, gap(dimension, norm, BigFraction.of(3)));
        }
    }

    /** In l1 every x is between opposite vertices, so the least possible L leaves one function; twice as large, half of the range. */
    @ParameterizedTest
    @ValueSource(ints = {2, 4, 12, 16})
    void inL1TheGapBetweenOppositeVerticesIsKnown(int dimension) {
        assertFound(0, gap(dimension, Norm.L1, BigFraction.of(1, dimension)));
        assertFound(0.25, gap(dimension, Norm.L1, BigFraction.of(3, 2 * dimension)));
        assertFound(0.5, gap(dimension, Norm.L1, BigFraction.of(2, dimension)));
    }

    @Test
    void nothingIsGreaterThanTheBound() {
        Random random = new Random(1);
        for (int dimension : new int[] {1, 2, 5, 12}) {
            for (Norm norm : Norm.values()) {
                BigFraction lipschitz = BigFraction.of(1, 3);
                List<Known> known = new ArrayList<>(ends(dimension));
                for (int i = 0; i < 6; i++) {
                    known.add(new Known(point(dimension, random), BigFraction.of(1, 2)));
                }
                WidestGap gap = WidestGap.of(phi(dimension), lipschitz, norm, known);
                WidestGap radius = WidestGap.coveringRadius(norm, known);
                assertTrue(gap.size() <= gap.most() && radius.size() <= radius.most());
                for (int i = 0; i < 200; i++) {
                    Point x = point(dimension, random);
                    double upper = 1;
                    double lower = 0;
                    double nearest = Double.POSITIVE_INFINITY;
                    for (Known datum : known) {
                        double distance = norm.distance(datum.x(), x).toDouble();
                        double cone = lipschitz.doubleValue() * distance;
                        upper = Math.min(upper, datum.value().doubleValue() + cone);
                        lower = Math.max(lower, datum.value().doubleValue() - cone);
                        nearest = Math.min(nearest, distance);
                    }
                    assertTrue((upper - lower) / 2 <= gap.most(), () -> x + " in " + norm);
                    assertTrue(nearest <= radius.most(), () -> x + " in " + norm);
                }
            }
        }
    }

    private static Point point(int dimension, Random random) {
        return new Point(IntStream.range(0, dimension)
                .mapToObj(i -> BigFraction.of(random.nextInt(17), 16))
                .toList());
    }
}
