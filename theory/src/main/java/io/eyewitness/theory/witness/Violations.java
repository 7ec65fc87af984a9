package io.eyewitness.theory.witness;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Collects the conditions that do not hold. */
final class Violations {
    private final List<String> sentences = new ArrayList<>();

    Violations require(boolean holds, String otherwise) {
        if (!holds) {
            sentences.add(otherwise);
        }
        return this;
    }

    Violations addAll(Collection<String> others) {
        sentences.addAll(others);
        return this;
    }

    List<String> list() {
        return List.copyOf(sentences);
    }
}
