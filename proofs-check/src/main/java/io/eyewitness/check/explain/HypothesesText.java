package io.eyewitness.check.explain;

import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.obligation.Obligation;
import io.eyewitness.theory.obligation.sharp.Sharpness;
import io.eyewitness.theory.obligation.sharp.SharpnessCheck;
import io.eyewitness.theory.obligation.sharp.SharpnessReport;
import io.eyewitness.theory.solver.Solver;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * An obligation's hypotheses for people: what each is good for, and a model of them all. Models are evaluated again in exact arithmetic;
 * a solver confirms again what is not needed.
 */
final class HypothesesText {
    private HypothesesText() {}

    /** Each hypothesis, and what it is good for. */
    static List<String> needs(Sharpness entry, Solver solver) {
        if (entry.hypotheses().isEmpty()) {
            return List.of("  nothing");
        }
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < entry.hypotheses().size(); i++) {
            Sharpness.Hypothesis hypothesis = entry.hypotheses().get(i);
            lines.add("  " + (i + 1) + ". " + hypothesis.text());
            lines.add("     " + need(hypothesis, solver));
        }
        return lines;
    }

    /** That the claim is neither vacuous nor blunt; and what is wrong with the entry, if anything is. */
    static Explained models(Obligation obligation, Sharpness entry, Solver solver) {
        List<String> lines = new ArrayList<>();
        if (!entry.hypotheses().isEmpty()) {
            lines.add("Not vacuous: what is given holds at " + assignment(entry.model()));
        }
        entry.mutation()
                .ifPresent(mutation -> lines.add("Not blunt: a similar claim, " + mutation.conclusion() + ", fails at "
                        + assignment(mutation.counterModel())));
        List<String> problems = SharpnessCheck.problems(
                new SharpnessReport(SharpnessReport.SCHEMA, List.of(entry)), List.of(obligation));
        if (problems.isEmpty()) {
            problems = SharpnessCheck.notConfirmed(entry, obligation, solver);
        }
        problems.forEach(problem -> lines.add("WRONG: " + problem));
        return new Explained(lines, problems.isEmpty());
    }

    private static String need(Sharpness.Hypothesis hypothesis, Solver solver) {
        return switch (hypothesis.need()) {
            case NEEDED ->
                "needed: without it the claim fails at "
                        + assignment(hypothesis.counterModel().orElse(Map.of()));
            case NOT_NEEDED -> "not needed: the rest implies the claim, says " + solver.name();
            case UNKNOWN -> "not known to be needed";
        };
    }

    private static String assignment(Map<String, BigFraction> model) {
        return model.entrySet().stream()
                .map(entry -> entry.getKey() + " = " + Rationals.text(entry.getValue()))
                .collect(Collectors.joining(", "));
    }
}
