package io.eyewitness.check.explain;

import io.eyewitness.check.examine.Examiner;
import io.eyewitness.check.examine.Finding;
import io.eyewitness.check.kernel.Polynomial;
import io.eyewitness.check.kernel.Step;
import io.eyewitness.check.proof.KeptProofs;
import io.eyewitness.check.proof.PolynomialText;
import io.eyewitness.check.proof.ProofFile;
import io.eyewitness.check.solver.Solver;
import io.eyewitness.theory.evidence.ObligationEvidence;
import io.eyewitness.theory.evidence.ObligationEvidence.SolverAnswer;
import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.formula.Formula;
import io.eyewitness.theory.obligation.Obligation;
import io.eyewitness.theory.obligation.vacuity.Vacuity;
import io.eyewitness.theory.obligation.vacuity.VacuityCheck;
import io.eyewitness.theory.obligation.vacuity.VacuityReport;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * An obligation that a solver and the gate examine now, and its explanation.
 *
 * @param obligation the obligation
 * @param answers the solver's answer to the negated obligation
 * @param finding the gate's finding on the kept proof and the answer
 */
public record ExaminedObligation(Obligation obligation, List<SolverAnswer> answers, Finding finding) {
    private static final int MAX_INDENTATION = 20;

    /** Examines an obligation. */
    public static ExaminedObligation of(Obligation obligation, Solver solver) {
        ObligationEvidence evidence =
                ObligationEvidence.of(obligation, List.of(solver.answer(obligation)), KeptProofs.of(obligation.id()));
        return new ExaminedObligation(obligation, evidence.answers(), Examiner.examine(evidence, Optional.of(solver)));
    }

    /** The level, or the failures, and the solver's answer. */
    String knownBy() {
        return Stream.concat(
                        Stream.of(
                                finding.failures().isEmpty()
                                        ? finding.level().text()
                                        : "NOT ESTABLISHED: " + finding.failures()),
                        answers.stream()
                                .map(answer -> answer.answer().equals("unsat")
                                        ? "negation refuted by " + answer.solver()
                                        : answer.solver() + " answers " + answer.answer()))
                .collect(Collectors.joining("; "));
    }

    /** Two lines for each obligation, or for a family such as U1 in eight dimensions if all its members are known alike. */
    static List<String> summary(List<ExaminedObligation> obligations) {
        List<String> lines = new ArrayList<>();
        obligations.stream()
                .collect(Collectors.groupingBy(ExaminedObligation::family, LinkedHashMap::new, Collectors.toList()))
                .forEach((family, members) -> {
                    if (members.size() > 1
                            && members.stream()
                                            .map(ExaminedObligation::knownBy)
                                            .distinct()
                                            .count()
                                    == 1) {
                        Obligation first = members.get(0).obligation;
                        Obligation last = members.get(members.size() - 1).obligation;
                        String range = first.id().substring(family.length() + 1) + " to "
                                + last.id().substring(family.length() + 1);
                        lines.add(line(family, last.sentence() + " (" + range + ")"));
                        lines.add(line("", "each " + members.get(0).knownBy()));
                    } else {
                        members.forEach(member -> {
                            lines.add(line(member.obligation.id(), member.obligation.sentence()));
                            lines.add(line("", member.knownBy()));
                        });
                    }
                });
        return lines;
    }

    /** The id without the dimension: U1.affine for U1.affine.d3. */
    private String family() {
        return obligation.id().replaceFirst("\\.[dk][0-9]+$", "");
    }

    private static String line(String id, String text) {
        return String.format("  %-10s %s", id, text);
    }

    /** The statement, the need of each hypothesis, how it is known, and its proofs, all checked again now. */
    public Explanation explanation() {
        return explanation(VacuityReport.builtIn().entry(obligation.id()));
    }

