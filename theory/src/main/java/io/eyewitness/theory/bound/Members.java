package io.eyewitness.theory.bound;

import io.eyewitness.theory.exact.Effort;
import io.eyewitness.theory.exact.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Decides which values at points are those of a member of a problem's class. Each member has the observed ones, so whether those rise too
 * much is decided once; each further value is compared with all others. Mutable; for one thread.
 */
public final class Members {
    private final BoundProblem problem;
    private final List<Observation.Value> observed;
    private final Set<Point> observedAt;
    private boolean isSound;

    /** The members of the problem's class. */
    public Members(BoundProblem problem) {
        this.problem = problem;
        this.observed = problem.values();
        this.observedAt = observed.stream().map(Observation.Value::at).collect(Collectors.toSet());
    }

    /** The problem. */
    public BoundProblem problem() {
        return problem;
    }

    /** The known values, each once. */
    List<Observation.Value> observed() {
        return observed;
    }

    /** Whether the value at a point is known. */
    boolean isObserved(Point x) {
        return observedAt.contains(x);
    }

    /**
     * The two points between which a unit with the observed values and some further values rises by more than members do; empty if
     * there are none.
     */
    Optional<String> riseFault(List<Observation.Value> further) {
        if (!isSound) {
            Optional<String> fault = riseFault(new ArrayList<>(), observed);
            if (fault.isPresent()) {
                return fault;
            }
            isSound = true;
        }
        return riseFault(new ArrayList<>(observed), further);
    }

    /** Adds values to some that do not rise too much, one by one; from the larger of two to the smaller there is no rise. */
    private Optional<String> riseFault(List<Observation.Value> sound, List<Observation.Value> added) {
        for (Observation.Value p : added) {
            for (Observation.Value q : sound) {
                Effort.spendOn(p.value(), q.value());
                boolean rises = q.value().compareTo(p.value()) < 0;
                Observation.Value low = rises ? q : p;
                Observation.Value high = rises ? p : q;
                if (!problem.canRise(low.at(), high.at(), high.value().subtract(low.value()))) {
                    return Optional.of("it rises too much from " + low.at() + " to " + high.at());
                }
            }
            sound.add(p);
        }
        return Optional.empty();
    }
}
