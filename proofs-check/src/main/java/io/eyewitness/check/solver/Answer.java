package io.eyewitness.check.solver;

import java.util.Map;
import org.apache.commons.numbers.fraction.BigFraction;

/** A solver's answer to a set of assertions. Unknown is not unsatisfiable. */
public sealed interface Answer {
    /** No assignment satisfies all assertions. */
    record Unsatisfiable() implements Answer {}

    /**
     * Some assignment does.
     *
     * @param model values of the variables; those without a rational value are left out
     */
    record Satisfiable(Map<String, BigFraction> model) implements Answer {
        public Satisfiable {
            model = Map.copyOf(model);
        }
    }

    /**
     * The solver gave up.
     *
     * @param reason why, in the solver's words
     */
    record Unknown(String reason) implements Answer {}

    /** The answer in the words of SMT-LIB: unsat, sat or unknown. */
    default String text() {
        if (this instanceof Unsatisfiable) {
            return "unsat";
        }
        return this instanceof Satisfiable ? "sat" : "unknown";
    }

    /** Whether the assertions were refuted. */
    default boolean isUnsatisfiable() {
        return this instanceof Unsatisfiable;
    }
}
