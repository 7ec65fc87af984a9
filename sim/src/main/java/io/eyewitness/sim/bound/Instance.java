package io.eyewitness.sim.bound;

import io.eyewitness.theory.bound.BoundProblem;
import io.eyewitness.theory.bound.PointBound;
import io.eyewitness.theory.exact.Interval;
import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.exact.Rationals;
import java.util.List;
import org.apache.commons.numbers.fraction.BigFraction;

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

    /**
     * Linear programs beside the closed form.
     *
     * @param holds whether certificates and members that attain both ends hold everywhere
     * @param lower the largest difference of lower bounds
     * @param upper the largest difference of upper bounds
     */
    record Comparison(boolean holds, BigFraction lower, BigFraction upper) {
        /** Whether they give the same rational numbers everywhere, with certificates that hold. */
        boolean agrees() {
            return holds && lower.signum() == 0 && upper.signum() == 0;
        }
    }

    /**
     * Solves it.
     *
     * @throws IllegalStateException if it has a contradiction
     */
    Comparison compared() {
        Bounder bounder = Bounder.of(problem);
        boolean holds = bounder.contradiction().isEmpty();
        BigFraction lower = BigFraction.ZERO;
        BigFraction upper = BigFraction.ZERO;
        for (Answer answer : answers) {
            PointBound bound = bounder.at(answer.x());
            holds &= bound.fault(problem).isEmpty() && bound.isAttained(problem);
            lower = Rationals.max(
                    lower,
                    bound.lower().value().subtract(answer.interval().low()).abs());
            upper = Rationals.max(
                    upper,
                    bound.upper().value().subtract(answer.interval().high()).abs());
        }
        return new Comparison(holds, lower, upper);
    }
}
