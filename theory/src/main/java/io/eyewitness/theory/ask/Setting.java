package io.eyewitness.theory.ask;

import io.eyewitness.theory.exact.Norm;
import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.exact.Surd;
import io.eyewitness.theory.function.Affine;
import io.eyewitness.theory.function.FunctionClass;
import io.eyewitness.theory.function.Profile;
import io.eyewitness.theory.iris.Iris;
import io.eyewitness.theory.iris.IrisTask;
import io.eyewitness.theory.visualization.Visualization;
import io.eyewitness.theory.witness.TrainingTask.Dataset;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * What a decoder that may ask is shown before it asks: a class and the visualization of a member.
 *
 * @param functionClass a class with witness pairs
 * @param phi the visualization; a and b are opposite vertices
 * @param h with 0 {@literal <} h {@literal <} R/2
 * @param lipschitz L, for LIP
 * @param norm the norm of L, for LIP
 * @param data the training data, for ERM
 */
public record Setting(
        FunctionClass functionClass,
        Visualization phi,
        BigFraction h,
        Optional<BigFraction> lipschitz,
        Optional<Norm> norm,
        Optional<Dataset> data) {
    /** The largest dimension. */
    public static final int MOST_DIMENSIONS = 64;

    private static final int SHARE_OF_H = 16;
    private static final int LEAST_SHARE_BITS = 40;
    private static final int INPUTS = 8;
    private static final int GRID = 16;
    private static final int WEIGHT_BITS = 24;

    public Setting {
        lipschitz = lipschitz == null ? Optional.empty() : lipschitz;
        norm = norm == null ? Optional.empty() : norm;
        data = data == null ? Optional.empty() : data;
    }

    /**
     * A setting, with the range [0,1], but for ERM and LIP, whose range depends on the data and on L.
     *
     * @param dimension if empty 2, for ERM 4, with Fisher's iris as the data
     * @param gap h; if empty R/16
     * @param seed for the extremisers and the data
     * @throws IllegalArgumentException if a number is out of bounds
     */
    public static Setting of(
            FunctionClass functionClass,
            Optional<Integer> dimension,
            Optional<BigFraction> gap,
            BigFraction lipschitz,
            Norm norm,
            long seed) {
        boolean isErm = functionClass == FunctionClass.ERM;
        boolean isLip = functionClass == FunctionClass.LIP;
        int d = dimension.orElse(isErm ? Iris.DIMENSION : 2);
        int least = functionClass.leastDimension();
        refuseUnless(
                d >= least && d <= MOST_DIMENSIONS,
                "the dimension of " + functionClass + " must be from " + least + " to " + MOST_DIMENSIONS + ", not "
                        + d);
        refuseUnless(lipschitz.signum() > 0, "L must be above 0, not " + Rationals.text(lipschitz));
        Optional<Dataset> data =
                isErm ? Optional.of(d == Iris.DIMENSION ? IrisTask.data() : sample(d, seed)) : Optional.empty();
        Point b = functionClass == FunctionClass.MONO ? Point.one(d) : vertex(d, seed, data);
        BigFraction most = isErm ? BigFraction.of(GRID) : isLip ? range(d, lipschitz, norm) : BigFraction.ONE;
        BigFraction min = isErm ? most.negate() : BigFraction.ZERO;
        Visualization phi = new Visualization(b.opposite(), b, min, most);
        BigFraction h = gap.orElse(phi.range().divide(SHARE_OF_H));
        BigFraction half = phi.range().multiply(Rationals.HALF);
        BigFraction leastGap = phi.range().divide(BigInteger.ONE.shiftLeft(LEAST_SHARE_BITS));
        refuseUnless(h.signum() > 0, "h must be above 0, not " + Rationals.text(h));
        refuseUnless(
                h.compareTo(half) < 0, "h must be below R/2 = " + Rationals.text(half) + ", not " + Rationals.text(h));
        refuseUnless(
                h.compareTo(leastGap) >= 0, "h must be at least 2^-40 of the range " + Rationals.text(phi.range()));
        return new Setting(
                functionClass,
                phi,
                h,
                isLip ? Optional.of(lipschitz) : Optional.empty(),
                isLip ? Optional.of(norm) : Optional.empty(),
                data);
    }

    /**
     * A setting with a given visualization.
     *
     * @param functionClass LIP, MONO, CONV or AFF
     * @param h with 0 {@literal <} h {@literal <} R/2
     * @param lipschitz L, for LIP
     * @param norm of L
     * @throws IllegalArgumentException if the adversary of the class does not play with this visualization
     */
    public static Setting of(
            FunctionClass functionClass, Visualization phi, BigFraction h, Optional<BigFraction> lipschitz, Norm norm) {
        int d = phi.dimension();
        boolean isLip = functionClass == FunctionClass.LIP;
        boolean isVertex = IntStream.range(0, d)
                .allMatch(i -> phi.a()
                                .get(i)
                                .multiply(BigFraction.ONE.subtract(phi.a().get(i)))
                                .signum()
                        == 0);
        refuseUnless(
                d >= functionClass.leastDimension() && d <= MOST_DIMENSIONS,
                "the adversary of " + functionClass + " plays in dimensions from " + functionClass.leastDimension()
                        + " to " + MOST_DIMENSIONS + ", not " + d);
        refuseUnless(
                isVertex && phi.b().equals(phi.a().opposite()),
                "the adversary plays with a and b at opposite vertices, not " + phi.a() + " and " + phi.b());
        refuseUnless(phi.range().signum() > 0, "the adversary plays with m < M");
        refuseUnless(
                !isLip
                        || norm.distance(phi.a(), phi.b())
                                        .times(lipschitz.orElseThrow())
                                        .compareTo(phi.range())
                                > 0,
                "the adversary plays with L|a-b| > M - m");
        return new Setting(
                functionClass,
                phi,
                h,
                lipschitz.filter(constant -> isLip),
                isLip ? Optional.of(norm) : Optional.empty(),
                Optional.empty());
    }

    private static void refuseUnless(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /** Some inputs off the surface of the cube, with labels; the first comes twice. */
    private static Dataset sample(int d, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Point> inputs = new ArrayList<>(Stream.generate(() -> new Point(IntStream.range(0, d)
                        .mapToObj(i -> BigFraction.of(1 + random.nextInt(GRID - 1), GRID))
                        .toList()))
                .limit(INPUTS)
                .toList());
        inputs.add(inputs.get(0));
        return new Dataset(
                inputs,
                inputs.stream()
                        .map(x -> BigFraction.of(random.nextInt(GRID), 2))
                        .toList());
    }

    /** A vertex that is no training input, nor its opposite. */
    private static Point vertex(int d, long seed, Optional<Dataset> data) {
        List<Point> taken = data.map(Dataset::inputs).orElse(List.of());
        return LongStream.range(0, Long.SIZE)
                .mapToObj(step -> new Point(IntStream.range(0, d)
                        .mapToObj(i -> (seed + step >>> i & 1) == 0 ? BigFraction.ONE : BigFraction.ZERO)
                        .toList()))
                .filter(Predicate.not(b -> taken.contains(b) || taken.contains(b.opposite())))
                .findFirst()
                .orElseThrow();
    }

    /** The greatest power of two that is at most 1 and at most L|a-b|/4. */
    private static BigFraction range(int d, BigFraction lipschitz, Norm norm) {
        Surd most = norm.distance(Point.zero(d), Point.one(d)).times(lipschitz.divide(4));
        BigFraction range = BigFraction.ONE;
        while (most.compareTo(range) < 0) {
            range = range.multiply(Rationals.HALF);
            refuseUnless(
                    Rationals.isExactDouble(range),
                    "L is so small that no double holds the range of a unit; choose a larger L");
        }
        return range;
    }

    /** d. */
    public int dimension() {
        return phi.dimension();
    }

    /** h/R. */
    public BigFraction share() {
        return h.divide(phi.range());
    }

    /**
     * The adversary of the class, before the first question.
     *
     * @param isOfValues whether it will be asked for values only
     */
    Opponent opponent(boolean isOfValues) {
        Map<Point, BigFraction> labels = data.map(Dataset::meanLabels).orElse(Map.of());
        Affine inner = inner(labels);
        return switch (functionClass) {
            case F, NN, ERM, PAFF, MONO -> new StepOpponent(phi, inner, h, labels);
            case CONV -> new SteepOpponent(phi, inner, h);
            case LIP -> lipschitzOpponent(isOfValues);
            case AFF -> new AffineOpponent(phi, inner, share());
            case AFF1, CONST ->
                throw new IllegalArgumentException(
                        functionClass.symbol() + " is understood from its visualization; there is nothing to ask");
        };
    }

    private LipschitzOpponent lipschitzOpponent(boolean isOfValues) {
        return new LipschitzOpponent(phi, lipschitz.orElseThrow(), norm.orElseThrow(), h, isOfValues);
    }

    /** The profiles of the adversary of LIP, for L|a-b| {@literal >} R: one with a tilted plateau, and one with a flat one, for values only. */
    public List<Profile> plateaus() {
        return List.of(
                lipschitzOpponent(false).profile(), lipschitzOpponent(true).profile());
    }

    /** An affine function that is 0 at a alone and 1 at b alone, and takes different values at the training inputs. */
    private Affine inner(Map<Point, BigFraction> labels) {
        return LongStream.range(0, Long.MAX_VALUE)
                .mapToObj(this::inner)
                .filter(affine -> new HashSet<>(labels.keySet().stream()
                                        .map(affine::value)
                                        .toList())
                                .size()
                        == labels.size())
                .findFirst()
                .orElseThrow();
    }

    /** The same with random dyadic weights, all about 1/d. */
    private Affine inner(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int d = dimension();
        long unit = 1L << WEIGHT_BITS;
        long part = unit / d;
        long left = unit;
        List<BigFraction> weights = new ArrayList<>();
        for (int i = 0; i < d; i++) {
            long weight = i == d - 1 ? left : part - random.nextLong(part / (4L * d));
            left -= weight;
            boolean isRising = phi.b().get(i).signum() > 0;
            weights.add(BigFraction.of(isRising ? weight : -weight, unit));
        }
        BigFraction atA = new Point(weights).dot(phi.a());
        return new Affine(weights, atA.negate());
    }
}
