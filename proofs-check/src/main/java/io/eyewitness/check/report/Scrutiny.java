package io.eyewitness.check.report;

import io.eyewitness.theory.evidence.ObligationEvidence.SolverAnswer;
import io.eyewitness.theory.obligation.vacuity.Vacuity;
import io.eyewitness.theory.obligation.vacuity.Vacuity.Hypothesis;
import io.eyewitness.theory.obligation.vacuity.Vacuity.Need;
import io.eyewitness.theory.obligation.vacuity.VacuityCheck;
import io.eyewitness.theory.obligation.vacuity.VacuityReport;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The scrutiny of the obligations beside their proofs: the models that show that they are not vacuous, and the solvers' answers.
 *
 * @param models the models, and the need of each hypothesis
 * @param problems the faults that exact evaluation finds in them, a sentence each
 * @param answers the solvers' answers by the id of the obligation; empty if no solver was asked
 */
public record Scrutiny(VacuityReport models, List<String> problems, Map<String, List<SolverAnswer>> answers) {
    /**
     * The scrutiny of all obligations.
     *
     * @param modelProblems the faults of the models, as {@link VacuityCheck#problems} finds them
     * @param unneeded the hypotheses that proofs leave out, by the id of the obligation
     */
    public static Scrutiny of(
            VacuityReport models,
            List<String> modelProblems,
            Map<String, Set<Integer>> unneeded,
            Map<String, List<SolverAnswer>> answers) {
        List<String> problems = new ArrayList<>(modelProblems);
        problems.addAll(VacuityCheck.needs(models, unneeded));
        return new Scrutiny(models, problems, answers);
    }

    /** The answers to one obligation. */
    List<SolverAnswer> answersTo(Vacuity entry) {
        return answers.getOrDefault(entry.id(), List.of());
    }

    /** The numbers of models and of needed hypotheses, unless there are problems, and of the solvers' answers. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        if (problems.isEmpty()) {
            lines.add("The hypotheses of each of the " + models.obligations().size()
                    + " obligations hold together in an exact model.");
            lines.add("Of " + hypotheses().count() + " hypotheses " + count(Need.NEEDED)
                    + " are needed, by a counter-model, and " + count(Need.NOT_NEEDED)
                    + " are not, by a proof without them; of " + count(Need.NOT_SHOWN)
                    + " neither is shown. ./eyewitness explain OBLIGATION names them.");
        }
        if (!answers.isEmpty()) {
            lines.add(tally());
        }
        return lines;
    }

    private long count(Need need) {
        return hypotheses().filter(hypothesis -> hypothesis.need() == need).count();
    }

    private Stream<Hypothesis> hypotheses() {
        return models.obligations().stream().flatMap(entry -> entry.hypotheses().stream());
    }

    /** The number of each solver's answers by kind, with the obligations of those that are not unsat. */
    private String tally() {
        Map<String, Map<String, List<String>>> bySolver = new LinkedHashMap<>();
        answers.forEach((id, given) -> given.forEach(
                answer -> bySolver.computeIfAbsent(answer.solver(), solver -> new TreeMap<>(Comparator.reverseOrder()))
                        .computeIfAbsent(answer.answer(), kind -> new ArrayList<>())
                        .add(id)));
        return bySolver.entrySet().stream()
                .map(solver -> solver.getKey() + ": "
                        + solver.getValue().entrySet().stream()
                                .map(kind -> counted(kind.getKey(), kind.getValue()))
                                .collect(Collectors.joining(", ")))
                .collect(Collectors.joining("; "));
    }

    private static String counted(String answer, List<String> ids) {
        return ids.size() + " " + answer + (answer.equals("unsat") ? "" : " (" + String.join(", ", ids) + ")");
    }
}
