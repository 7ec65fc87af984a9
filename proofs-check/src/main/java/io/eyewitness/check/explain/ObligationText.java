package io.eyewitness.check.explain;

import io.eyewitness.check.proof.KeptProofs;
import io.eyewitness.check.proof.ProofFile;
import io.eyewitness.theory.formula.Formula;
import io.eyewitness.theory.obligation.Obligation;
import io.eyewitness.theory.obligation.sharp.Sharpness;
import io.eyewitness.theory.obligation.sharp.SharpnessReport;
import io.eyewitness.theory.solver.Solver;
import java.util.ArrayList;
import java.util.List;

/** An obligation for people: what it says, what each hypothesis is good for, how it is known, and its proof. */
public final class ObligationText {
    private ObligationText() {}

    /** An obligation explained, and all that is said of it checked again now. */
    public static Explained of(Obligation obligation, Solver solver) {
        Sharpness entry = SharpnessReport.builtIn().entry(obligation.id());
        ExaminedObligation examined = ExaminedObligation.of(obligation, solver);
        List<String> lines = new ArrayList<>();
        lines.add("obligation:" + obligation.id());
        lines.add("  " + obligation.sentence());
        lines.add("");
        lines.add("Given, for all real numbers (the need of each is judged with the others kept),");
        lines.addAll(HypothesesText.needs(entry));
        lines.add("it is claimed that");
        conjuncts(obligation.conclusion()).forEach(conjunct -> lines.add("  " + conjunct));
        lines.add("");
        Explained models =
                HypothesesText.models(obligation, entry, examined.finding().unneeded());
        lines.addAll(models.lines());
        lines.add("Known by: " + examined.known());
        if (!examined.finding().proven().isEmpty()) {
            for (ProofFile.Proof proof :
                    ProofFile.read(KeptProofs.of(obligation.id()).orElseThrow()).proofs()) {
                lines.add("");
                lines.add("Proof" + without(proof) + ", accepted by the kernel just now, in "
                        + proof.steps().size() + (proof.steps().size() == 1 ? " step" : " steps")
                        + ": suppose that the claim is false.");
                lines.addAll(ProofText.of(proof.steps()));
            }
        }
        return new Explained(lines, models.holds() && examined.stands());
    }

    private static String without(ProofFile.Proof proof) {
        return proof.without().stream()
                .map(String::valueOf)
                .reduce((one, other) -> one + ", " + other)
                .map(numbers -> " without " + numbers)
                .orElse("");
    }

    private static List<Formula> conjuncts(Formula conclusion) {
        return conclusion instanceof Formula.Junction junction && junction.isConjunction()
                ? junction.operands()
                : List.of(conclusion);
    }
}
