package io.eyewitness.theory.obligation.vacuity;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * The models that show that an obligation is not vacuous: its hypotheses hold together, and the claim depends on them.
 *
 * @param id the obligation's id
 * @param model an assignment that satisfies all hypotheses
 * @param hypotheses what each of them is good for, in order; each conjunct of a conjunction is a hypothesis of its own
 * @param mutation present if no hypothesis is needed: a changed conclusion that does not follow
 */
public record Vacuity(
        String id, Map<String, BigFraction> model, List<Hypothesis> hypotheses, Optional<Mutation> mutation) {
    public Vacuity {
        model = sorted(model);
        hypotheses = List.copyOf(hypotheses);
    }

    /** Whether the conclusion follows without a hypothesis. */
    public enum Need {
        /** A counter-model shows that it does not. */
        NEEDED,
        /** A proof does without it, or, while there is none yet, a solver says so. */
        NOT_NEEDED,
        /** Neither is known. */
        NOT_SHOWN
    }

    /**
     * One hypothesis.
     *
     * @param text its infix text
     * @param need whether the conclusion follows without it
     * @param counterModel if needed, an assignment at which all others hold and the conclusion fails
     */
    public record Hypothesis(String text, Need need, Optional<Map<String, BigFraction>> counterModel) {
        public Hypothesis {
            counterModel = counterModel.map(Vacuity::sorted);
        }
    }

    /**
     * A changed conclusion that does not follow.
     *
     * @param conclusion its infix text, one of {@link Mutations#of}
     * @param counterModel an assignment at which the hypotheses hold and it fails
     */
    public record Mutation(String conclusion, Map<String, BigFraction> counterModel) {
        public Mutation {
            counterModel = sorted(counterModel);
        }
    }

    /** The hypotheses of one need. */
    public List<Hypothesis> withNeed(Need need) {
        return hypotheses.stream()
                .filter(hypothesis -> hypothesis.need() == need)
                .toList();
    }

    private static Map<String, BigFraction> sorted(Map<String, BigFraction> assignment) {
        return Collections.unmodifiableMap(new TreeMap<>(assignment));
    }
}
