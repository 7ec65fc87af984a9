package io.eyewitness.sim.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.eyewitness.sim.run.Streams;
import io.eyewitness.theory.exact.Norm;
import io.eyewitness.theory.function.FunctionClass;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;

class SamplersTest {
    private static final int POINTS = 400;
    private static final int GRID = 60;
    private static final double LIPSCHITZ = 2;
    private static final double ROUNDING = 1e-9;

    private static UniformRandomProvider random(long seed) {
        return new Streams(seed, "test").next();
    }

    private static Sampler sampler(FunctionClass functionClass, int dimension, Norm norm) {
        return Samplers.of(functionClass, dimension, LIPSCHITZ, norm);
    }

    private static double[] point(int dimension, UniformRandomProvider random) {
        double[] x = new double[dimension];
        Vectors.uniform(random, x);
        for (int i = 0; i < dimension; i++) {
            int kind = random.nextInt(8);
            x[i] = kind < 2 ? kind : x[i];
        }
        return x;
    }

    private static double[] between(double[] p, double[] q, double share) {
        double[] x = new double[p.length];
        for (int i = 0; i < x.length; i++) {
            x[i] = p[i] + share * (q[i] - p[i]);
        }
        return x;
    }

    /** What is shown is attained, and nothing lies beyond it by more than the gap: on random points, and on a grid where d is at most 2. */
    @Property(tries = 600)
    void visualizationsAreCertified(
            @ForAll FunctionClass functionClass, @ForAll @IntRange(min = 1, max = 9) int d, @ForAll long seed) {
        Assume.that(Samplers.isMeantFor(functionClass, d));
        Sampler sampler = sampler(functionClass, d, Norm.L2);
        SampledVisualization shown = new SampledVisualization(d);
        UniformRandomProvider random = random(seed);
        sampler.draw(random, shown);
        double range = shown.max() - shown.min();
        double rounding = ROUNDING * range;
        assertEquals(shown.min(), sampler.at(shown.a()), rounding);
        assertEquals(shown.max(), sampler.at(shown.b()), rounding);
        assertTrue(shown.gap() <= 1e-3 * range, shown.gap() + " beside the range " + range);
        for (int i = 0; i < d; i++) {
            assertTrue(Math.min(shown.a()[i], shown.b()[i]) >= 0 && Math.max(shown.a()[i], shown.b()[i]) <= 1);
        }
        for (int i = 0; i < POINTS; i++) {
            assertWithin(sampler, shown, rounding, point(d, random));
        }
        for (int i = 0; d <= 2 && i <= GRID; i++) {
            for (int j = 0; j <= (d == 1 ? 0 : GRID); j++) {
                double u = (double) i / GRID;
                assertWithin(sampler, shown, rounding, d == 1 ? new double[] {u} : new double[] {u, (double) j / GRID});
            }
        }
    }

    private static void assertWithin(Sampler sampler, SampledVisualization shown, double rounding, double... x) {
        double value = sampler.at(x);
        assertTrue(
                value >= shown.min() - shown.gap() - rounding && value <= shown.max() + shown.gap() + rounding,
                () -> value + " is not from " + shown.min() + " to " + shown.max());
    }

    @Property(tries = 200)
    void monotoneFunctionsRise(@ForAll @IntRange(min = 1, max = 9) int d, @ForAll long seed) {
        Sampler sampler = sampler(FunctionClass.MONO, d, Norm.L2);
        UniformRandomProvider random = random(seed);
        sampler.draw(random, new SampledVisualization(d));
        for (int i = 0; i < POINTS; i++) {
            double[] x = point(d, random);
            double[] y = point(d, random);
            for (int k = 0; k < d; k++) {
                y[k] = Math.max(x[k], y[k]);
            }
            assertTrue(sampler.at(x) <= sampler.at(y) + ROUNDING);
        }
    }

    @Property(tries = 200)
    void convexFunctionsLieBelowTheirChords(@ForAll @IntRange(min = 1, max = 9) int d, @ForAll long seed) {
        Sampler sampler = sampler(FunctionClass.CONV, d, Norm.L2);
        UniformRandomProvider random = random(seed);
        sampler.draw(random, new SampledVisualization(d));
        for (int i = 0; i < POINTS; i++) {
            double[] x = point(d, random);
            double[] y = point(d, random);
            double share = random.nextDouble();
            double chord = (1 - share) * sampler.at(x) + share * sampler.at(y);
            assertTrue(sampler.at(between(x, y, share)) <= chord + ROUNDING);
        }
    }

