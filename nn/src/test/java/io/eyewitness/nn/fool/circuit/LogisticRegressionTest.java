package io.eyewitness.nn.fool.circuit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LogisticRegressionTest {
    private static final int WIDTH = 3;

    /** Points around a mean; the second feature varies a thousand times as much, and the third is the same everywhere. */
    private static List<double[]> around(double mean, int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return IntStream.range(0, count)
                .mapToObj(i -> new double[] {mean + random.nextGaussian(), 1000 * random.nextGaussian(), 7})
                .toList();
    }

    /** For two normal distributions of one spread the log-odds are linear, and their slope is the distance of the means over the variance. */
    @Test
    void theLogOddsOfNormalDistributionsAreFound() {
        LogisticRegression fitted = LogisticRegression.of(around(-1, 20_000, 1), around(1, 20_000, 2));
        assertEquals(2, fitted.coefficients()[0], 0.05);
        assertEquals(0, 1000 * fitted.coefficients()[1], 0.05);
        assertEquals(0, fitted.logOdds(0, 0, 7), 0.05);
    }

    /** Ten times as many examples of a class move the log-odds by nothing but chance. */
    @Test
    void eachClassHasHalfOfTheWeight() {
        LogisticRegression fitted = LogisticRegression.of(around(-1, 20_000, 1), around(1, 2_000, 2));
        assertEquals(0, fitted.logOdds(0, 0, 7), 0.1);
    }

    /** The slope of the loss is 0 where it is smallest: the errors are weighed up by the ridge. */
    @Test
    void whatCanBeSeparatedIsSeparatedAndTheLossIsAtItsMinimum() {
        List<double[]> first = around(-9, 40, 3);
        List<double[]> second = around(9, 60, 4);
        LogisticRegression fitted = LogisticRegression.of(first, second);
        assertTrue(first.stream().allMatch(example -> fitted.logOdds(example) < 0));
        assertTrue(second.stream().allMatch(example -> fitted.logOdds(example) > 0));
        double best = loss(fitted, first, second);
        for (int i = 0; i < WIDTH; i++) {
            for (double by : new double[] {-1e-3, 1e-3}) {
                double[] moved = fitted.coefficients().clone();
                moved[i] += by;
                assertTrue(
                        loss(new LogisticRegression(moved, fitted.intercept()), first, second) >= best,
                        "feature " + i + " by " + by);
            }
        }
    }

    private static double loss(LogisticRegression fitted, List<double[]> first, List<double[]> second) {
        List<Double> losses = new ArrayList<>();
        first.forEach(example -> losses.add(0.5 / first.size() * Math.log1p(Math.exp(fitted.logOdds(example)))));
        second.forEach(example -> losses.add(0.5 / second.size() * Math.log1p(Math.exp(-fitted.logOdds(example)))));
        double ridge = 0;
        for (int i = 0; i < WIDTH; i++) {
            ridge += Math.pow(fitted.coefficients()[i] * deviation(i, first, second), 2);
        }
        Collections.sort(losses);
        return losses.stream().mapToDouble(Double::doubleValue).sum() + 0.5e-4 * ridge;
    }

    private static double deviation(int feature, List<double[]> first, List<double[]> second) {
        double[] column = Stream.concat(first.stream(), second.stream())
                .mapToDouble(example -> example[feature])
                .toArray();
        double mean = IntStream.range(0, column.length)
                .mapToDouble(i -> column[i])
                .average()
                .orElseThrow();
        return Math.sqrt(IntStream.range(0, column.length)
                .mapToDouble(i -> (column[i] - mean) * (column[i] - mean))
                .average()
                .orElseThrow());
    }
}
