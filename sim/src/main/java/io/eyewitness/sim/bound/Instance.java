package io.eyewitness.sim.bound;

import io.eyewitness.theory.bound.BoundProblem;
import io.eyewitness.theory.bound.PointBound;
import io.eyewitness.theory.exact.Interval;
import io.eyewitness.theory.exact.Point;
import java.util.List;

/**
 * A problem with a closed form.
 *
 * @param name such as {@code convex.d2.7}
 * @param problem without contradiction
 * @param answers what the closed form says, point by point
 */
record Instance(String name, BoundProblem problem, List<Answer> answers) {
    /** The interval at a point. */
    record Answer(Point x, Interval interval) {}

    Instance {
        answers = List.copyOf(answers);
    }

    /** Whether linear programs give the same rational numbers everywhere, with certificates that hold. */
    boolean agrees() {
        Bounder bounder = Bounder.of(problem);
        return bounder.contradiction().isEmpty()
                && answers.stream().allMatch(answer -> {
                    PointBound bound = bounder.at(answer.x());
                    return bound.fault(problem).isEmpty()
                            && bound.isAttained(problem)
                            && bound.lower().value().equals(answer.interval().low())
                            && bound.upper().value().equals(answer.interval().high());
                });
    }
}
