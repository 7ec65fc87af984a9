package io.eyewitness.theory.evidence;

import io.eyewitness.theory.exact.Norm;
import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.function.Affine;
import io.eyewitness.theory.function.FunctionClass;
import io.eyewitness.theory.iris.IrisTask;
import io.eyewitness.theory.witness.PairRequest;
import io.eyewitness.theory.witness.WitnessFamily;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.numbers.fraction.BigFraction;

/** Produces the sampled evidence for the table: witness pairs, and decoders applied to units. */
public final class TheoryEvidence {
    /** The dimensions of the witness pairs, as far as the row is defined in them. */
    public static final List<Integer> DIMENSIONS = List.of(1, 2, 3, 8);

    private static final BigFraction SLACK = BigFraction.of(1, 8);
    private static final BigFraction FINE = BigFraction.of(1, 1024);
    /** The number of units on which each decoder is tried. */
    public static final int UNITS = 8;

    private static final int GRID = 16;

    private TheoryEvidence() {}

    /**
     * Witness pairs of one family: in dimensions 1, 2, 3 and 8, each with an h that is a good part of the range and one a
     * thousand times smaller; for the Lipschitz class in each norm.
     *
     * @param family the family
     * @param seed for the visualizations
     */
    public static List<WitnessEvidence> witnesses(WitnessFamily family, long seed) {
        FunctionClass functionClass = family.functionClass();
        List<WitnessEvidence> witnesses = new ArrayList<>();
        for (int dimension : DIMENSIONS) {
            if (dimension >= functionClass.leastDimension()) {
                PairRequest coarse = PairRequest.sample(functionClass, dimension, SLACK, seed + dimension);
                List<PairRequest> requests = Stream.of(coarse, coarse.withH(SLACK.multiply(FINE)))
                        .flatMap(request -> variants(functionClass, request))
                        .toList();
                for (int i = 0; i < requests.size(); i++) {
                    witnesses.add(new WitnessEvidence(
                            "witness:" + functionClass + ".d" + dimension + "." + (i + 1),
                            family.pair(requests.get(i))));
                }
            }
        }
        return witnesses;
    }

    /**
     * A witness pair for row 3 on Fisher's iris. Its extremes lie beyond what interval arithmetic proves of the trained network, so no
     * solver is needed.
     *
     * @param seed for the visualization
     */
    public static WitnessEvidence iris(long seed) {
        PairRequest request = IrisTask.request(IrisTask.committed(), SLACK, seed);
        return new WitnessEvidence(
                "witness:ERM.iris", WitnessFamily.of(FunctionClass.ERM).pair(request));
    }

    private static Stream<PairRequest> variants(FunctionClass functionClass, PairRequest request) {
        return functionClass == FunctionClass.LIP
                ? Stream.of(Norm.values()).map(norm -> request.withLipschitz(request.lipschitz(), norm))
                : Stream.of(request);
    }

    /**
     * The decoders of rows 9 and 10 at work on sampled units, constant ones among them, under sampled rules among ties.
     *
     * @param seed for units, rules and points
     */
    public static List<DecoderEvidence> decoders(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<DecoderEvidence> decoders = new ArrayList<>();
        for (int i = 1; i <= UNITS; i++) {
            int number = i;
            addAnother(decoders, () -> {
                BigFraction slope = number == 1 ? BigFraction.ZERO : dyadic(random, -GRID);
                return decoder(FunctionClass.AFF1, "affine1", number, List.of(slope), random);
            });
        }
        for (int i = 1; i <= UNITS; i++) {
            int number = i;
            List<BigFraction> zeros = Point.zero(1 + i % 3).coordinates();
            addAnother(decoders, () -> decoder(FunctionClass.CONST, "constant", number, zeros, random));
        }
        return decoders;
    }

    /** Samples until the unit or its visualization is new to the class. */
    private static void addAnother(List<DecoderEvidence> decoders, Supplier<DecoderEvidence> sampler) {
        Predicate<DecoderEvidence> isKnown = sample -> decoders.stream()
                .anyMatch(known -> known.functionClass() == sample.functionClass()
                        && known.unit().equals(sample.unit())
                        && known.phi().equals(sample.phi()));
        decoders.add(Stream.generate(sampler).dropWhile(isKnown).findFirst().orElseThrow());
    }

    private static DecoderEvidence decoder(
            FunctionClass functionClass,
            String decoder,
            int number,
            List<BigFraction> weights,
            SplittableRandom random) {
        Affine unit = new Affine(weights, dyadic(random, -GRID));
        int dimension = unit.dimension();
        List<Point> points = Stream.concat(
                        Stream.of(Point.zero(dimension), Point.one(dimension)),
                        IntStream.range(0, 4).mapToObj(i -> point(dimension, random)))
                .toList();
        return new DecoderEvidence(
                "decoder:" + functionClass + ".d" + dimension + "." + number,
                functionClass,
                decoder,
                unit,
                unit.ties().sampled(random.nextLong()),
                points);
    }

    private static Point point(int dimension, SplittableRandom random) {
        return new Point(
                IntStream.range(0, dimension).mapToObj(i -> dyadic(random, 0)).toList());
    }

    private static BigFraction dyadic(SplittableRandom random, int least) {
        return BigFraction.of(random.nextInt(least, GRID + 1), GRID);
    }
}
