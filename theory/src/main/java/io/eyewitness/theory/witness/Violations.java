package io.eyewitness.theory.witness;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;

/** Collects the conditions that do not hold. */
final class Violations {
    /** More would tell nobody more, and take long where all that there is violates a condition. */
    private static final int MOST = 100;

    private final List<String> sentences = new ArrayList<>();

    Violations require(boolean holds, String otherwise) {
        if (!holds) {
            sentences.add(otherwise);
        }
        return this;
    }

    /** As above, the sentence made only where it is needed. */
    Violations require(boolean holds, Supplier<String> otherwise) {
        if (!holds && sentences.size() < MOST) {
            sentences.add(otherwise.get());
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
