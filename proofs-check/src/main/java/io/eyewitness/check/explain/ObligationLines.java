package io.eyewitness.check.explain;

import io.eyewitness.theory.claim.Claim;
import io.eyewitness.theory.obligation.Obligation;
import io.eyewitness.theory.obligation.Obligations;
import io.eyewitness.theory.solver.Answer;
import io.eyewitness.theory.solver.Solver;
import io.eyewitness.theory.solver.SolverPool;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The obligations that claims rest on, each with what a solver says of it now. */
final class ObligationLines {
    private static final String PREFIX = "obligation:";

    private ObligationLines() {}

    private record Outcome(Obligation obligation, String known, boolean isCounterexample) {}

    /** One line or two for each obligation; those of a large family, such as U1 in eight dimensions, together. */
    static ObligationOutcomes of(List<Claim> claims, SolverPool<? extends Solver> solvers) {
        List<Obligation> obligations = claims.stream()
                .flatMap(claim -> claim.evidence().stream())
                .filter(id -> id.startsWith(PREFIX))
                .map(id -> id.substring(PREFIX.length()))
                .distinct()
                .flatMap(id -> named(id).stream())
                .distinct()
                .toList();
        List<Outcome> all = solvers.map(obligations, ObligationLines::ask, () -> {});
        Map<String, List<Outcome>> groups = all.stream()
                .collect(Collectors.groupingBy(
                        outcome -> group(outcome.obligation().id()), LinkedHashMap::new, Collectors.toList()));
        List<String> lines = new ArrayList<>();
        groups.forEach((group, outcomes) -> lines.addAll(lines(group, outcomes)));
        return new ObligationOutcomes(lines, all.stream().anyMatch(Outcome::isCounterexample));
    }

    private static List<Obligation> named(String id) {
        return id.contains(".") ? List.of(Obligations.byId(id)) : Obligations.family(id);
    }

    private static Outcome ask(Solver solver, Obligation obligation) {
        Answer answer = solver.check(obligation.negation());
        if (answer instanceof Answer.Unsatisfiable) {
            return new Outcome(obligation, "negation refuted by " + solver.name(), false);
        }
        if (answer instanceof Answer.Satisfiable satisfiable) {
            return new Outcome(obligation, "DOES NOT HOLD: " + solver.name() + " found " + satisfiable.model(), true);
        }
        return new Outcome(
                obligation,
                "unknown: " + solver.name() + " gave up (" + ((Answer.Unknown) answer).reason() + ")",
                false);
    }

    /** The id without the dimension: U1.affine for U1.affine.d3. */
    private static String group(String id) {
        return id.replaceFirst("\\.[dk][0-9]+$", "");
    }

    private static List<String> lines(String group, List<Outcome> outcomes) {
        boolean alike = outcomes.stream().map(Outcome::known).distinct().count() == 1;
        if (outcomes.size() == 1 || !alike) {
            return outcomes.stream()
                    .flatMap(outcome ->
                            entry(
                                    outcome.obligation().id(),
                                    outcome.obligation().sentence(),
                                    outcome.known())
                                    .stream())
                    .toList();
        }
        Obligation first = outcomes.get(0).obligation();
        Obligation last = outcomes.get(outcomes.size() - 1).obligation();
        String range =
                first.id().substring(group.length() + 1) + " to " + last.id().substring(group.length() + 1);
        return entry(
                group,
                last.sentence() + " (" + range + ")",
                "each " + outcomes.get(0).known());
    }

    private static List<String> entry(String id, String sentence, String known) {
        return List.of(String.format("  %-10s %s", id, sentence), " ".repeat(13) + known);
    }
}