    @Property(tries = 300)
    void lipschitzFunctionsKeepTheirConstant(
            @ForAll @IntRange(min = 1, max = 9) int d, @ForAll Norm norm, @ForAll long seed) {
        Sampler sampler = sampler(FunctionClass.LIP, d, norm);
        UniformRandomProvider random = random(seed);
        SampledVisualization shown = new SampledVisualization(d);
        sampler.draw(random, shown);
        assertTrue(LIPSCHITZ * Vectors.distance(norm, shown.a(), shown.b()) >= shown.max() - shown.min() - ROUNDING);
        for (int i = 0; i < POINTS; i++) {
            double[] x = point(d, random);
            double[] y = between(x, point(d, random), random.nextDouble());
            double rise = Math.abs(sampler.at(x) - sampler.at(y));
            assertTrue(rise <= LIPSCHITZ * Vectors.distance(norm, x, y) + ROUNDING);
        }
    }

    @Property(tries = 100)
    void affineFunctionsAreTheirChords(@ForAll @IntRange(min = 2, max = 9) int d, @ForAll long seed) {
        Sampler sampler = sampler(FunctionClass.AFF, d, Norm.L2);
        UniformRandomProvider random = random(seed);
        sampler.draw(random, new SampledVisualization(d));
        for (int i = 0; i < POINTS; i++) {
            double[] x = point(d, random);
            double[] y = point(d, random);
            double share = random.nextDouble();
            double chord = (1 - share) * sampler.at(x) + share * sampler.at(y);
            assertEquals(chord, sampler.at(between(x, y, share)), ROUNDING);
        }
    }

    /** Nearly everywhere a short step forth and one back change the value by as much; and across all of X they do not. */
    @Property(tries = 60)
    void networksAndPiecewiseAffineFunctionsAreAffineNearMostPoints(
            @ForAll @IntRange(min = 1, max = 9) int d,
            @ForAll @IntRange(min = 0, max = 2) int kind,
            @ForAll long seed) {
        FunctionClass[] classes = {FunctionClass.NN, FunctionClass.ERM, FunctionClass.PAFF};
        Sampler sampler = sampler(classes[kind], d, Norm.L2);
        UniformRandomProvider random = random(seed);
        SampledVisualization shown = new SampledVisualization(d);
        sampler.draw(random, shown);
        double range = shown.max() - shown.min();
        int bent = 0;
        double farBend = 0;
        for (int i = 0; i < POINTS; i++) {
            double[] x = point(d, random);
            double[] y = point(d, random);
            bent += bend(sampler, x, between(x, y, 1e-4)) > ROUNDING * range ? 1 : 0;
            farBend = Math.max(farBend, bend(sampler, x, y));
        }
        assertTrue(bent < POINTS / 10, bent + " bends");
        assertTrue(farBend > 1e-3 * range, "it is affine");
    }

    private static double bend(Sampler sampler, double[] x, double[] y) {
        return Math.abs(sampler.at(x) + sampler.at(y) - 2 * sampler.at(between(x, y, 0.5)));
    }

    @Property(tries = 100)
    void trainedNetworksHaveNoRisk(@ForAll @IntRange(min = 1, max = 9) int d, @ForAll long seed) {
        TrainedSampler sampler = new TrainedSampler(d);
        sampler.draw(random(seed), new SampledVisualization(d));
        for (int i = 0; i < TrainedSampler.EXAMPLES; i++) {
            assertEquals(sampler.labels()[i], sampler.at(sampler.inputs()[i]), TrainedSampler.MISS);
        }
    }

    @Test
    void whatNoClassIsMeantForIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> sampler(FunctionClass.AFF, 1, Norm.L2));
        assertThrows(IllegalArgumentException.class, () -> sampler(FunctionClass.AFF1, 2, Norm.L2));
        assertThrows(IllegalArgumentException.class, () -> sampler(FunctionClass.F, 65, Norm.L2));
        assertThrows(IllegalArgumentException.class, () -> Samplers.of(FunctionClass.LIP, 1, 0, Norm.L2));
    }
}
