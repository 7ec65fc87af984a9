package io.eyewitness.check.explain;

import io.eyewitness.check.kernel.Polynomial;
import io.eyewitness.check.kernel.Proven;
import io.eyewitness.check.kernel.Rejected;
import io.eyewitness.check.kernel.Step;
import io.eyewitness.check.proof.KeptProofs;
import io.eyewitness.check.proof.PolynomialText;
import io.eyewitness.check.proof.ProofFile;
import io.eyewitness.theory.formula.Formula;
import io.eyewitness.theory.obligation.Obligation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * An obligation with its proof, for people: the case distinctions as an outline, and at each leaf why the case cannot be, as the kernel
 * checks it again now.
 */
public final class ProofText {
    private static final int MAX_INDENTATION = 20;

    private ProofText() {}

    /**
     * The lines to print.
     *
     * @param lines what to print
     * @param holds whether the kernel accepts the kept proof
     */
    public record Explained(List<String> lines, boolean holds) {}

    /** An obligation explained. */
    public static Explained of(Obligation obligation) {
        List<String> lines = new ArrayList<>();
        lines.add("obligation:" + obligation.id());
        lines.add("  " + obligation.sentence());
        lines.add("Given");
        obligation.hypotheses().forEach(hypothesis -> lines.add("  " + hypothesis));
        if (obligation.hypotheses().isEmpty()) {
            lines.add("  nothing");
        }
        lines.add("it is claimed that");
        conjuncts(obligation.conclusion()).forEach(conjunct -> lines.add("  " + conjunct));
        Optional<String> kept = KeptProofs.of(obligation.id());
        if (kept.isEmpty()) {
            lines.add("There is no kept proof.");
            return new Explained(lines, false);
        }
        ProofFile proof = ProofFile.read(kept.get());
        try {
            Proven.check(obligation.script(), proof.steps());
        } catch (Rejected e) {
            lines.add("The kernel rejects the kept proof: " + e.getMessage());
            return new Explained(lines, false);
        }
        lines.add("Proof, accepted by the kernel just now, in " + proof.steps().size()
                + (proof.steps().size() == 1 ? " step" : " steps") + ": suppose that the claim is false.");
        lines.addAll(outline(proof.steps()));
        return new Explained(lines, true);
    }

    private static List<Formula> conjuncts(Formula conclusion) {
        return conclusion instanceof Formula.And and ? and.operands() : List.of(conclusion);
    }

    private record Branch(int depth, String title) {}

    private static List<String> outline(List<Step> steps) {
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
                    lines.add(indentation + "  "
                            + product.stream()
                                    .map(PolynomialText::of)
                                    .map(factor -> factor.contains(" ") ? "(" + factor + ")" : factor)
                                    .collect(Collectors.joining(" * ")));
                }
            } else {
                lines.add(indentation + "Impossible: it contradicts what is given or supposed.");
            }
        }
        return lines;
    }
}
