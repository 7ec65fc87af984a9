package io.eyewitness.check.explain;

import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.obligation.Obligation;
import io.eyewitness.theory.obligation.sharp.Sharpness;
import io.eyewitness.theory.obligation.sharp.SharpnessCheck;
import io.eyewitness.theory.obligation.sharp.SharpnessReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * An obligation's hypotheses for people: what each is good for, and a model of them all. Models are evaluated again in exact arithmetic;
 * what is not needed the kernel has told.
 */
final class HypothesesText {
    private HypothesesText() {}

    /** Each hypothesis, and what it is good for. */
    static List<String> needs(Sharpness entry) {
        if (entry.hypotheses().isEmpty()) {
            return List.of("  nothing");
        }
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < entry.hypotheses().size(); i++) {
            Sharpness.Hypothesis hypothesis = entry.hypotheses().get(i);
            lines.add("  " + (i + 1) + ". " + hypothesis.text());
            lines.add("     " + need(hypothesis));
        }
        return lines;
    }

    /**
     * That the claim is neither vacuous nor blunt; and what is wrong with the entry, if anything is.
     *
     * @param unneeded the numbers of the hypotheses that some accepted proof does without
     */
    static Explained models(Obligation obligation, Sharpness entry, Set<Integer> unneeded) {
        List<String> lines = new ArrayList<>();
        if (!entry.hypotheses().isEmpty()) {
            lines.add("Not vacuous: what is given holds at " + assignment(entry.model()));
        }
        entry.mutation()
                .ifPresent(mutation -> lines.add("Not blunt: a similar claim, " + mutation.conclusion() + ", fails at "
                        + assignment(mutation.counterModel())));
        SharpnessReport report = new SharpnessReport(SharpnessReport.SCHEMA, List.of(entry));
        List<String> problems = SharpnessCheck.problems(report, List.of(obligation));
        if (problems.isEmpty()) {
            problems = SharpnessCheck.needs(report, Map.of(obligation.id(), unneeded));
        }
        problems.forEach(problem -> lines.add("WRONG: " + problem));
        return new Explained(lines, problems.isEmpty());
    }

    private static String need(Sharpness.Hypothesis hypothesis) {
        return switch (hypothesis.need()) {
            case NEEDED ->
                "needed: without it the claim fails at "
                        + assignment(hypothesis.counterModel().orElse(Map.of()));
            case NOT_NEEDED -> "not needed: a proof does without it";
            case NOT_SHOWN -> "not shown to be needed or not";
        };
    }

    private static String assignment(Map<String, BigFraction> model) {
        return model.entrySet().stream()
                .map(entry -> entry.getKey() + " = " + Rationals.text(entry.getValue()))
                .collect(Collectors.joining(", "));
    }
}
