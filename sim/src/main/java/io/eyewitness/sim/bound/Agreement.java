package io.eyewitness.sim.bound;

import io.eyewitness.sim.run.Chunks;
import io.eyewitness.sim.run.SimulationPlan;
import io.eyewitness.sim.run.Streams;
import io.eyewitness.theory.bound.BoundProblem;
import io.eyewitness.theory.bound.PointBound;
import io.eyewitness.theory.evidence.EvidenceJson;
import io.eyewitness.theory.evidence.Measurement;
import io.eyewitness.theory.evidence.MeasurementEvidence;
import io.eyewitness.theory.exact.Interval;
import io.eyewitness.theory.exact.Norm;
import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.part.PartPlan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.numbers.fraction.BigFraction;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Compares linear programs with closed forms on random problems: both must give the same rational numbers. A unit of the measurement is a
 * problem, with the largest differences of the ends of its intervals at three points or more.
 *
 * @param instances of each kind, norm and dimension
 * @param seed draws them
 */
public record Agreement(int instances, long seed) {
    /** The id of the claim. */
    public static final String CLAIM = "Q3";

    /** The name of the simulation in evidence. */
    public static final String SIMULATION = "bounds";

    /** The number of instances in the claim. */
    public static final int OF_THE_CLAIM = 10;

    private static final int MOST_DRAWS = 1000;

    private record Kind(ProblemKind stratum, Norm norm, int dimension) {
        String name() {
            return stratum.name().toLowerCase(Locale.ROOT).replace('_', '-') + "." + norm.text() + ".d" + dimension;
        }
    }

    private static final List<Kind> KINDS = Stream.of(
                    kinds(ProblemKind.LIPSCHITZ, List.of(Norm.values()), 3),
                    kinds(ProblemKind.LIPSCHITZ_VALUES, List.of(Norm.L1, Norm.LINF), 2),
                    kinds(ProblemKind.MONOTONE, List.of(Norm.L1), 3),
                    kinds(ProblemKind.LIPSCHITZ_MONOTONE, List.of(Norm.L1, Norm.LINF), 2),
                    kinds(ProblemKind.AFFINE, List.of(Norm.L1), 3),
                    kinds(ProblemKind.CONVEX, List.of(Norm.L1), 3),
                    kinds(ProblemKind.CONVEX_VALUES, List.of(Norm.L1), 1))
            .flatMap(List::stream)
            .toList();

    private static List<Kind> kinds(ProblemKind stratum, List<Norm> norms, int mostDimensions) {
        List<Kind> kinds = new ArrayList<>();
        for (Norm norm : norms) {
            for (int dimension = 1; dimension <= mostDimensions; dimension++) {
                kinds.add(new Kind(stratum, norm, dimension));
            }
        }
        return kinds;
    }

    /** The number of problems. */
    public int size() {
        return KINDS.size() * instances;
    }

    /**
     * Draws and solves all problems.
     *
     * @param threads at least 1; the numbers do not depend on it
     * @param progress receives the number of problems solved since it was last called
     */
    public Measurement measure(int threads, LongConsumer progress) {
        Measurement.Table table = table();
        try (Chunks chunks = new Chunks(threads)) {
            chunks.<MeasurementEvidence.Unit>inOrder(0, size(), number -> () -> outcome((int) number), outcome -> {
                add(table, outcome);
                progress.accept(1);
            });
        }
        return table.measurement();
    }

    private static Measurement.Table table() {
        return new Measurement.Table("agrees", "lowerDifference", "upperDifference");
    }

    private static void add(Measurement.Table table, MeasurementEvidence.Unit outcome) {
        table.add(
                outcome.name(),
                outcome.values().stream().mapToDouble(Double::doubleValue).toArray());
    }

    private MeasurementEvidence.Unit outcome(int number) {
        Problem instance = instance(number);
        Problem.Comparison comparison = instance.compared();
        return new MeasurementEvidence.Unit(
                instance.name(),
                List.of(
                        comparison.agrees() ? 1.0 : 0.0,
                        comparison.lower().doubleValue(),
                        comparison.upper().doubleValue()));
    }

    /** The same as a campaign. */
    public Plan plan() throws IOException {
        return new Plan(this, SimulationPlan.settings("agree;" + instances, seed));
    }

    /**
     * The campaign of the comparison: a part is one problem or more.
     *
     * @param of the comparison
     * @param settings as of each campaign
     */
    public record Plan(Agreement of, SortedMap<String, String> settings) implements PartPlan {
        private static final int MOST_PARTS = 1000;

        private record Content(List<MeasurementEvidence.Unit> problems) {}

        @Override
        public int size() {
            return (of.size() + length() - 1) / length();
        }

        private int length() {
            return (of.size() + MOST_PARTS - 1) / MOST_PARTS;
        }

        @Override
        public byte[] compute(int number, Parts firsts) {
            int from = number * length();
            return EvidenceJson.write(new Content(IntStream.range(from, Math.min(of.size(), from + length()))
                            .mapToObj(of::outcome)
                            .toList()))
                    .getBytes(StandardCharsets.UTF_8);
        }

        /** The measurement from all parts. */
        public Measurement measurement(Parts parts) throws IOException {
            Measurement.Table table = table();
            for (int i = 0; i < size(); i++) {
                EvidenceJson.read(new String(parts.get(i), StandardCharsets.UTF_8), Content.class)
                        .problems()
                        .forEach(outcome -> add(table, outcome));
            }
            return table.measurement();
        }
    }

    Problem instance(int number) {
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

    /**
     * A problem with a closed form.
     *
     * @param name such as {@code convex.d2.7}
     * @param problem without contradiction
     * @param answers the intervals of the closed form
     */
    record Problem(String name, BoundProblem problem, List<Answer> answers) {
        /** The interval at a point. */
        record Answer(Point x, Interval interval) {}

        Problem {
            answers = List.copyOf(answers);
        }

        /**
         * The comparison of the linear programs with the closed form.
         *
         * @param holds whether certificates and members that attain both ends hold everywhere
         * @param lower the largest difference of lower bounds
         * @param upper the largest difference of upper bounds
         */
        record Comparison(boolean holds, BigFraction lower, BigFraction upper) {
            /** Whether both give the same rational numbers at all points, with valid certificates. */
            boolean agrees() {
                return holds && lower.signum() == 0 && upper.signum() == 0;
            }
        }

        /**
         * Solves it.
         *
         * @throws IllegalStateException if it has a contradiction
         */
        Comparison compared() {
            Bounder bounder = Bounder.of(problem);
            boolean holds = bounder.contradiction().isEmpty();
            BigFraction lower = BigFraction.ZERO;
            BigFraction upper = BigFraction.ZERO;
            for (Answer answer : answers) {
                PointBound bound = bounder.at(answer.x());
                holds &= bound.fault(problem).isEmpty() && bound.isAttained(problem);
                lower = Rationals.max(
                        lower,
                        bound.lower().value().subtract(answer.interval().low()).abs());
                upper = Rationals.max(
                        upper,
                        bound.upper().value().subtract(answer.interval().high()).abs());
            }
            return new Comparison(holds, lower, upper);
        }
    }
}
