package io.eyewitness.check.selftest;

import io.eyewitness.check.bundle.Bundle;
import io.eyewitness.check.proof.ProofFile;
import io.eyewitness.check.selftest.Corruption.Change;
import io.eyewitness.check.selftest.Corruption.ForgedProof;
import io.eyewitness.check.selftest.Corruption.Mutant;
import io.eyewitness.theory.obligation.Obligations;
import io.eyewitness.theory.obligation.vacuity.Atoms;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * Corruptions of statements: in a bundle, where the checker must refuse a statement that is not its own; and given to the kernel with
 * the old proof, where the kernel may accept only a true statement.
 */
final class ScriptCorruptions {
    private static final String SCRIPTS = "obligation/.*\\.smt2";
    private static final String NUMERAL = "(?<=\\(assert .{0,900}) \\d+(?=[ )])";

    static final List<Corruption> ALL = Stream.of(
                    both(
                            "strictness",
                            Change.of(
                                    "(?<=\\(assert .{0,900}\\()<=?(?= )",
                                    (match, random) -> match.group().equals("<") ? "<=" : "<")),
                    both("a dropped hypothesis", Change.droppingLine("\\(assert .*\\)")),
                    both(
                            "a hypothesis that was never given",
                            Change.of("\\(check-sat\\)", (match, random) -> "(assert (< 1 0))\n(check-sat)")),
                    both(
                            "swapped sides of a comparison",
                            Change.of(
                                    "(?<=\\()(<=?) (\\w+) (\\w+)(?=\\))",
                                    (match, random) -> match.group(1) + " " + match.group(3) + " " + match.group(2))),
                    both(
                            "a weakened conclusion",
                            Change.of(
                                    "\\(assert \\(not (.*)\\)\\)\n",
                                    (match, random) -> "(assert (not (or " + match.group(1) + " (< 0 1))))\n")),
                    both(
                            "another operation",
                            Change.of(
                                    "(?<=\\(assert .{0,900}\\()(?:min|max|abs_|relu|\\+|\\*)(?= )",
                                    (match, random) -> switch (match.group()) {
                                        case "min" -> "max";
                                        case "max" -> "min";
                                        case "abs_" -> "relu";
                                        case "relu" -> "abs_";
                                        case "+" -> "*";
                                        default -> "+";
                                    })),
                    both(
                            "a renamed variable",
                            Change.of("(?<=\\(assert .{0,900}[ (])[a-zA-Z]\\w*(?=[ )])", (match, random) -> "m")),
                    both("a constant", Change.of(NUMERAL, (match, random) -> " " + random.nextInt(5))),
                    both(
                            "a definition",
                            Change.of("(?m)(?<=^\\(define-fun .{0,99}\\(ite \\()<=", (match, random) -> "<")),
                    Stream.of(new Corruption("the statement of another obligation", ScriptCorruptions::exchange)))
            .flatMap(kinds -> kinds)
            .toList();

    private ScriptCorruptions() {}

    private static Stream<Corruption> both(String kind, Change change) {
        return Stream.of(
                Corruption.ofFile(kind + ", in a bundle's statement", SCRIPTS, false, change),
                new Corruption(
                        kind + ", in a statement for the kernel",
                        (bundle, random) -> forKernel(bundle, random, change)));
    }

    private static Optional<Mutant> forKernel(Bundle bundle, SplittableRandom random, Change change) {
        String name = Corruption.pick(bundle, SCRIPTS, random);
        ProofFile file = ProofFile.read(Corruption.text(bundle, proofName(name)));
        ProofFile.Proof proof = file.proofs().get(0);
        String statement = Atoms.without(Obligations.byId(file.obligation()), proof.without())
                .script();
        return change.apply(statement, random).map(script -> new ForgedProof(name, script, proof.steps()));
    }

    /** A right statement with its right proof, in the place of another obligation. */
    private static Optional<Mutant> exchange(Bundle bundle, SplittableRandom random) {
        String one = Corruption.pick(bundle, SCRIPTS, random);
        String other = Corruption.pick(bundle, SCRIPTS, random);
        if (one.equals(other)) {
            return Optional.empty();
        }
        List<ProofFile.Proof> proofs =
                ProofFile.read(Corruption.text(bundle, proofName(other))).proofs();
        String id = one.substring("obligation/".length(), one.length() - ".smt2".length());
        Bundle forged = bundle.with(one, Corruption.text(bundle, other))
                .with(proofName(one), new ProofFile(id, proofs).write());
        return Corruption.rehashed(one + " from " + other, forged, false);
    }

    private static String proofName(String script) {
        return script.replace(".smt2", ".proof.json");
    }
}