    /** The same, with a given entry of the vacuity report. */
    Explanation explanation(Vacuity entry) {
        List<String> lines = new ArrayList<>();
        lines.add("obligation:" + obligation.id());
        lines.add("  " + obligation.sentence());
        lines.add("");
        lines.add("Given, for all real numbers (the need of each is judged with the others kept),");
        lines.addAll(hypotheses(entry));
        lines.add("it is claimed that");
        Formula conclusion = obligation.conclusion();
        (conclusion instanceof Formula.Junction junction && junction.isConjunction()
                        ? junction.operands()
                        : List.of(conclusion))
                .forEach(conjunct -> lines.add("  " + conjunct));
        lines.add("");
        if (!entry.hypotheses().isEmpty()) {
            lines.add("Not vacuous: what is given holds at " + assignment(entry.model()));
        }
        entry.mutation()
                .ifPresent(mutation -> lines.add("Not blunt: a similar claim, " + mutation.conclusion() + ", fails at "
                        + assignment(mutation.counterModel())));
        List<String> problems = problems(entry);
        problems.forEach(problem -> lines.add("WRONG: " + problem));
        lines.add("Known by: " + knownBy());
        if (!finding.proven().isEmpty()) {
            ProofFile.read(KeptProofs.of(obligation.id()).orElseThrow())
                    .proofs()
                    .forEach(proof -> lines.addAll(proof(proof)));
        }
        return new Explanation(lines, problems.isEmpty() && finding.failures().isEmpty());
    }

    private static List<String> hypotheses(Vacuity entry) {
        if (entry.hypotheses().isEmpty()) {
            return List.of("  nothing");
        }
        List<String> lines = new ArrayList<>();
        for (Vacuity.Hypothesis hypothesis : entry.hypotheses()) {
            lines.add("  " + (lines.size() / 2 + 1) + ". " + hypothesis.text());
            lines.add("     "
                    + switch (hypothesis.need()) {
                        case NEEDED ->
                            "needed: without it the claim fails at "
                                    + assignment(hypothesis.counterModel().orElse(Map.of()));
                        case NOT_NEEDED -> "not needed: a proof does without it";
                        case NOT_SHOWN -> "shown neither to be needed nor to be superfluous";
                    });
        }
        return lines;
    }

    private static String assignment(Map<String, BigFraction> model) {
        return model.entrySet().stream()
                .map(entry -> entry.getKey() + " = " + Rationals.text(entry.getValue()))
                .collect(Collectors.joining(", "));
    }

    /** The faults of an entry: its models are evaluated in exact arithmetic, and compared with the hypotheses that proofs leave out. */
    private List<String> problems(Vacuity entry) {
        VacuityReport report = new VacuityReport(VacuityReport.SCHEMA, List.of(entry));
        List<String> problems = VacuityCheck.problems(report, List.of(obligation));
        return problems.isEmpty() ? VacuityCheck.needs(report, Map.of(obligation.id(), finding.unneeded())) : problems;
    }

    private static List<String> proof(ProofFile.Proof proof) {
        String without = proof.without().stream().map(String::valueOf).collect(Collectors.joining(", "));
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add("Proof" + (without.isEmpty() ? "" : " without " + without) + ", accepted by the kernel just now, in "
                + proof.steps().size() + (proof.steps().size() == 1 ? " step" : " steps")
                + ": suppose that the claim is false.");
        lines.addAll(outline(proof.steps()));
        return lines;
    }

    private record Branch(int depth, String title) {}

    /** The case distinctions of a proof as an outline, indented, and the contradiction at each leaf. */
    public static List<String> outline(List<Step> steps) {
        List<String> lines = new ArrayList<>();
        Deque<Branch> open = new ArrayDeque<>(List.of(new Branch(1, "")));
        for (Step step : steps) {
            Branch branch = open.pop();
            String indentation = "  ".repeat(Math.min(branch.depth(), MAX_INDENTATION));
            if (!branch.title().isEmpty()) {
                lines.add(indentation + branch.title());
                indentation += "  ";
            }
            if (step instanceof Step.Split split) {
                int depth = branch.depth() + (branch.title().isEmpty() ? 0 : 1);
                String polynomial = PolynomialText.of(split.polynomial());
                open.push(new Branch(depth, "Case " + polynomial + " <= 0:"));
                open.push(new Branch(depth, "Case " + polynomial + " > 0:"));
            } else if (step instanceof Step.Certificate certificate) {
                lines.add(indentation
                        + "Impossible: each of these is at least 0 here, one is above 0, and they add up to 0:");
                for (List<Polynomial> product : certificate.products()) {
                    lines.add(indentation + "  " + product(product));
                }
            } else {
                lines.add(indentation + "Impossible: it contradicts what is given or supposed.");
            }
        }
        return lines;
    }

    private static String product(List<Polynomial> factors) {
        return factors.stream()
                .map(PolynomialText::of)
                .map(factor -> factor.contains(" ") ? "(" + factor + ")" : factor)
                .collect(Collectors.joining(" * "));
    }
}
