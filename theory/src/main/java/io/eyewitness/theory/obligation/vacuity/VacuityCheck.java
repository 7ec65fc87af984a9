package io.eyewitness.theory.obligation.vacuity;

import io.eyewitness.theory.formula.Evaluation;
import io.eyewitness.theory.formula.Formula;
import io.eyewitness.theory.formula.Variables;
import io.eyewitness.theory.obligation.Obligation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * Checks a report by exact evaluation. Every model, counter-model and mutation is checked; what a hypothesis
 * that has no counter-model is good for takes proofs and is {@link #needs}'s part.
 */
public final class VacuityCheck {
    private VacuityCheck() {}

    /**
     * The faults of the report, as sentences; empty if there are none.
     *
     * @param report an entry for each obligation, in their order
     * @param obligations the obligations that it should be about
     */
    public static List<String> problems(VacuityReport report, List<Obligation> obligations) {
        List<String> expected = obligations.stream().map(Obligation::id).toList();
        List<String> actual = report.obligations().stream().map(Vacuity::id).toList();
        if (!actual.equals(expected)) {
            return List.of("the entries are " + actual + " but should be " + expected);
        }
        List<String> problems = new ArrayList<>();
        for (int i = 0; i < obligations.size(); i++) {
            new Entry(obligations.get(i), report.obligations().get(i), problems).check();
        }
        return problems;
    }

    /**
     * The hypotheses of which something else is said than is shown: a counter-model shows that one is needed, a proof that does
     * without it that it is not; else neither is shown.
     *
     * @param report a report that is otherwise right
     * @param unneeded by the id of the obligation, the numbers from 1 of the hypotheses that some proof does without
     */
    public static List<String> needs(VacuityReport report, Map<String, Set<Integer>> unneeded) {
        List<String> problems = new ArrayList<>();
        for (Vacuity entry : report.obligations()) {
            Set<Integer> spared = unneeded.getOrDefault(entry.id(), Set.of());
            for (int i = 0; i < entry.hypotheses().size(); i++) {
                Vacuity.Hypothesis hypothesis = entry.hypotheses().get(i);
                boolean isSpared = spared.contains(i + 1);
                String what = "obligation:" + entry.id() + ": the hypothesis " + hypothesis.text() + " is ";
                if (isSpared && hypothesis.counterModel().isPresent()) {
                    problems.add(
                            what + "needed by its counter-model, but a proof does without it: one of them is wrong");
                } else if (isSpared != (hypothesis.need() == Vacuity.Need.NOT_NEEDED)) {
                    problems.add(
                            what + hypothesis.need() + ", but " + (isSpared ? "a" : "no") + " proof does without it");
                }
            }
        }
        return problems;
    }

    private record Entry(Obligation obligation, Vacuity entry, List<String> problems) {
        void check() {
            List<Formula> atoms = Atoms.of(obligation);
            requireModel("the model", entry.model(), atoms);
            List<String> expected = atoms.stream().map(Formula::toString).toList();
            List<String> actual =
                    entry.hypotheses().stream().map(Vacuity.Hypothesis::text).toList();
            if (!actual.equals(expected)) {
                say("the hypotheses are " + actual + " but should be " + expected);
                return;
            }
            for (int i = 0; i < atoms.size(); i++) {
                check(entry.hypotheses().get(i), Atoms.negationWithout(obligation, i));
            }
            boolean isBlunt = entry.withNeed(Vacuity.Need.NEEDED).isEmpty();
            if (isBlunt != entry.mutation().isPresent()) {
                say(isBlunt ? "no hypothesis is needed and no mutation is given" : "a mutation is given without need");
            }
            entry.mutation().ifPresent(this::check);
        }

        private void check(Vacuity.Hypothesis hypothesis, List<Formula> assertions) {
            boolean isNeeded = hypothesis.need() == Vacuity.Need.NEEDED;
            if (isNeeded != hypothesis.counterModel().isPresent()) {
                say("the hypothesis " + hypothesis.text() + " is " + hypothesis.need() + " with"
                        + (isNeeded ? "out" : "") + " a counter-model");
            }
            hypothesis
                    .counterModel()
                    .ifPresent(
                            model -> requireModel("the counter-model without " + hypothesis.text(), model, assertions));
        }

        private void check(Vacuity.Mutation mutation) {
            Optional<Formula> mutant = Mutations.of(obligation.conclusion()).stream()
                    .filter(formula -> formula.toString().equals(mutation.conclusion()))
                    .findFirst();
            if (mutant.isEmpty()) {
                say(mutation.conclusion() + " is no mutation of its conclusion");
                return;
            }
            List<Formula> assertions = new ArrayList<>(Atoms.of(obligation));
            assertions.add(Formula.not(mutant.get()));
            requireModel("the counter-model of the mutation", mutation.counterModel(), assertions);
        }

        private void requireModel(String what, Map<String, BigFraction> model, List<Formula> assertions) {
            Set<String> variables = Variables.of(assertions);
            if (!model.keySet().equals(variables)) {
                say(what + " gives values to " + model.keySet() + " but should to " + variables);
                return;
            }
            Evaluation evaluation = new Evaluation(model);
            assertions.stream()
                    .filter(assertion -> !evaluation.holds(assertion))
                    .findFirst()
                    .ifPresent(assertion -> say(what + " does not satisfy " + assertion));
        }

        private void say(String problem) {
            problems.add("obligation:" + obligation.id() + ": " + problem);
        }
    }
}
