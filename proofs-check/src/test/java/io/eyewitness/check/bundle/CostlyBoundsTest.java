package io.eyewitness.check.bundle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.eyewitness.theory.bound.Assumptions;
import io.eyewitness.theory.bound.BoundProblem;
import io.eyewitness.theory.bound.Certificate;
import io.eyewitness.theory.bound.Hypothesis;
import io.eyewitness.theory.bound.Observation;
import io.eyewitness.theory.bound.PointBound;
import io.eyewitness.theory.bound.Witness;
import io.eyewitness.theory.evidence.BoundEvidence;
import io.eyewitness.theory.evidence.EvidenceFiles;
import io.eyewitness.theory.exact.Norm;
import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.visualization.Visualization;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Bounds that would take long: what is counted decides, not a clock. Each takes a few seconds at most. */
class CostlyBoundsTest {
    private static final String TOO_MUCH =
            "bound/0001.json: it cannot be examined: it needs more exact arithmetic than evidence is allowed";
    private static final Point X = Point.of("1/2");

    private static BoundBundle bundle(BoundProblem problem, PointBound... bounds) {
        BoundEvidence part = new BoundEvidence(BoundEvidence.id(1), 1, problem, List.of(bounds), Optional.empty());
        return new BoundBundle(new TreeMap<>(EvidenceFiles.write(part)));
    }

    private static BoundProblem problem(String assumptions, Norm norm, List<? extends Observation> observations) {
        return new BoundProblem(
                Assumptions.parse(assumptions),
                norm,
                new Visualization(Point.zero(1), Point.one(1), BigFraction.ZERO, BigFraction.ONE),
                List.copyOf(observations));
    }

    private static PointBound bound(List<Hypothesis> also, Optional<Witness> witness) {
        List<Certificate.Weighted> by = Stream.concat(Stream.of(new Hypothesis.Floor(X)), also.stream())
                .map(hypothesis -> new Certificate.Weighted(hypothesis, BigFraction.ONE))
                .toList();
        return new PointBound(
                X,
                new PointBound.End(BigFraction.ZERO, new Certificate(by), witness),
                new PointBound.End(BigFraction.ONE, by(new Hypothesis.Ceiling(X)), Optional.empty()));
    }

    private static String refusal(BoundBundle bundle) {
        return assertThrows(BundleRefused.class, bundle::check).getMessage();
    }

    private static List<Observation.Value> line(int count) {
        return IntStream.rangeClosed(0, count)
                .mapToObj(i -> BigFraction.of(i, count))
                .map(at -> new Observation.Value(Point.of(at), at))
                .toList();
    }

    /** That it rises nowhere too much takes a comparison of each two of its values. */
    @ParameterizedTest
    @EnumSource(Norm.class)
    void aMemberOfThousandsOfValuesThatNobodyObserved(Norm norm) {
        Witness witness = new Witness.Values(line(4_000));
        assertEquals(
                TOO_MUCH,
                refusal(bundle(problem("lipschitz:2", norm, List.of()), bound(List.of(), Optional.of(witness)))));
    }

    private static BoundBundle parts(int count, int values) {
        BoundProblem problem = problem("lipschitz:2", Norm.L1, List.of());
        PointBound bound = bound(List.of(), Optional.of(new Witness.Values(line(values))));
        TreeMap<String, String> files = new TreeMap<>();
        for (int i = 1; i <= count; i++) {
            files.putAll(EvidenceFiles.write(
                    new BoundEvidence(BoundEvidence.id(i), count, problem, List.of(bound), Optional.empty())));
        }
        return new BoundBundle(files);
    }

    /** Then nobody needs to know what the others are. */
    @Test
    void onceAPartIsRefusedThoseAfterItAreNotExamined() {
        assertEquals(TOO_MUCH, refusal(parts(20, 4_000)));
    }

