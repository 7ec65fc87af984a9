package io.eyewitness.sim.game;

import io.eyewitness.sim.sample.SampledVisualization;
import io.eyewitness.sim.sample.Sampler;
import io.eyewitness.sim.sample.Samplers;
import io.eyewitness.sim.sample.Vectors;
import io.eyewitness.theory.exact.Norm;
import io.eyewitness.theory.function.FunctionClass;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * The decoder game for one class and dimension. Each game draws a function of the class and a point of X; all decoders see the
 * visualization of the function and predict its value at the point.
 *
 * @param functionClass the class
 * @param dimension d
 * @param lipschitz L, for LIP
 * @param norm of L
 */
public record ClassGame(FunctionClass functionClass, int dimension, double lipschitz, Norm norm) {
    /** The name, such as {@code LIP.d2}. */
    public String name() {
        return functionClass + ".d" + dimension;
    }

    /** Plays games and scores decoders. */
    void play(UniformRandomProvider random, int games, List<GameDecoder> rules, Fit fit, ErrorStatistics scores) {
        GameDecoder[] decoders = rules.toArray(GameDecoder[]::new);
        Table table = new Table();
        for (int game = 0; game < games; game++) {
            double truth = table.deal(random);
            double uncertainty = table.uncertainty;
            scores.play(uncertainty);
            for (int k = 0; k < decoders.length; k++) {
                double answer = table.isConstant ? 0 : decoders[k].share(table.input, fit);
                scores.score(k, answer, truth, uncertainty);
            }
        }
    }

    /** Plays games and adds them to the regression. */
    void learn(UniformRandomProvider random, int games, Regression regression) {
        Table table = new Table();
        for (int game = 0; game < games; game++) {
            double truth = table.deal(random);
            regression.learn(table.input, truth);
        }
    }

    /** The buffers of a thread, so that a game allocates next to nothing. */
    private final class Table {
        private final Sampler sampler = Samplers.of(functionClass, dimension, lipschitz, norm);
        private final SampledVisualization shown = new SampledVisualization(dimension);
        private final double[] x = new double[dimension];
        private final DecoderInput input = new DecoderInput(lipschitz, norm);
        private double uncertainty;
        private boolean isConstant;

        /**
         * Draws a function and a point.
         *
         * @return the true value as a share of the way from m to M; for a constant, for which all decoders answer m, the value less m
         */
        private double deal(UniformRandomProvider random) {
            sampler.draw(random, shown);
            Vectors.uniform(random, x);
            input.ask(shown, x);
            double range = shown.max() - shown.min();
            double above = sampler.at(x) - shown.min();
            isConstant = !(range > 0);
            uncertainty = isConstant ? 0 : shown.gap() / range;
            return isConstant ? above : above / range;
        }
    }
}
