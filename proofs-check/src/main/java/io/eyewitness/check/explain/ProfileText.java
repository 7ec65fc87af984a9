package io.eyewitness.check.explain;

import io.eyewitness.check.explain.Infix.Summand;
import io.eyewitness.theory.function.Profile;
import io.eyewitness.theory.function.Profile.Knot;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.commons.numbers.fraction.BigFraction;

/** A profile as the maximum (convex) or the minimum (concave) of its lines in u. */
final class ProfileText {
    private ProfileText() {}

    static String of(Profile profile) {
        List<BigFraction> slopes = profile.slopes();
        List<String> lines = IntStream.range(0, slopes.size())
                .mapToObj(i -> line(profile.knots().get(i), slopes.get(i)))
                .distinct()
                .toList();
        if (lines.size() == 1) {
            return lines.get(0);
        }
        boolean convex = IntStream.range(1, slopes.size())
                .allMatch(i -> slopes.get(i - 1).compareTo(slopes.get(i)) <= 0);
        boolean concave = IntStream.range(1, slopes.size())
                .allMatch(i -> slopes.get(i - 1).compareTo(slopes.get(i)) >= 0);
        if (!convex && !concave) {
            return profile.term().orElseThrow().toString();
        }
        return lines.stream().collect(Collectors.joining(", ", convex ? "max(" : "min(", ")"));
    }

    private static String line(Knot knot, BigFraction slope) {
        BigFraction atZero = knot.value().subtract(slope.multiply(knot.argument()));
        return Infix.sum(new Summand(slope, "u"), Summand.constant(atZero));
    }
}
