package io.eyewitness.theory.claim;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;

/** The verdict on a claim. */
public enum Verdict {
    YES("Yes"),
    NO("No"),
    /** Yes for some visualizations and a small enough Lipschitz constant, no for others (theory.md section 4). */
    ONLY_SMALL_L("OnlySmallL"),
    /** An experiment meets its criterion. */
    REPRODUCED("Reproduced"),
    /** An experiment does not meet its criterion. */
    NOT_REPRODUCED("NotReproduced");

    private final String text;

    Verdict(String text) {
        this.text = text;
    }

    /** The verdict on an experiment: it is reproduced if all conditions of its criterion hold. */
    public static Verdict of(List<Criterion.Judgement> judgements) {
        return judgements.stream().allMatch(Criterion.Judgement::holds) ? REPRODUCED : NOT_REPRODUCED;
    }

    /** The name in files: such as Yes or OnlySmallL. */
    @JsonValue
    public String text() {
        return text;
    }
}
