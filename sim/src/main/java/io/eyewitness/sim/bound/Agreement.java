package io.eyewitness.sim.bound;

import io.eyewitness.sim.run.Chunks;
import io.eyewitness.sim.run.Streams;
import io.eyewitness.theory.evidence.Measurement;
import io.eyewitness.theory.exact.Norm;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Random problems with closed forms, solved by linear programs: are the intervals the same rational numbers? A unit of the measurement is
 * a problem, with the largest differences of the ends; three points or more are asked.
 *
 * @param instances of each kind, norm and dimension
 * @param seed draws them
 */
public record Agreement(int instances, long seed) {
    /** The claim's name. */
    public static final String CLAIM = "Q3";

    /** What is simulated. */
    public static final String SIMULATION = "bounds";

    /** How many instances of each the claim is about. */
    public static final int OF_THE_CLAIM = 10;

    private static final int MOST_DRAWS = 1000;

    private record Kind(Stratum stratum, Norm norm, int dimension) {
        String name() {
            return stratum.name().toLowerCase(Locale.ROOT).replace('_', '-') + "." + norm.text() + ".d" + dimension;
        }
    }

    private static final List<Kind> KINDS = Stream.of(
                    kinds(Stratum.LIPSCHITZ, List.of(Norm.values()), 3),
                    kinds(Stratum.LIPSCHITZ_VALUES, List.of(Norm.L1, Norm.LINF), 2),
                    kinds(Stratum.MONOTONE, List.of(Norm.L1), 3),
                    kinds(Stratum.LIPSCHITZ_MONOTONE, List.of(Norm.L1, Norm.LINF), 2),
                    kinds(Stratum.AFFINE, List.of(Norm.L1), 3),
                    kinds(Stratum.CONVEX, List.of(Norm.L1), 3),
                    kinds(Stratum.CONVEX_VALUES, List.of(Norm.L1), 1))
            .flatMap(List::stream)
            .toList();

    private static List<Kind> kinds(Stratum stratum, List<Norm> norms, int mostDimensions) {
        List<Kind> kinds = new ArrayList<>();
        for (Norm norm : norms) {
            for (int dimension = 1; dimension <= mostDimensions; dimension++) {
                kinds.add(new Kind(stratum, norm, dimension));
            }
        }
        return kinds;
    }

    /** How many problems there are. */
    public int size() {
        return KINDS.size() * instances;
    }

    /**
     * Draws and solves all.
     *
     * @param threads at least 1; the numbers do not depend on it
     * @param progress is told of each
     */
    public Measurement measure(int threads, Runnable progress) {
        Measurement.Table table = new Measurement.Table("agrees", "lowerDifference", "upperDifference");
        try (Chunks chunks = new Chunks(threads)) {
            chunks.<Outcome>inOrder(0, size(), number -> () -> outcome((int) number), outcome -> {
                Instance.Comparison comparison = outcome.comparison();
                table.add(
                        outcome.name(),
                        comparison.agrees() ? 1 : 0,
                        comparison.lower().doubleValue(),
                        comparison.upper().doubleValue());
                progress.run();
            });
        }
        return table.measurement();
    }

    private record Outcome(String name, Instance.Comparison comparison) {}

    private Outcome outcome(int number) {
        Instance instance = instance(number);
        return new Outcome(instance.name(), instance.compared());
    }

    Instance instance(int number) {
        Kind kind = KINDS.get(number / instances);
        String name = kind.name() + "." + (number % instances + 1);
        UniformRandomProvider random = new Streams(seed, "agree:" + name).next();
        return Stream.generate(() -> kind.stratum().draw(name, kind.norm(), kind.dimension(), random))
                .limit(MOST_DRAWS)
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow(
                        () -> new IllegalStateException("no problem came out of " + MOST_DRAWS + " draws of " + name));
    }
}
