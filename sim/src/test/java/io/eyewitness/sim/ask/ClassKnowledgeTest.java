package io.eyewitness.sim.ask;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.eyewitness.sim.bound.Bounder;
import io.eyewitness.sim.run.Streams;
import io.eyewitness.sim.sample.SampledVisualization;
import io.eyewitness.sim.sample.Sampler;
import io.eyewitness.sim.sample.Vectors;
import io.eyewitness.theory.bound.Assumptions;
import io.eyewitness.theory.bound.BoundProblem;
import io.eyewitness.theory.bound.Observation;
import io.eyewitness.theory.bound.PointBound;
import io.eyewitness.theory.exact.Norm;
import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.function.FunctionClass;
import io.eyewitness.theory.visualization.Visualization;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.numbers.fraction.BigFraction;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the game takes for possible is what the exact linear programs of sim bound say. */
class ClassKnowledgeTest {
    private static final double LIPSCHITZ = 2;
    private static final int GAMES = 12;

    /**
     * max(s w.x, 1 - t (1 - v.x)) with weights of sum 1, s at most 1 and t from 1 to 2: convex, monotone, 2-Lipschitz in linf, from 0 at 0 to 1
     * at 1. Doubles hold all its values at multiples of 1/1024.
     */
    private record Bent(double[] w, double[] v, double s, double t) implements Sampler {
        static Bent draw(int dimension, boolean isAffine, UniformRandomProvider random) {
            double[] w = weights(dimension, random);
            return isAffine
                    ? new Bent(w, w, 1, 1)
                    : new Bent(w, weights(dimension, random), random.nextInt(4) / 4.0, 2);
        }

        private static double[] weights(int dimension, UniformRandomProvider random) {
            double[] weights = new double[dimension];
            double left = 1;
            for (int i = 0; i + 1 < dimension; i++) {
                weights[i] = (1 + random.nextInt(4)) / 16.0;
                left -= weights[i];
            }
            weights[dimension - 1] = left;
            return weights;
        }

        @Override
        public void draw(UniformRandomProvider random, SampledVisualization shown) {
            Arrays.fill(shown.a(), 0);
            Arrays.fill(shown.b(), 1);
            shown.set(0, 1, 0);
        }

        @Override
        public double at(double... x) {
            return Math.max(s * along(w, x), 1 - t * (1 - along(v, x)));
        }

        private static double along(double[] weights, double... x) {
            return IntStream.range(0, x.length)
                    .mapToDouble(i -> weights[i] * x[i])
                    .sum();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "LIP,lipschitz:2,1,3",
        "LIP,lipschitz:2,2,4",
        "MONO,monotone,1,3",
        "MONO,monotone,2,6",
        "CONV,convex,1,4",
        "CONV,convex,2,0",
        "CONV,convex,2,7",
        "CONV,convex,3,5",
        "AFF,affine,2,0",
        "AFF,affine,3,1",
        "AFF,affine,3,2",
        "AFF,affine,4,1",
    })
    void isAsTheExactBoundsSay(FunctionClass functionClass, String assumed, int dimension, int examples) {
        UniformRandomProvider random = new Streams(7, functionClass + ";" + dimension + ";" + examples).next();
        UniformRandomProvider coarse = () -> (long) random.nextInt(1024) << 54;
        Told told = new Told(dimension, examples);
        double[] x = new double[dimension];
        SampledVisualization shown = new SampledVisualization(dimension);
        double open = 0;
        for (int game = 0; game < GAMES; game++) {
            Bent function = Bent.draw(dimension, functionClass == FunctionClass.AFF, random);
            function.draw(random, shown);
            Vectors.uniform(coarse, x);
            told.draw(coarse, shown, function);
            PossibleValues possible =
                    ClassKnowledge.of(functionClass, LIPSCHITZ, Norm.LINF).at(told, x);
            PointBound exact =
                    Bounder.of(problem(told, Assumptions.parse(assumed))).at(point(x));
            assertEquals(exact.lower().value().doubleValue(), possible.low(), 1e-6);
            assertEquals(exact.upper().value().doubleValue(), possible.high(), 1e-6);
            double truth = function.at(x);
            assertTrue(possible.low() - 1e-9 <= truth && truth <= possible.high() + 1e-9);
            open += possible.left();
        }
        boolean isKnown = functionClass == FunctionClass.AFF && examples >= dimension - 1;
        assertEquals(!isKnown, open > 0.01, "half widths add up to " + open);
    }

    private static BoundProblem problem(Told told, Assumptions assumptions) {
        List<Observation> values = IntStream.range(Told.SHOWN, told.count())
                .<Observation>mapToObj(i -> new Observation.Value(point(told.input(i)), Rationals.of(told.value(i))))
                .toList();
        return new BoundProblem(
                assumptions,
                Norm.LINF,
                new Visualization(
                        Point.zero(told.dimension()), Point.one(told.dimension()), BigFraction.ZERO, BigFraction.ONE),
                values);
    }

    private static Point point(double... x) {
        return new Point(Arrays.stream(x).mapToObj(Rationals::of).toList());
    }
}
