package io.eyewitness.sim.game;

import io.eyewitness.sim.run.Sampling;
import io.eyewitness.sim.run.Simulation;
import io.eyewitness.sim.sample.Samplers;
import io.eyewitness.theory.evidence.Measurement;
import io.eyewitness.theory.exact.Norm;
import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.function.FunctionClass;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * The decoder game: everything that decides its numbers.
 *
 * @param classes the classes, at least one
 * @param rules the decoders, at least one that fits each class
 * @param dimensions of the functions; each class plays in those in which it is defined, at least one
 * @param samples games of each class and dimension
 * @param training games that the regression learns from, of each class and dimension
 * @param lipschitz L, for LIP
 * @param norm of L
 * @param seed for all that is drawn
 */
public record GameSimulation(
        List<FunctionClass> classes,
        List<GameDecoder> rules,
        List<Integer> dimensions,
        long samples,
        long training,
        BigFraction lipschitz,
        Norm norm,
        long seed)
        implements Simulation.OfClaim<GameSimulation.Result> {
    /** The id of the claim that the game measures. */
    public static final String CLAIM = "Q1";

    /** The name of the simulation in evidence. */
    public static final String SIMULATION = "game";

    /** The dimensions of the claim. */
    public static final List<Integer> DIMENSIONS = List.of(1, 2, 8);

    /** The number of games of each class and dimension in the claim, and of those that the regression learns from. */
    public static final long SAMPLES = 20_000;

    /** The Lipschitz constant of the claim. */
    public static final BigFraction LIPSCHITZ = BigFraction.of(2);

    /** The norm of the Lipschitz constant in the claim. */
    public static final Norm NORM = Norm.L2;

    /** The least number of chunks of games that are worth a part of a campaign. */
    private static final int CHUNKS = 20;

    private static final double WORST = 0.5;

    public GameSimulation {
        classes = List.copyOf(classes);
        rules = List.copyOf(rules);
        dimensions = List.copyOf(dimensions);
        if (classes.isEmpty() || rules.isEmpty() || dimensions.isEmpty() || samples < 1 || training < 1) {
            throw new IllegalArgumentException("a game needs a class, a decoder, a dimension and samples");
        }
        if (lipschitz.signum() <= 0) {
            throw new IllegalArgumentException("L must be positive, not " + Rationals.text(lipschitz));
        }
    }

    /** The worst error, as a share of the range, that the best decoder can guarantee over a class. Source: theory.md section 3. */
    public static double epsStar(FunctionClass functionClass) {
        return functionClass.hasWitnesses() ? WORST : 0;
    }

    /** The classes and dimensions that play. */
    public List<ClassGame> games() {
        List<ClassGame> games = new ArrayList<>();
        for (FunctionClass functionClass : classes) {
            for (int dimension : dimensions) {
                if (Samplers.isMeantFor(functionClass, dimension)) {
                    games.add(new ClassGame(functionClass, dimension, lipschitz.doubleValue(), norm));
                }
            }
        }
        return games;
    }

    /** The decoders that are meant for a class. */
    List<GameDecoder> rulesOf(FunctionClass functionClass) {
        return rules.stream().filter(rule -> rule.fits(functionClass)).toList();
    }

    @Override
    public String claim() {
        return CLAIM;
    }

    @Override
    public String name() {
        return SIMULATION;
    }

    @Override
    public SortedMap<String, String> setting() {
        return new TreeMap<>(Map.of(
                "seed", String.valueOf(seed),
                "games", String.valueOf(samples),
                "training", String.valueOf(training),
                "lipschitz", Rationals.text(lipschitz),
                "norm", norm.text()));
    }

    @Override
    public String settings() {
        return SIMULATION + ";" + classes + ";" + rules + ";" + dimensions + ";" + samples + ";" + training + ";"
                + Rationals.text(lipschitz) + ";" + norm.text();
    }

    @Override
    public boolean isOfTheClaim() {
        return classes.equals(List.of(FunctionClass.values()))
                && rules.equals(List.of(GameDecoder.values()))
                && dimensions.equals(DIMENSIONS)
                && samples == SAMPLES
                && training == SAMPLES
                && lipschitz.equals(LIPSCHITZ)
                && norm == NORM;
    }

    @Override
    public Measurement measurement(Result result) {
        return result.measurement();
    }

    private boolean learns(ClassGame game) {
        return rulesOf(game.functionClass()).contains(GameDecoder.FITTED)
                && game.functionClass() != FunctionClass.CONST;
    }

    private Sampling<Regression> lessons(ClassGame game) {
        return new Sampling<>("training:" + game.name(), training, CHUNKS, Regression::new, totals -> game::learn);
    }

    private Fit fit(ClassGame game, Sampling.Totals totals) {
        return learns(game) ? totals.of(lessons(game)).fit() : Fit.none();
    }

    private Sampling<ErrorStatistics> played(ClassGame game) {
        List<GameDecoder> playing = rulesOf(game.functionClass());
        return new Sampling<>(
                "game:" + game.name(), samples, CHUNKS, () -> new ErrorStatistics(playing.size()), totals -> {
                    Fit fit = fit(game, totals);
                    return (random, games, sums) -> game.play(random, games, playing, fit, sums);
                });
    }

    @Override
    public List<Sampling<?>> samplings() {
        return Stream.<Sampling<?>>concat(
                        games().stream().filter(this::learns).map(this::lessons),
                        games().stream().map(this::played))
                .toList();
    }

    @Override
    public int firsts() {
        return (int) games().stream().filter(this::learns).count();
    }

    @Override
    public Result result(Sampling.Totals totals) {
        List<Outcome> outcomes = new ArrayList<>();
        List<WorstCase> worstCases = new ArrayList<>();
        for (ClassGame game : games()) {
            List<GameDecoder> playing = rulesOf(game.functionClass());
            Fit fit = fit(game, totals);
            ErrorStatistics scores = totals.of(played(game));
            for (int k = 0; k < playing.size(); k++) {
                outcomes.add(Outcome.of(game, playing.get(k), k, scores));
            }
            for (Adversary.Pair pair : Adversary.pairs(game.functionClass(), game.dimension(), seed)) {
                worstCases.addAll(pair.worstCases(playing, fit));
            }
        }
        for (FunctionClass functionClass : classes) {
            worstCases.addAll(Adversary.understood(functionClass, seed));
        }
        return new Result(outcomes, worstCases);
    }

    /**
     * The result of the games.
     *
     * @param outcomes the mean errors, by class, dimension and decoder
     * @param worstCases the errors on the adversary's functions
     */
    public record Result(List<Outcome> outcomes, List<WorstCase> worstCases) {
        public Result {
            outcomes = List.copyOf(outcomes);
            worstCases = List.copyOf(worstCases);
        }

        /** A unit for each worst case; excess is the distance of worst from bound, on the proven side. */
        public Measurement measurement() {
            Measurement.Table table = new Measurement.Table("holds", "excess", "worst", "bound", "asProven");
            for (WorstCase worstCase : worstCases) {
                boolean hasWitnesses = worstCase.functionClass().hasWitnesses();
                table.add(
                        worstCase.name(),
                        worstCase.holds() ? 1 : 0,
                        worstCase.excess(),
                        worstCase.worst(),
                        worstCase.bound(),
                        worstCase.misjudges() == hasWitnesses ? 1 : 0);
            }
            return table.measurement();
        }

        /**
         * The largest error of the best decoder, by class and dimension: that with the smallest h. In rows 9 and 10 the largest error of
         * the decoder of the class.
         */
        public List<WorstCase> least() {
            Map<String, WorstCase> least = new LinkedHashMap<>();
            for (WorstCase worstCase : worstCases) {
                if (!worstCase.functionClass().hasWitnesses()
                        || worstCase.decoder().equals(WorstCase.LEAST)) {
                    least.merge(
                            worstCase.functionClass() + ".d" + worstCase.dimension(),
                            worstCase,
                            (one, other) -> other.worst() > one.worst() ? other : one);
                }
            }
            return List.copyOf(least.values());
        }

        /** The worst cases in which a decoder errs less than the proven lower bound, or in rows 9 and 10 more than the proven upper bound. */
        public List<WorstCase> beaten() {
            return worstCases.stream().filter(worstCase -> !worstCase.holds()).toList();
        }
    }
}
