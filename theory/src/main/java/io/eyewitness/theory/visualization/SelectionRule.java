package io.eyewitness.theory.visualization;

import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.exact.Rationals;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * A tie-breaking rule that looks at the tie sets only: from PhiSet(f) to one visualization that it admits.
 *
 * <p>Source: theory.md section 1, ties.
 */
@FunctionalInterface
public interface SelectionRule {
    Visualization select(PhiSet ties);

    /** Both extremisers lexicographically least among the known members. */
    static SelectionRule lowestCorner() {
        return ties -> shown(
                ties, ties.argmin().members().get(0), ties.argmax().members().get(0));
    }

    /** Both extremisers lexicographically greatest among the known members. */
    static SelectionRule highestCorner() {
        return ties ->
                shown(ties, last(ties.argmin().members()), last(ties.argmax().members()));
    }

    /** Pseudo-random members, the same for the same seed and tie sets. */
    static SelectionRule seeded(long seed) {
        return ties -> {
            SplittableRandom random = new SplittableRandom(seed);
            return shown(ties, member(ties.argmin(), random), member(ties.argmax(), random));
        };
    }

    private static Visualization shown(PhiSet ties, Point a, Point b) {
        return new Visualization(a, b, ties.min(), ties.max());
    }

    private static Point last(List<Point> members) {
        return members.get(members.size() - 1);
    }

    private static Point member(TieSet ties, SplittableRandom random) {
        if (ties instanceof TieSet.Face face) {
            return new Point(IntStream.range(0, face.dimension())
                    .mapToObj(i -> switch (random.nextInt(3)) {
                        case 0 -> face.low().get(i);
                        case 1 -> face.high().get(i);
                        default -> Rationals.mid(face.low().get(i), face.high().get(i));
                    })
                    .toList());
        }
        List<Point> members = ties.members();
        return members.get(random.nextInt(members.size()));
    }
}
