package io.eyewitness.sim.ask;

import io.eyewitness.sim.game.ClassGame;
import io.eyewitness.sim.run.GameSums;
import io.eyewitness.sim.sample.SampledVisualization;
import io.eyewitness.sim.sample.Sampler;
import io.eyewitness.sim.sample.Samplers;
import io.eyewitness.sim.sample.Vectors;
import io.eyewitness.theory.ask.WidestGap;
import io.eyewitness.theory.claim.Estimate;
import io.eyewitness.theory.function.FunctionClass;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * The game of decoders that ask, for one class and dimension. Each game draws a function of the class, a point of X, and random examples.
 * All decoders see the visualization and the first k examples, and predict the value at the point; k takes each of several numbers.
 *
 * @param of the class and dimension, with L and its norm
 * @param examples the numbers k, ascending
 */
record AskingGame(ClassGame of, List<Integer> examples) {
    private static final double WORST = 0.5;

    AskingGame {
        examples = List.copyOf(examples);
    }

    private List<AskingDecoder> rules() {
        return AskingDecoder.fitting(of.functionClass());
    }

    /** Each number of examples has a column for each decoder, and two for what is left and what is proven. */
    private int width() {
        return rules().size() + 2;
    }

    AskingStatistics empty() {
        return new AskingStatistics(width() * examples.size(), examples.size());
    }

    /** Plays games and adds up the errors. */
    void play(UniformRandomProvider random, int games, AskingStatistics sums) {
        int dimension = of.dimension();
        Sampler function = Samplers.of(of.functionClass(), dimension, of.lipschitz(), of.norm());
        ClassKnowledge knowledge = ClassKnowledge.of(of.functionClass(), of.lipschitz(), of.norm());
        SampledVisualization shown = new SampledVisualization(dimension);
        Told told = new Told(dimension, examples.get(examples.size() - 1));
        double[] x = new double[dimension];
        for (int game = 0; game < games; game++) {
            function.draw(random, shown);
            Vectors.uniform(random, x);
            told.draw(random, shown, function);
            sums.sums().play(shown.gap() / told.range());
            double truth = (function.at(x) - shown.min()) / told.range();
            for (int k = 0; k < examples.size(); k++) {
                told.limit(examples.get(k));
                score(k, told, knowledge.at(told, x), truth, sums, x);
            }
        }
    }

    private void score(int k, Told told, PossibleValues possible, double truth, AskingStatistics sums, double... x) {
        int column = k * width();
        double proven = proven(told);
        sums.compare(k, possible.left(), proven);
        for (AskingDecoder rule : rules()) {
            double error = Math.abs(rule.share(told, possible, x) - truth);
            sums.add(column++, error);
            if (rule == AskingDecoder.MIDPOINT) {
                sums.compare(k, error, possible.left());
            }
        }
        sums.add(column++, possible.left());
        sums.add(column, proven);
    }

    /**
     * What the theorems say that these examples leave in the worst case, as a share of the range (theory.md section 6): for LIP L times the
     * covering radius of the inputs with known values, at most 1/2; for AFF nothing from d - 1 examples on; else 1/2.
     */
    private double proven(Told told) {
        return switch (of.functionClass()) {
            case LIP ->
                Math.min(
                        WORST,
                        of.lipschitz()
                                * WidestGap.coveringRadius(of.norm(), told.inputs())
                                        .most()
                                / told.range());
            case AFF -> told.count() - Told.SHOWN >= told.dimension() - 1 ? 0 : WORST;
            case F, NN, ERM, PAFF, MONO, CONV -> WORST;
            case AFF1, CONST -> 0;
        };
    }

    /** The names of {@link #means}, such as {@code CONV.64}, and for LIP {@code LIP.64.proven}. */
    Stream<String> columns() {
        return examples.stream()
                .map(k -> of.functionClass() + "." + k)
                .flatMap(name -> provenVaries() ? Stream.of(name, name + ".proven") : Stream.of(name));
    }

    /**
     * By number of examples the mean error of midpoint, or of idw where the class does not limit the values; and for LIP the mean of what is
     * proven.
     */
    DoubleStream means(GameSums sums) {
        int rule = rules().indexOf(AskingDecoder.best(of.functionClass()));
        return IntStream.range(0, examples.size())
                .map(k -> k * width())
                .flatMap(first ->
                        provenVaries() ? IntStream.of(first + rule, first + width() - 1) : IntStream.of(first + rule))
                .mapToDouble(sums::mean);
    }

    /** Whether what is proven depends on where the examples are, and not on their number alone. */
    private boolean provenVaries() {
        return of.functionClass() == FunctionClass.LIP;
    }

    /** The results, by number of examples and decoder. */
    List<Asked> asked(AskingStatistics statistics) {
        FunctionClass functionClass = of.functionClass();
        List<AskingDecoder> rules = rules();
        GameSums sums = statistics.sums();
        List<Asked> asked = new ArrayList<>();
        for (int k = 0; k < examples.size(); k++) {
            Estimate left = sums.mean(k * width() + rules.size(), Asked.CONFIDENCE);
            Estimate proven = sums.mean(k * width() + rules.size() + 1, Asked.CONFIDENCE);
            for (int rule = 0; rule < rules.size(); rule++) {
                asked.add(new Asked(
                        functionClass,
                        of.dimension(),
                        examples.get(k),
                        rules.get(rule).text(),
                        sums.games(),
                        sums.error(k * width() + rule, Asked.CONFIDENCE),
                        left,
                        proven,
                        statistics.excess(k)));
            }
        }
        return asked;
    }
}
