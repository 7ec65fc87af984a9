package io.eyewitness.check.selftest;

import io.eyewitness.check.bundle.Bundle;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A kind of corruption.
 *
 * @param kind its name in the kill table
 * @param maker makes a mutant of a good bundle, or none where the place chosen at random does not lend itself to it
 */
record Corruption(String kind, BiFunction<Bundle, SplittableRandom, Optional<Mutant>> maker) {
    /** Changes text, or finds nothing to change. */
    interface Change {
        Optional<String> apply(String text, SplittableRandom random);
    }

    /** Every kind. */
    static List<Corruption> all() {
        return Stream.of(ProofCorruptions.ALL, ScriptCorruptions.ALL, FileCorruptions.ALL)
                .flatMap(List::stream)
                .toList();
    }

    /** Changes one of the files whose names match, and hashes the bundle again. */
    static Corruption ofFile(String kind, String names, boolean mayHold, Change change) {
        return new Corruption(kind, (bundle, random) -> {
            String name = pick(bundle, names, random);
            return change.apply(bundle.text(name).orElseThrow(), random)
                    .map(text -> forged(name, bundle.with(name, text), mayHold, Bundle::rehashed));
        });
    }

    static Mutant forged(String description, Bundle bundle, boolean mayHold, UnaryOperator<Bundle> hashing) {
        return new Mutant.ForgedBundle(description, hashing.apply(bundle), mayHold);
    }

    static String pick(Bundle bundle, String names, SplittableRandom random) {
        return Texts.pick(
                bundle.files().keySet().stream()
                        .filter(name -> name.matches(names))
                        .toList(),
                random);
    }
}
