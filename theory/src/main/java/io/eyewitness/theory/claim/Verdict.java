package io.eyewitness.theory.claim;

import com.fasterxml.jackson.annotation.JsonValue;

/** What is decided of a claim. */
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

    /** The name in files: such as Yes or OnlySmallL. */
    @JsonValue
    public String text() {
        return text;
    }
}
