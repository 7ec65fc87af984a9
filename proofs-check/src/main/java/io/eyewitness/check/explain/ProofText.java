package io.eyewitness.check.explain;

import io.eyewitness.check.kernel.Polynomial;
import io.eyewitness.check.kernel.Step;
import io.eyewitness.check.proof.PolynomialText;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Collectors;

/** A proof for people: the case distinctions as an outline, and at each leaf why the case cannot be. */
final class ProofText {
    private static final int MAX_INDENTATION = 20;

    private ProofText() {}

    private record Branch(int depth, String title) {}

    /** The lines of a proof that the kernel accepts. */
    static List<String> of(List<Step> steps) {
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
