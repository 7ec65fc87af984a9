package io.eyewitness.sim.phase;

import io.eyewitness.sim.run.Sampling;
import io.eyewitness.sim.run.Simulation;
import io.eyewitness.theory.evidence.Measurement;
import io.eyewitness.theory.exact.Norm;
import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.exact.Rationals;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * The phase diagram: everything that decides its numbers.
 *
 * @param norms at least one
 * @param dimensions at least one
 * @param steps the number of steepnesses from 1 to 8, at least 2
 * @param samples the number of points of each norm, dimension and pair of extremisers
 * @param seed for all that is drawn
 */
public record PhaseSimulation(List<Norm> norms, List<Integer> dimensions, int steps, long samples, long seed)
        implements Simulation.OfClaim<PhaseSimulation.Result> {
    /** The id of the claim that it measures. */
    public static final String CLAIM = "Q2";

    /** The name of the simulation in evidence. */
    public static final String SIMULATION = "phase";

    /** The dimensions of the claim. */
    public static final List<Integer> DIMENSIONS = List.of(1, 2, 3, 4, 8, 16, 32, 64);

    /** The steepnesses of the claim. */
    public static final int STEPS = 15;

    /** The number of points of each norm, dimension and pair of extremisers in the claim. */
    public static final long SAMPLES = 100_000;

    /** The greatest steepness. */
    public static final int STEEPEST = 8;

    /** The least number of chunks of points that are worth a part of a campaign. */
    private static final int CHUNKS = 100;

    /** The number of random pairs of extremisers in each dimension. */
    private static final int PAIRS = 3;

    /** The probability that an interval of the claim misses although theory is right. */
    private static final double DOUBT = 0.01;

    private static final double ALL = 1;

    public PhaseSimulation {
        norms = List.copyOf(norms);
        dimensions = List.copyOf(dimensions);
        if (norms.isEmpty() || dimensions.isEmpty() || steps < 2 || samples < 1) {
            throw new IllegalArgumentException("a phase diagram needs a norm, a dimension, two steps and a sample");
        }
    }

    /** The steepnesses, ascending, equally spaced. */
    public List<BigFraction> steepnesses() {
        return IntStream.range(0, steps)
                .mapToObj(
                        i -> BigFraction.of(i, steps - 1).multiply(STEEPEST - 1).add(1))
                .toList();
    }

    /** All cells. */
    List<Cell> cells() {
        List<Cell> cells = new ArrayList<>();
        for (Norm norm : norms) {
            for (int dimension : dimensions) {
                cells.add(Cell.opposite(norm, dimension));
                cells.add(Cell.random(norm, dimension));
                for (int number = 1; number <= PAIRS; number++) {
                    cells.add(Cell.pair(norm, dimension, number, seed));
                }
            }
        }
        return cells;
    }

    /** The cells of the pairs for which all of X is decidable at steepness 1 (L7p), for these norms. */
    List<Cell> whole() {
        List<Cell> whole = new ArrayList<>();
        for (Norm norm : norms) {
            whole.add(Cell.fixed(norm, "whole1", Point.of("1/4"), Point.of("3/4")));
        }
        if (norms.contains(Norm.LINF)) {
            whole.add(Cell.fixed(Norm.LINF, "whole2", Point.of("0", "1/2"), Point.of("1", "1/2")));
        }
        if (norms.contains(Norm.L1)) {
            for (int dimension : dimensions) {
                whole.add(Cell.fixed(Norm.L1, "whole2", Point.zero(dimension), Point.one(dimension)));
            }
        }
        return whole;
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
        return new TreeMap<>(Map.of("seed", String.valueOf(seed), "points", String.valueOf(samples)));
    }

    @Override
    public String settings() {
        return SIMULATION + ";" + norms + ";" + dimensions + ";" + steps + ";" + samples;
    }

    @Override
    public boolean isOfTheClaim() {
        return norms.equals(List.of(Norm.values()))
                && dimensions.equals(DIMENSIONS)
                && steps == STEPS
                && samples == SAMPLES;
    }

    @Override
    public Measurement measurement(Result result) {
        return result.measurement();
    }

    private Sampling<HitCounts> sampling(Cell cell) {
        List<BigFraction> steepnesses = steepnesses();
        return new Sampling<>(
                cell.name(),
                samples,
                CHUNKS,
                () -> new HitCounts(steps),
                totals -> (random, points, sums) -> cell.sample(random, points, steepnesses, sums));
    }

    @Override
    public List<Sampling<?>> samplings() {
        return Stream.concat(cells().stream(), whole().stream())
                .<Sampling<?>>map(this::sampling)
                .toList();
    }

    @Override
    public Result result(Sampling.Totals totals) {
        List<BigFraction> steepnesses = steepnesses();
        List<Cell> cells = cells();
        List<ShareEstimate> shares = new ArrayList<>();
        for (Cell cell : cells) {
            HitCounts hits = totals.of(sampling(cell));
            for (int i = 0; i < steps; i++) {
                shares.add(ShareEstimate.of(cell, steepnesses.get(i), samples, hits.at(i)));
            }
        }
        List<ShareEstimate> covered = new ArrayList<>();
        for (Cell cell : whole()) {
            HitCounts hits = totals.of(sampling(cell));
            covered.add(ShareEstimate.of(cell, steepnesses.get(0), samples, hits.at(0)));
        }
        return new Result(cells, shares, covered);
    }

    /**
     * The decidable shares.
     *
     * @param cells the cells that were sampled
     * @param shares of each cell at each steepness
     * @param covered the shares of the pairs for which all of X is decidable, at steepness 1
     */
    public record Result(List<Cell> cells, List<ShareEstimate> shares, List<ShareEstimate> covered) {
        public Result {
            cells = List.copyOf(cells);
            shares = List.copyOf(shares);
            covered = List.copyOf(covered);
        }

        /**
         * What the claim says, a unit each: a share that theory gives lies in the interval of the points drawn, at a level at which all
         * do at once, but for a doubt of 1 %; where all of X is decidable (L7p), every point was; in l2, d at least 2, where never all
         * is (L7), some point was not. Of each unit theory is the share that is compared: what theory gives, all of X, or all of X
         * again, which it never is; hits of points is what was seen.
         */
        public Measurement measurement() {
            Measurement.Table table = new Measurement.Table("agrees", "share", "theory", "hits", "points");
            List<ShareEstimate> known =
                    shares.stream().filter(share -> share.exact().isPresent()).toList();
            double confidence = 1 - DOUBT / Math.max(1, known.size());
            for (ShareEstimate share : known) {
                add(table, "share", share, share.exact().orElseThrow(), share.agrees(confidence));
            }
            for (ShareEstimate share : covered) {
                add(table, "whole", share, ALL, share.hits() == share.samples());
            }
            for (ShareEstimate share : shares) {
                if (share.norm() == Norm.L2
                        && share.dimension() > 1
                        && share.steepness().equals(BigFraction.ONE)
                        && !share.extremisers().equals(Cell.RANDOM)) {
                    add(table, "never", share, ALL, share.hits() < share.samples());
                }
            }
            return table.measurement();
        }

        private static void add(
                Measurement.Table table, String kind, ShareEstimate share, double theory, boolean agrees) {
            String name = kind + "." + share.norm().text() + ".d" + share.dimension() + "." + share.extremisers() + ".s"
                    + Rationals.text(share.steepness());
            table.add(name, agrees ? 1 : 0, share.estimate().value(), theory, share.hits(), share.samples());
        }
    }
}
