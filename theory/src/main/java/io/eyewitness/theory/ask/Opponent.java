package io.eyewitness.theory.ask;

import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.function.Unit;
import java.util.Optional;

/**
 * The adversary of a class: it answers questions about a member that it has not chosen yet, and chooses as late as it can. Mutable; for one
 * game.
 */
interface Opponent {
    /**
     * Two members of the class that agree with all answers and the visualization.
     *
     * @param x where they differ
     * @param high the one that is greater at x
     * @param low the one that is smaller
     */
    record Rivals(Point x, Unit high, Unit low) {}

    /** The answer, which it will not take back. */
    Reply answer(Question question);

    /** Two members that are left; none if the answers say which member it is. */
    Optional<Rivals> rivals();
}
