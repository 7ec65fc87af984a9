package io.eyewitness.sim.game;

import io.eyewitness.sim.sample.Draws;
import io.eyewitness.sim.sample.Sampler;
import io.eyewitness.sim.sample.Samplers;
import io.eyewitness.sim.sample.Shown;
import io.eyewitness.theory.exact.Norm;
import io.eyewitness.theory.witness.FunctionClass;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Games about one class in one dimension. In a game a function of the class is drawn, and a point of X; all decoders are shown its
 * visualization and say its value at the point.
 *
 * @param functionClass the class
 * @param dimension d
 * @param lipschitz L, for LIP
 * @param norm of L
 */
public record Match(FunctionClass functionClass, int dimension, double lipschitz, Norm norm) {
    /** The name, such as {@code LIP.d2}. */
    public String name() {
        return functionClass + ".d" + dimension;
    }

    /** Plays games and scores decoders. */
    void play(UniformRandomProvider random, int games, List<Rule> rules, Fit fit, Scores scores) {
        Rule[] decoders = rules.toArray(Rule[]::new);
        Table table = new Table();
        for (int game = 0; game < games; game++) {
            double truth = table.deal(random);
            double uncertainty = table.uncertainty;
            scores.play(uncertainty);
            for (int k = 0; k < decoders.length; k++) {
                double answer = table.isConstant ? 0 : decoders[k].share(table.question, fit);
                scores.score(k, answer, truth, uncertainty);
            }
        }
    }

    /** Plays games and learns from them. */
    void learn(UniformRandomProvider random, int games, Regression regression) {
        Table table = new Table();
        for (int game = 0; game < games; game++) {
            double truth = table.deal(random);
            regression.learn(table.question, truth);
        }
    }

    /** What a thread plays with, so that a game allocates next to nothing. */
    private final class Table {
        private final Sampler sampler = Samplers.of(functionClass, dimension, lipschitz, norm);
        private final Shown shown = new Shown(dimension);
        private final double[] x = new double[dimension];
        private final Question question = new Question(lipschitz, norm);
        private double uncertainty;
        private boolean isConstant;

        /** Draws a function and a point; the true value is a share of the way from m to M; of a constant, whose
         * decoders all answer m, it is the value less m. */
        private double deal(UniformRandomProvider random) {
            sampler.draw(random, shown);
            Draws.uniform(random, x);
            question.ask(shown, x);
            double range = shown.max() - shown.min();
            double above = sampler.at(x) - shown.min();
            isConstant = !(range > 0);
            uncertainty = isConstant ? 0 : shown.gap() / range;
            return isConstant ? above : above / range;
        }
    }
}
