package io.eyewitness.theory.function;

import io.eyewitness.theory.exact.Samples;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.numbers.fraction.BigFraction;

/** Random profiles of random affine functions, often with ties. */
public final class Profiles {
    private Profiles() {}

    public static Affine affine(Samples samples, int dimension) {
        List<BigFraction> weights = Stream.generate(() -> samples.below(4) == 0 ? BigFraction.ZERO : samples.number())
                .limit(dimension)
                .toList();
        return new Affine(weights, samples.number());
    }

    public static Profile random(Samples samples, int dimension) {
        Affine inner = affine(samples, dimension);
        BigFraction low = inner.range().low();
        BigFraction width = inner.range().high().subtract(low);
        SortedMap<BigFraction, BigFraction> knots = new TreeMap<>();
        knots.put(low.subtract(samples.share()), level(samples));
        knots.put(inner.range().high().add(samples.innerShare()), level(samples));
        for (int i = 0; i < 4; i++) {
            knots.put(low.add(width.multiply(samples.share())), level(samples));
        }
        return new Profile(
                inner,
                knots.entrySet().stream()
                        .map(entry -> new Profile.Knot(entry.getKey(), entry.getValue()))
                        .toList());
    }

    private static BigFraction level(Samples samples) {
        return BigFraction.of(samples.below(4));
    }
}