    /** Each takes less than a part may. */
    @Test
    void manyPartsThatTakeMuchForTheirLength() {
        assertEquals(
                "its parts together need more exact arithmetic than a bundle of bounds is allowed",
                refusal(parts(24, 1_000)));
    }

    /** Each two of the observed values are compared once, not for each member again: with 64 members that would be too much. */
    @ParameterizedTest
    @EnumSource(Norm.class)
    void membersOfManyObservedValuesAreNotCostly(Norm norm) throws BundleRefused {
        List<Observation.Value> observed = line(300);
        BoundProblem problem = problem("lipschitz:2", norm, observed);
        PointBound[] bounds = IntStream.range(0, 64)
                .mapToObj(i -> Point.of(BigFraction.of(2 * i + 1, 1_000)))
                .map(x -> {
                    List<Observation.Value> values = Stream.concat(
                                    observed.stream(), Stream.of(new Observation.Value(x, x.get(0))))
                            .toList();
                    return new PointBound(
                            x,
                            end(BigFraction.ZERO, new Hypothesis.Floor(x), values),
                            end(BigFraction.ONE, new Hypothesis.Ceiling(x), values));
                })
                .toArray(PointBound[]::new);
        assertEquals(1, bundle(problem, bounds).check().size());
    }

    private static PointBound.End end(BigFraction value, Hypothesis hypothesis, List<Observation.Value> values) {
        return new PointBound.End(value, by(hypothesis), Optional.of(new Witness.Values(values)));
    }

    private static List<Hypothesis> many(int count, IntFunction<Hypothesis> hypothesis) {
        return IntStream.range(0, count).mapToObj(hypothesis).collect(Collectors.toList());
    }

    /** A sum that is copied for each of its terms would take too much. */
    @Test
    void aCertificateOfManyHypotheses() {
        List<Hypothesis> floors = many(40_000, i -> new Hypothesis.Floor(Point.of(BigFraction.of(i + 1, 40_003))));
        assertTrue(refusal(bundle(problem("monotone", Norm.L1, List.of()), bound(floors, Optional.empty())))
                .endsWith("the certificate does not prove 0"));
    }

    /** Each is a statement that is written, and read by the kernel. */
    @Test
    void thousandsOfBoundsInOnePart() {
        PointBound[] bounds = IntStream.range(0, 10_000)
                .mapToObj(i -> Point.of(BigFraction.of(i + 1, 10_003)))
                .map(x -> new PointBound(
                        x,
                        new PointBound.End(BigFraction.ZERO, by(new Hypothesis.Floor(x)), Optional.empty()),
                        new PointBound.End(BigFraction.ONE, by(new Hypothesis.Ceiling(x)), Optional.empty())))
                .toArray(PointBound[]::new);
        assertEquals(TOO_MUCH, refusal(bundle(problem("monotone", Norm.L1, List.of()), bounds)));
    }

    private static Certificate by(Hypothesis hypothesis) {
        return new Certificate(List.of(new Certificate.Weighted(hypothesis, BigFraction.ONE)));
    }

    /** To subtract numbers of thousands of digits takes milliseconds. */
    @ParameterizedTest
    @EnumSource(Norm.class)
    void pairsOfPointsWithLongCoordinates(Norm norm) {
        SplittableRandom random = new SplittableRandom(1);
        List<Hypothesis> pairs =
                many(100, i -> new Hypothesis.Lipschitz(Point.of(lengthy(random)), Point.of(lengthy(random))));
        assertTrue(refusal(bundle(problem("lipschitz:2", norm, List.of()), bound(pairs, Optional.empty())))
                .endsWith("it needs more exact arithmetic than evidence is allowed"));
    }

    /** Above 0 and below 1. */
    private static BigFraction lengthy(SplittableRandom random) {
        byte[] bytes = new byte[1_000];
        random.nextBytes(bytes);
        BigInteger top = new BigInteger(1, bytes);
        return BigFraction.of(top, BigInteger.ONE.shiftLeft(8_000).add(BigInteger.TEN));
    }
}
