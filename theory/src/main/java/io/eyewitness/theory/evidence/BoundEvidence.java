package io.eyewitness.theory.evidence;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.eyewitness.theory.bound.BoundProblem;
import io.eyewitness.theory.bound.BoundStatement;
import io.eyewitness.theory.bound.Certificate;
import io.eyewitness.theory.bound.PointBound;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Bounds on a unit's values that follow from assumptions and observations, point by point, with certificates; or a proof that these
 * contradict one another.
 *
 * @param id {@code bound:} and the number of the part, from 1
 * @param parts how many parts there are; each is a piece of evidence
 * @param problem what is assumed and observed, the same in all parts
 * @param bounds none if there is a contradiction
 * @param contradiction proves that no unit is as assumed and observed
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record BoundEvidence(
        String id, int parts, BoundProblem problem, List<PointBound> bounds, Optional<Certificate> contradiction)
        implements Evidence {
    public BoundEvidence {
        if (!id.matches("bound:[0-9]{4,}")) {
            throw new IllegalArgumentException("'" + id + "' is not the id of bounds, such as " + id(1));
        }
        bounds = List.copyOf(bounds);
        contradiction = contradiction == null ? Optional.empty() : contradiction;
        if (bounds.isEmpty() == contradiction.isEmpty()) {
            throw new IllegalArgumentException("it holds neither bounds nor a contradiction, or both");
        }
    }

    /** The id of a part, counted from 1: {@code bound:0001}. */
    public static String id(int part) {
        return String.format(Locale.ROOT, "bound:%04d", part);
    }

    /** What it states, by what each is called, where that is about one point or a contradiction; nothing of many points. */
    Map<String, BoundStatement> statements() {
        if (contradiction.isPresent()) {
            return Map.of("contradiction", BoundStatement.contradiction(problem, contradiction.get()));
        }
        return bounds.size() > 1
                ? Map.of()
                : new TreeMap<>(Map.of(
                        "lower", BoundStatement.lower(problem, bounds.get(0)),
                        "upper", BoundStatement.upper(problem, bounds.get(0))));
    }
}
