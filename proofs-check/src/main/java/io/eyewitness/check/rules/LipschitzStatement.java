package io.eyewitness.check.rules;

import java.util.List;

/** The statements of theory.md section 4 that obligations say in every dimension, each with the families of obligations that say it. */
public enum LipschitzStatement {
    L1("L1"),
    L2("L2a", "L2b"),
    L5("L2a", "L2b", "L5", "L5n", "L5m"),
    L6("L2a", "L2b", "L5", "L5n", "L6"),
    L8("L8"),
    L9("L2a", "L2b", "L9");

    private final List<String> families;

    LipschitzStatement(String... families) {
        this.families = List.of(families);
    }

    /** The obligations. */
    public List<String> families() {
        return families;
    }
}
