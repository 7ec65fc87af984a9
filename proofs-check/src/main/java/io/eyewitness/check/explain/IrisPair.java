package io.eyewitness.check.explain;

import io.eyewitness.theory.exact.Norm;
import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.iris.IrisTask;
import io.eyewitness.theory.solver.Z3Solver;
import io.eyewitness.theory.witness.PairRequest;
import io.eyewitness.theory.witness.TrainingTask;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.numbers.fraction.BigFraction;

/** Row 3 on Fisher's iris and the committed network: a request whose point is dyadic too. */
final class IrisPair {
    private static final Duration TIMEOUT = Duration.ofMinutes(1);
    private static final BigFraction SHARE = BigFraction.of(1, 16);
    private static final int CANDIDATES = 32;
    private static final int GRID = 256;

    private IrisPair() {}

    static PairRequest request(long seed) {
        try (Z3Solver solver = new Z3Solver(TIMEOUT)) {
            TrainingTask task = IrisTask.committed(solver);
            PairRequest request = IrisTask.request(task, SHARE, seed);
            List<Point> special = new ArrayList<>(task.data().distinctInputs());
            special.add(request.phi().a());
            special.add(request.phi().b());
            return request.withX(awayFrom(special, seed));
        }
    }

    private static Point awayFrom(List<Point> special, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return Stream.generate(() -> dyadic(special.get(0).dimension(), random))
                .limit(CANDIDATES)
                .max(Comparator.comparing(candidate -> clearance(candidate, special)))
                .orElseThrow();
    }

    private static Point dyadic(int dimension, SplittableRandom random) {
        return new Point(IntStream.range(0, dimension)
                .mapToObj(i -> BigFraction.of(random.nextInt(GRID + 1), GRID))
                .toList());
    }

    private static BigFraction clearance(Point point, List<Point> special) {
        return special.stream()
                .map(other -> Norm.l1(point, other))
                .reduce(Rationals::min)
                .orElseThrow();
    }
}
