package io.eyewitness.theory.obligation.vacuity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.eyewitness.theory.evidence.EvidenceJson;
import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.obligation.Obligations;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.Test;

class VacuityTest {
    private static final VacuityReport REPORT = VacuityReport.builtIn();

    @Test
    void theReportIsRight() {
        assertEquals(List.of(), VacuityCheck.problems(REPORT, Obligations.all()));
    }

    /** What proofs do without, if they do without all that the report says is not needed. */
    private static Map<String, Set<Integer>> unneeded() {
        Map<String, Set<Integer>> unneeded = new TreeMap<>();
        for (Vacuity entry : REPORT.obligations()) {
            unneeded.put(
                    entry.id(),
                    IntStream.rangeClosed(1, entry.hypotheses().size())
                            .filter(number -> entry.hypotheses().get(number - 1).need() == Vacuity.Need.NOT_NEEDED)
                            .boxed()
                            .collect(Collectors.toSet()));
        }
        return unneeded;
    }

    @Test
    void whatIsShownIsSaid() {
        assertEquals(List.of(), VacuityCheck.needs(REPORT, unneeded()));
    }

    @Test
    void whatNoProofDoesWithoutIsNotUnneeded() {
        Map<String, Set<Integer>> less = unneeded();
        less.put("S1", Set.of(1));
        assertEquals(
                List.of("obligation:S1: the hypothesis h < 1/2*(M - m) is NOT_NEEDED, but no proof does without it"),
                VacuityCheck.needs(REPORT, less));
        assertEquals(
                unneeded().values().stream().mapToInt(Set::size).sum(),
                VacuityCheck.needs(REPORT, Map.of()).size());
    }

    @Test
    void whatAProofDoesWithoutIsNotNotShown() {
        List<Vacuity> entries = REPORT.obligations().stream()
                .map(entry -> withHypotheses(
                        entry,
                        entry.hypotheses().stream()
                                .map(one -> new Vacuity.Hypothesis(
                                        one.text(),
                                        one.counterModel().isPresent() ? one.need() : Vacuity.Need.NOT_SHOWN,
                                        one.counterModel()))
                                .toList()))
                .toList();
        VacuityReport modest = new VacuityReport(VacuityReport.SCHEMA, entries);
        assertEquals(List.of(), VacuityCheck.needs(modest, Map.of()));
        assertEquals(
                "obligation:S1: the hypothesis m < M is NOT_SHOWN, but a proof does without it",
                VacuityCheck.needs(modest, unneeded()).get(0));
    }

    @Test
    void aProofThatDoesWithoutWhatIsNeededIsAContradiction() {
        Map<String, Set<Integer>> more = unneeded();
        more.put("S1", Set.of(1, 2, 3));
        assertEquals(
                List.of(
                        "obligation:S1: the hypothesis 0 < h is needed by its counter-model, but a proof does without it:"
                                + " one of them is wrong"),
                VacuityCheck.needs(REPORT, more));
    }

    @Test
    void theJsonFormIsLossless() {
        assertEquals(REPORT, VacuityReport.parse(EvidenceJson.write(REPORT)));
        assertThrows(IllegalArgumentException.class, () -> VacuityReport.parse("{\"schema\": 2, \"obligations\": []}"));
        assertThrows(IllegalArgumentException.class, () -> VacuityReport.parse("{\"schema\": 1}"));
    }

    @Test
    void aWrongNumberIsFound() {
        assertProblem(
                "S1",
                "the model does not satisfy",
                entry -> new Vacuity("S1", changed(entry.model(), "s", "-1"), entry.hypotheses(), entry.mutation()));
        assertProblem(
                "S1",
                "the counter-model without",
                entry -> withHypotheses(
                        entry,
                        entry.hypotheses().stream()
                                .map(one -> new Vacuity.Hypothesis(
                                        one.text(),
                                        one.need(),
                                        one.counterModel().map(model -> entry.model())))
                                .toList()));
        assertProblem(
                "S3",
                "the counter-model of the mutation",
                entry -> new Vacuity(
                        "S3",
                        entry.model(),
                        entry.hypotheses(),
                        entry.mutation()
                                .map(one -> new Vacuity.Mutation(
                                        one.conclusion(), changed(one.counterModel(), "h", "-1")))));
    }

