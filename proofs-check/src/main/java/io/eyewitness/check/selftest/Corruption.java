package io.eyewitness.check.selftest;

import io.eyewitness.check.bundle.Bundle;
import io.eyewitness.check.bundle.BundleCheck;
import io.eyewitness.check.bundle.BundleRefused;
import io.eyewitness.check.kernel.Proven;
import io.eyewitness.check.kernel.Rejected;
import io.eyewitness.check.kernel.Step;
import io.eyewitness.check.solver.Answer;
import io.eyewitness.check.solver.Z3Solver;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A kind of corruption.
 *
 * @param kind its name in the campaign's table
 * @param maker makes a mutant of a good bundle, or none where the place chosen at random cannot be corrupted so
 */
record Corruption(String kind, BiFunction<Bundle, SplittableRandom, Optional<Mutant>> maker) {
    /** Changes text, or finds nothing to change. */
    interface Change {
        Optional<String> apply(String text, SplittableRandom random);

        /** Replaces one match of a pattern, chosen at random. */
        static Change of(String pattern, BiFunction<MatchResult, SplittableRandom, String> replacement) {
            Pattern compiled = Pattern.compile(pattern);
            return (text, random) -> {
                List<MatchResult> matches = compiled.matcher(text).results().toList();
                if (matches.isEmpty()) {
                    return Optional.empty();
                }
                MatchResult match = pick(matches, random);
                String changed = text.substring(0, match.start())
                        + replacement.apply(match, random)
                        + text.substring(match.end());
                return changed.equals(text) ? Optional.empty() : Optional.of(changed);
            };
        }

        /** Drops one of the lines that match a pattern. */
        static Change droppingLine(String pattern) {
            return of("(?m)^" + pattern + "\n", (match, random) -> "");
        }
    }

    /** A corrupted input of the checker. */
    sealed interface Mutant {
        /** The place and the change, for people. */
        String description();

        /** The checker's reason for rejecting the mutant; empty if it is accepted. */
        Optional<String> refusal(BundleCheck check);

        /** Whether an accepted mutant leaves a true statement. */
        boolean isTrue(Z3Solver solver);
    }

    /**
     * A corrupted bundle. An accepted one holds the checker's own statements, ledger and verdicts.
     *
     * @param mayHold whether it may be accepted, because it may still be true and proven
     */
    private record ForgedBundle(String description, Bundle bundle, boolean mayHold) implements Mutant {
        @Override
        public Optional<String> refusal(BundleCheck check) {
            try {
                check.check(bundle);
                return Optional.empty();
            } catch (BundleRefused e) {
                return Optional.of(String.valueOf(e.getMessage()));
            }
        }

        @Override
        public boolean isTrue(Z3Solver solver) {
            return mayHold;
        }
    }

    /** A statement and a proof, given to the kernel; a solver must refute the negation of an accepted one too. */
    record ForgedProof(String description, String script, List<Step> steps) implements Mutant {
        @Override
        public Optional<String> refusal(BundleCheck check) {
            try {
                Proven.check(script, steps);
                return Optional.empty();
            } catch (Rejected e) {
                return Optional.of(e.getMessage());
            }
        }

        @Override
        public boolean isTrue(Z3Solver solver) {
            return solver.check(script) instanceof Answer.Unsatisfiable;
        }
    }

    /** Every kind. */
    static List<Corruption> all() {
        return Stream.of(ProofCorruptions.ALL, ScriptCorruptions.ALL, FileCorruptions.ALL)
                .flatMap(List::stream)
                .toList();
    }

    /** Changes one of the files whose names match, and renews the manifest's hashes, unless it is the manifest that is changed. */
    static Corruption ofFile(String kind, String names, boolean mayHold, Change change) {
        return new Corruption(kind, (bundle, random) -> {
            String name = pick(bundle, names, random);
            return change.apply(text(bundle, name), random)
                    .map(text -> bundle.with(name, text))
                    .flatMap(changed ->
                            asIs(name, name.equals(FileCorruptions.MANIFEST) ? changed : changed.rehashed(), mayHold));
        });
    }

    /** A forged bundle whose manifest has the hashes of its files, as a forger would write it. */
    static Optional<Mutant> rehashed(String description, Bundle bundle, boolean mayHold) {
        return asIs(description, bundle.rehashed(), mayHold);
    }

    /** A forged bundle with its manifest as it is. */
    static Optional<Mutant> asIs(String description, Bundle bundle, boolean mayHold) {
        return Optional.of(new ForgedBundle(description, bundle, mayHold));
    }

    static String text(Bundle bundle, String name) {
        return bundle.text(name).orElseThrow();
    }

    /** The name of a file, chosen at random from those that match. */
    static String pick(Bundle bundle, String names, SplittableRandom random) {
        return pick(
                bundle.files().keySet().stream()
                        .filter(name -> name.matches(names))
                        .toList(),
                random);
    }

    static <T> T pick(List<T> values, SplittableRandom random) {
        return values.get(random.nextInt(values.size()));
    }
}
