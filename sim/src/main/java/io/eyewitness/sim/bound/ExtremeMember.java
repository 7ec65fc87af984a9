package io.eyewitness.sim.bound;

import io.eyewitness.theory.bound.BoundProblem;
import io.eyewitness.theory.bound.Observation;
import io.eyewitness.theory.bound.Witness;
import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.exact.Rationals;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * The largest or the smallest Lipschitz or monotone unit at some points, all at once, with distances rounded down: from what is known of
 * each point, values are relaxed along pairs of points until none changes (Bellman and Ford). No rise is below 0, so that ends.
 *
 * @param problem of Lipschitz or monotone units
 * @param points the observed ones among them
 * @param bits how finely distances are rounded
 */
record ExtremeMember(BoundProblem problem, List<Point> points, int bits) {
    ExtremeMember {
        points = List.copyOf(points);
    }

    /**
     * The unit.
     *
     * @param sign 1 for the largest, -1 for the smallest
     * @return none if no unit rises so little
     */
    Optional<Witness> of(int sign) {
        BinaryOperator<BigFraction> tighter = sign > 0 ? Rationals::min : Rationals::max;
        Map<Point, BigFraction> values = new LinkedHashMap<>();
        points.forEach(point ->
                values.put(point, sign > 0 ? problem.phi().max() : problem.phi().min()));
        problem.values().forEach(known -> values.merge(known.at(), known.value(), tighter));
        for (Observation known : problem.observations()) {
            if (known instanceof Observation.AtMost && sign > 0) {
                values.merge(known.at(), known.value(), tighter);
            }
        }
        boolean changes = true;
        while (changes) {
            changes = false;
            for (Point p : points) {
                for (Point q : points) {
                    Optional<BigFraction> value = (sign > 0
                                    ? problem.riseOfMembers(q, p, bits)
                                    : problem.riseOfMembers(p, q, bits))
                            .map(rise ->
                                    tighter.apply(values.get(p), values.get(q).add(rise.multiply(sign))));
                    if (value.isPresent() && !value.get().equals(values.get(p))) {
                        values.put(p, value.get());
                        changes = true;
                    }
                }
            }
        }
        Witness witness = new Witness.Values(values.entrySet().stream()
                .map(entry -> new Observation.Value(entry.getKey(), entry.getValue()))
                .toList());
        return Optional.of(witness).filter(member -> member.fault(problem).isEmpty());
    }
}