    @Test
    void aMissingOrForeignVariableIsFound() {
        assertProblem(
                "S1",
                "gives values to",
                entry -> new Vacuity("S1", Map.of("s", BigFraction.ONE), entry.hypotheses(), entry.mutation()));
        assertProblem(
                "S1",
                "gives values to",
                entry -> new Vacuity("S1", changed(entry.model(), "zz", "1"), entry.hypotheses(), entry.mutation()));
    }

    @Test
    void aMissingOrSwappedHypothesisIsFound() {
        assertProblem(
                "S1",
                "the hypotheses are",
                entry -> withHypotheses(
                        entry, entry.hypotheses().subList(1, entry.hypotheses().size())));
        assertProblem("S1", "the hypotheses are", entry -> withHypotheses(entry, List.of()));
    }

    @Test
    void aNeedWithoutItsModelIsFound() {
        assertProblem(
                "S1",
                "without a counter-model",
                entry -> withHypotheses(
                        entry,
                        entry.hypotheses().stream()
                                .map(one -> new Vacuity.Hypothesis(one.text(), one.need(), Optional.empty()))
                                .toList()));
        assertProblem(
                "S1",
                "is NOT_NEEDED with a counter-model",
                entry -> withHypotheses(
                        entry,
                        entry.hypotheses().stream()
                                .map(one ->
                                        new Vacuity.Hypothesis(one.text(), Vacuity.Need.NOT_NEEDED, one.counterModel()))
                                .toList()));
    }

    @Test
    void aMissingOrForeignMutationIsFound() {
        assertProblem(
                "S3",
                "no mutation is given",
                entry -> new Vacuity("S3", entry.model(), entry.hypotheses(), Optional.empty()));
        assertProblem(
                "S3",
                "is no mutation of its conclusion",
                entry -> new Vacuity(
                        "S3",
                        entry.model(),
                        entry.hypotheses(),
                        Optional.of(new Vacuity.Mutation(
                                "0 < 0", entry.mutation().orElseThrow().counterModel()))));
    }

    @Test
    void aMissingOrSwappedEntryIsFound() {
        List<Vacuity> entries = new ArrayList<>(REPORT.obligations());
        Collections.swap(entries, 0, 1);
        assertTrue(problems(entries).get(0).startsWith("the entries are"));
        assertTrue(problems(entries.subList(1, entries.size())).get(0).startsWith("the entries are"));
    }

    private static Vacuity withHypotheses(Vacuity entry, List<Vacuity.Hypothesis> hypotheses) {
        return new Vacuity(entry.id(), entry.model(), hypotheses, entry.mutation());
    }

    private static Map<String, BigFraction> changed(Map<String, BigFraction> model, String name, String value) {
        Map<String, BigFraction> changed = new TreeMap<>(model);
        changed.put(name, Rationals.parse(value));
        return changed;
    }

    private static List<String> problems(List<Vacuity> entries) {
        return VacuityCheck.problems(new VacuityReport(VacuityReport.SCHEMA, entries), Obligations.all());
    }

    private static void assertProblem(String id, String expected, UnaryOperator<Vacuity> tampering) {
        List<String> problems = problems(REPORT.obligations().stream()
                .map(entry -> entry.id().equals(id) ? tampering.apply(entry) : entry)
                .toList());
        assertFalse(problems.isEmpty(), expected);
        assertTrue(problems.get(0).startsWith("obligation:" + id + ": "), problems.toString());
        assertTrue(problems.get(0).contains(expected), problems.toString());
    }
}
