package io.eyewitness.check.selftest;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Changes to text at a place chosen at random. */
final class Texts {
    private Texts() {}

    /** The text with one match of a pattern replaced, if there is a match. */
    static Optional<String> replaceOne(
            String text, String pattern, SplittableRandom random, Function<MatchResult, String> replacement) {
        List<MatchResult> matches =
                Pattern.compile(pattern).matcher(text).results().toList();
        if (matches.isEmpty()) {
            return Optional.empty();
        }
        MatchResult match = matches.get(random.nextInt(matches.size()));
        String changed = text.substring(0, match.start()) + replacement.apply(match) + text.substring(match.end());
        return changed.equals(text) ? Optional.empty() : Optional.of(changed);
    }

    /** The text without one of the lines that match. */
    static Optional<String> dropLine(String text, String pattern, SplittableRandom random) {
        return replaceOne(text, "(?m)^" + pattern + "\n", random, match -> "");
    }

    static <T> T pick(List<T> values, SplittableRandom random) {
        return values.get(random.nextInt(values.size()));
    }
}
