package io.eyewitness.sim.game;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.eyewitness.sim.run.Streams;
import io.eyewitness.sim.sample.SampledVisualization;
import io.eyewitness.theory.decoder.Decoder;
import io.eyewitness.theory.exact.Norm;
import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.function.FunctionClass;
import io.eyewitness.theory.visualization.Visualization;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.numbers.fraction.BigFraction;
import org.apache.commons.rng.UniformRandomProvider;

/** The decoders in doubles beside theory's, which are exact. */
class GameDecoderTest {
    private static final int GRID = 8;

    private static Point point(int dimension, UniformRandomProvider random) {
        return new Point(Stream.generate(() -> BigFraction.of(random.nextInt(GRID + 1), GRID))
                .limit(dimension)
                .toList());
    }

    private static double[] doubles(Point point) {
        return point.coordinates().stream()
                .mapToDouble(BigFraction::doubleValue)
                .toArray();
    }

    private static Fit fit() {
        Regression regression = new Regression();
        new ClassGame(FunctionClass.CONV, 2, 1, Norm.L2).learn(new Streams(1, "fit").next(), 500, regression);
        return regression.fit();
    }

    @Property(tries = 1000)
    void agreesWithTheExactDecoder(
            @ForAll GameDecoder rule,
            @ForAll Norm norm,
            @ForAll @IntRange(min = 1, max = 6) int d,
            @ForAll @IntRange(min = 1, max = 16) int constant,
            @ForAll long seed) {
        UniformRandomProvider random = new Streams(seed, "test").next();
        Point a = point(d, random);
        Point b = point(d, random);
        BigFraction min = BigFraction.of(random.nextInt(GRID), GRID);
        BigFraction range = a.equals(b) ? BigFraction.ZERO : BigFraction.of(1 + random.nextInt(GRID), GRID);
        Visualization phi = new Visualization(a, b, min, min.add(range));
        Point x = point(d, random);
        BigFraction lipschitz = BigFraction.of(constant, 4);
        Fit fit = fit();
        Decoder exact = rule.decoder(lipschitz, norm, fit);
        SampledVisualization shown = new SampledVisualization(d);
        System.arraycopy(doubles(a), 0, shown.a(), 0, d);
        System.arraycopy(doubles(b), 0, shown.b(), 0, d);
        shown.set(phi.min().doubleValue(), phi.max().doubleValue(), 0);
        DecoderInput input = new DecoderInput(lipschitz.doubleValue(), norm);
        input.ask(shown, doubles(x));
        assertEquals(
                exact.decode(phi, x).toDouble(),
                shown.min() + range.doubleValue() * rule.share(input, fit),
                1e-9,
                () -> rule + " at " + x + " of " + phi);
    }
}
