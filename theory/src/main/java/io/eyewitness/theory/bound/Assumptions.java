package io.eyewitness.theory.bound;

import io.eyewitness.theory.exact.Rationals;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * The assumptions about a unit on X = [0,1]^d. They all hold.
 *
 * @param lipschitz L, above 0, if the unit is L-Lipschitz
 * @param monotone whether it is non-decreasing in each coordinate
 * @param convex whether it is convex
 * @param affine whether it is affine
 */
public record Assumptions(Optional<BigFraction> lipschitz, boolean monotone, boolean convex, boolean affine) {
    private static final String LIPSCHITZ = "lipschitz:";

    public Assumptions {
        lipschitz.ifPresent(constant -> {
            if (constant.signum() <= 0) {
                throw new IllegalArgumentException(
                        "the Lipschitz constant must be above 0, not " + Rationals.text(constant));
            }
        });
        if (lipschitz.isEmpty() && !monotone && !convex && !affine) {
            throw new IllegalArgumentException("nothing is assumed; " + use());
        }
    }

    /**
     * Reads assumptions such as {@code lipschitz:3,monotone}.
     *
     * @throws IllegalArgumentException naming the word that is no assumption or is repeated
     */
    public static Assumptions parse(String text) {
        Optional<BigFraction> lipschitz = Optional.empty();
        List<String> seen = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            String word = part.strip();
            String kind = word.startsWith(LIPSCHITZ) ? LIPSCHITZ : word;
            if (!List.of(LIPSCHITZ, "monotone", "convex", "affine").contains(kind)) {
                throw new IllegalArgumentException("'" + word + "' is not an assumption; " + use());
            }
            if (seen.contains(kind)) {
                throw new IllegalArgumentException("'" + text + "' assumes " + kind.replace(":", "") + " twice");
            }
            seen.add(kind);
            if (kind.equals(LIPSCHITZ)) {
                lipschitz = Optional.of(constant(word));
            }
        }
        return new Assumptions(lipschitz, seen.contains("monotone"), seen.contains("convex"), seen.contains("affine"));
    }

    private static BigFraction constant(String word) {
        try {
            return Rationals.parse(word.substring(LIPSCHITZ.length()));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'" + word + "' is not an assumption: " + e.getMessage(), e);
        }
    }

    private static String use() {
        return "use lipschitz:L, monotone, convex or affine, separated by commas";
    }

    /** Whether each member lies above its tangents, so that it is at most its largest value at the vertices of X. */
    public boolean isCurved() {
        return convex || affine;
    }

    /** The assumptions as {@link #parse} reads them. */
    public String text() {
        List<String> words = new ArrayList<>();
        lipschitz.ifPresent(constant -> words.add(LIPSCHITZ + Rationals.text(constant)));
        if (monotone) {
            words.add("monotone");
        }
        if (convex) {
            words.add("convex");
        }
        if (affine) {
            words.add("affine");
        }
        return String.join(",", words);
    }
}
