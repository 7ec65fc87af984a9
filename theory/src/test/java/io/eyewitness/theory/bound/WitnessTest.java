package io.eyewitness.theory.bound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.eyewitness.theory.bound.Witness.Plane;
import io.eyewitness.theory.exact.Norm;
import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.visualization.Visualization;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.Test;

/** Each condition of membership, broken by itself. */
class WitnessTest {
    private static final Point ORIGIN = Point.zero(2);
    private static final Point ONE = Point.one(2);
    private static final Point MIDDLE = Point.of("1/2", "1/2");

    private static BoundProblem problem(String assumptions, Norm norm, Observation... observations) {
        return new BoundProblem(
                Assumptions.parse(assumptions),
                norm,
                new Visualization(ORIGIN, ONE, BigFraction.ZERO, BigFraction.ONE),
                List.of(observations));
    }

    private static Witness values(String... values) {
        List<Point> points = List.of(ORIGIN, ONE, MIDDLE);
        return new Witness.Values(Stream.iterate(0, i -> i < values.length, i -> i + 1)
                .map(i -> new Observation.Value(points.get(i), Rationals.parse(values[i])))
                .toList());
    }

    private static Plane plane(String offset, String... gradient) {
        return new Plane(Stream.of(gradient).map(Rationals::parse).toList(), Rationals.parse(offset));
    }

    private static Witness planes(Plane... planes) {
        return new Witness.Planes(List.of(planes));
    }

    private static void member(BoundProblem problem, Witness witness) {
        assertEquals(Optional.empty(), witness.fault(problem));
    }

    private static void stranger(BoundProblem problem, Witness witness, String reason) {
        String fault = witness.fault(problem).orElse("none");
        assertTrue(fault.contains(reason), fault);
    }

    @Test
    void valuesMustRiseNoMoreThanAssumed() {
        BoundProblem lipschitz = problem("lipschitz:1", Norm.L1);
        member(lipschitz, values("0", "1", "1"));
        stranger(problem("lipschitz:3/4", Norm.L1), values("0", "1", "1"), "rises too much");
        stranger(problem("lipschitz:9", Norm.L1), values("0", "1", "-1/2"), "out of range");
        member(problem("monotone", Norm.L1), values("0", "1", "1/3"));
        stranger(problem("lipschitz:1", Norm.LINF), values("0", "1", "1/4"), "rises too much");
        stranger(lipschitz, values("0", "3/4", "1/2"), "not as observed");
        stranger(lipschitz, values("0"), "not as observed");
        stranger(
                problem("lipschitz:1", Norm.L1, new Observation.AtMost(MIDDLE, Rationals.HALF)),
                values("0", "1", "3/4"),
                "not as observed");
        stranger(problem("convex", Norm.L1), values("0", "1", "1/2"), "do not define a convex unit");
    }

    /** sqrt(2) lies strictly between 1414213562/10^9 and 759250125/2^29, by which distances are rounded up. */
    @Test
    void irrationalDistancesAreNotRoundedInFavourOfAMember() {
        for (String assumptions : List.of("lipschitz:1", "lipschitz:1,monotone")) {
            for (String rise : List.of("1414213562/1000000000", "759250125/536870912")) {
                BoundProblem problem = new BoundProblem(
                        Assumptions.parse(assumptions),
                        Norm.L2,
                        new Visualization(ORIGIN, ONE, BigFraction.ZERO, Rationals.parse(rise)),
                        List.of());
                assertEquals(
                        rise.startsWith("1414"),
                        values("0", rise).fault(problem).isEmpty(),
                        assumptions + rise);
            }
        }
    }

    @Test
    void aMonotoneUnitDoesNotFall() {
        BoundProblem problem = problem("monotone", Norm.L1, new Observation.Value(MIDDLE, BigFraction.ONE));
        Point higher = Point.of("3/4", "1/2");
        Witness falling = new Witness.Values(List.of(
                new Observation.Value(ORIGIN, BigFraction.ZERO),
                new Observation.Value(ONE, BigFraction.ONE),
                new Observation.Value(MIDDLE, BigFraction.ONE),
                new Observation.Value(higher, Rationals.HALF)));
        stranger(problem, falling, "rises too much");
    }

    @Test
    void planesMustBeAsSteepAsAssumedAndBelowTheMaximum() {
        Plane mean = plane("0", "1/2", "1/2");
        member(problem("convex", Norm.L2), planes(mean));
        member(problem("convex,lipschitz:1/2", Norm.L1), planes(mean));
        stranger(problem("convex,lipschitz:1/2", Norm.LINF), planes(mean), "too steep");
        stranger(problem("convex,lipschitz:7/10", Norm.L2), planes(mean), "too steep");
        member(problem("convex,lipschitz:71/100", Norm.L2), planes(mean));
        stranger(problem("convex", Norm.L2), planes(mean, plane("0", "2", "0")), "exceeds 1");
        stranger(problem("convex,monotone", Norm.L2), planes(mean, plane("0", "1", "-1/8")), "falls");
        stranger(problem("convex", Norm.L2), planes(plane("0", "1/2", "1/4")), "not as observed");
        stranger(problem("monotone", Norm.L2), planes(mean), "only a convex unit");
        stranger(problem("convex", Norm.L2), planes(plane("0", "1")), "too steep");
    }

    @Test
    void anAffineUnitIsOnePlane() {
        member(problem("affine", Norm.L2), planes(plane("0", "1/4", "3/4")));
        stranger(problem("affine", Norm.L2), planes(plane("0", "1/4", "3/4"), plane("0", "1/2", "1/2")), "not affine");
        stranger(problem("affine", Norm.L2), planes(plane("-1", "1", "1")), "not affine");
    }
}
