package io.eyewitness.sim.ask;

import io.eyewitness.sim.game.ClassGame;
import io.eyewitness.sim.game.GameSimulation;
import io.eyewitness.sim.run.Sampling;
import io.eyewitness.sim.run.Simulation;
import io.eyewitness.sim.sample.Samplers;
import io.eyewitness.theory.evidence.Measurement;
import io.eyewitness.theory.exact.Norm;
import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.function.FunctionClass;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * The game of decoders that ask: everything that decides its numbers. What random examples buy on average, beside what the theorems say
 * that they buy in the worst case (theory.md section 6).
 *
 * @param classes the classes, at least one, all with witness pairs: of others there is nothing to ask
 * @param dimensions of the functions; each class plays in those in which it is defined, at least one
 * @param examples the numbers of examples, ascending
 * @param samples games of each class and dimension, at least 2
 * @param lipschitz L, for LIP
 * @param norm of L
 * @param seed for all that is drawn
 */
public record AskingSimulation(
        List<FunctionClass> classes,
        List<Integer> dimensions,
        List<Integer> examples,
        long samples,
        BigFraction lipschitz,
        Norm norm,
        long seed)
        implements Simulation.OfClaim<AskingSimulation.Result> {
    /** The id of the claims that the game measures. */
    public static final String CLAIM = "Q4";

    /** The name of the simulation. */
    public static final String SIMULATION = "examples";

    /** The largest number of examples: a game of CONV solves as many linear programs. */
    public static final int MOST_EXAMPLES = 256;

    /** The dimension of the claims. */
    public static final int DIMENSION = 2;

    /** The numbers of examples of the claims. */
    public static final List<Integer> EXAMPLES = List.of(1, 64, 256);

    /** The number of games of each class in the claims. */
    public static final long SAMPLES = 10_000;

    public AskingSimulation {
        classes = List.copyOf(classes);
        dimensions = List.copyOf(dimensions);
        examples = examples.stream().distinct().sorted().toList();
        if (classes.isEmpty() || dimensions.isEmpty() || examples.isEmpty() || samples < 2) {
            throw new IllegalArgumentException(
                    "a game needs a class, a dimension, a number of examples and two samples");
        }
        if (examples.get(0) < 0 || examples.get(examples.size() - 1) > MOST_EXAMPLES) {
            throw new IllegalArgumentException("the numbers of examples are from 0 to " + MOST_EXAMPLES);
        }
        for (FunctionClass functionClass : classes) {
            if (!functionClass.hasWitnesses()) {
                throw new IllegalArgumentException(
                        functionClass + " is understood from its visualization; there is nothing to ask");
            }
        }
        if (lipschitz.signum() <= 0) {
            throw new IllegalArgumentException("L must be positive, not " + Rationals.text(lipschitz));
        }
    }

    private List<AskingGame> games() {
        return classes.stream()
                .flatMap(c -> dimensions.stream()
                        .filter(d -> Samplers.isMeantFor(c, d))
                        .map(d -> new AskingGame(new ClassGame(c, d, lipschitz.doubleValue(), norm), examples)))
                .toList();
    }

    @Override
    public String name() {
        return SIMULATION;
    }

    @Override
    public String settings() {
        return SIMULATION + ";" + classes + ";" + dimensions + ";" + examples + ";" + samples + ";"
                + Rationals.text(lipschitz) + ";" + norm.text();
    }

    @Override
    public String claim() {
        return CLAIM;
    }

    @Override
    public SortedMap<String, String> setting() {
        return new TreeMap<>(Map.of(
                "seed", String.valueOf(seed),
                "games", String.valueOf(samples),
                "dimension", texts(dimensions),
                "examples", texts(examples),
                "lipschitz", Rationals.text(lipschitz),
                "norm", norm.text()));
    }

    private static String texts(List<Integer> numbers) {
        return numbers.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    @Override
    public boolean isOfTheClaim() {
        return classes.equals(FunctionClass.withWitnesses())
                && dimensions.equals(List.of(DIMENSION))
                && examples.equals(EXAMPLES)
                && samples == SAMPLES
                && lipschitz.equals(GameSimulation.LIPSCHITZ)
                && norm == GameSimulation.NORM;
    }

    /** A unit for each block of games, with the mean errors in each class, and whether each of its games is as proven. */
    @Override
    public Measurement measurement(Result result) {
        List<AskingGame> games = games();
        Measurement.Table table =
                new Measurement.Table(Stream.concat(games.stream().flatMap(AskingGame::columns), Stream.of("holds"))
                        .toArray(String[]::new));
        for (int block = 0; block < result.sums().get(0).blocks().size(); block++) {
            int number = block;
            List<AskingStatistics> sums = result.sums().stream()
                    .map(statistics -> statistics.blocks().get(number))
                    .toList();
            DoubleStream means = IntStream.range(0, games.size())
                    .boxed()
                    .flatMapToDouble(i -> games.get(i).means(sums.get(i).sums()));
            boolean holds = sums.stream().allMatch(statistics -> Asked.holds(statistics.excess()));
            table.add(
                    "block:" + block,
                    DoubleStream.concat(means, DoubleStream.of(holds ? 1 : 0)).toArray());
        }
        return table.measurement();
    }

    private Sampling<AskingStatistics> sampling(AskingGame game) {
        return new Sampling<>("examples:" + game.of().name(), samples, 1, game::empty, totals -> game::play);
    }

    @Override
    public List<Sampling<?>> samplings() {
        return games().stream().<Sampling<?>>map(this::sampling).toList();
    }

    @Override
    public Result result(Sampling.Totals totals) {
        List<AskingGame> games = games();
        List<AskingStatistics> sums =
                games.stream().map(game -> totals.of(sampling(game))).toList();
        return new Result(
                IntStream.range(0, games.size())
                        .boxed()
                        .flatMap(i -> games.get(i).asked(sums.get(i)).stream())
                        .toList(),
                sums);
    }

    /** The numbers of all games. */
    public static final class Result {
        private final List<Asked> asked;
        private final List<AskingStatistics> sums;

        Result(List<Asked> asked, List<AskingStatistics> sums) {
            this.asked = List.copyOf(asked);
            this.sums = List.copyOf(sums);
        }

        /** The errors, by class, dimension, number of examples and decoder. */
        public List<Asked> asked() {
            return asked;
        }

        private List<AskingStatistics> sums() {
            return sums;
        }
    }
}
