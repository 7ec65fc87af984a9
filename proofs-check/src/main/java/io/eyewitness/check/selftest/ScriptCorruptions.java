package io.eyewitness.check.selftest;

import io.eyewitness.check.bundle.Bundle;
import io.eyewitness.check.proof.ProofFile;
import io.eyewitness.theory.obligation.Obligations;
import io.eyewitness.theory.obligation.sharp.Atoms;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Corrupted statements: in a bundle, where the checker must see that they are not its own; and given to the kernel with their old
 * proofs, where it may accept them only if they are true.
 */
final class ScriptCorruptions {
    private static final String SCRIPTS = "obligation/.*\\.smt2";
    private static final String NUMERAL = "(?<=\\(assert .{0,900}) \\d+(?=[ )])";

    static final List<Corruption> ALL = all();

    private ScriptCorruptions() {}

    private static List<Corruption> all() {
        List<Corruption> all = new ArrayList<>();
        add(
                all,
                "strictness",
                (text, random) -> Texts.replaceOne(
                        text,
                        "(?<=\\(assert .{0,900}\\()<=?(?= )",
                        random,
                        match -> match.group().equals("<") ? "<=" : "<"));
        add(all, "a dropped hypothesis", (text, random) -> Texts.dropLine(text, "\\(assert .*\\)", random));
        add(
                all,
                "a hypothesis that was never given",
                (text, random) ->
                        Texts.replaceOne(text, "\\(check-sat\\)", random, match -> "(assert (< 1 0))\n(check-sat)"));
        add(
                all,
                "swapped sides of a comparison",
                (text, random) -> Texts.replaceOne(
                        text,
                        "(?<=\\()(<=?) (\\w+) (\\w+)(?=\\))",
                        random,
                        match -> match.group(1) + " " + match.group(3) + " " + match.group(2)));
        add(
                all,
                "a weakened conclusion",
                (text, random) -> Texts.replaceOne(
                        text,
                        "\\(assert \\(not (.*)\\)\\)\n",
                        random,
                        match -> "(assert (not (or " + match.group(1) + " (< 0 1))))\n"));
        add(
                all,
                "another operation",
                (text, random) -> Texts.replaceOne(
                        text,
                        "(?<=\\(assert .{0,900}\\()(?:min|max|abs_|relu|\\+|\\*)(?= )",
                        random,
                        match -> switch (match.group()) {
                            case "min" -> "max";
                            case "max" -> "min";
                            case "abs_" -> "relu";
                            case "relu" -> "abs_";
                            case "+" -> "*";
                            default -> "+";
                        }));
        add(
                all,
                "a renamed variable",
                (text, random) -> Texts.replaceOne(
                        text, "(?<=\\(assert .{0,900}[ (])[a-zA-Z]\\w*(?=[ )])", random, match -> "m"));
        add(
                all,
                "a constant",
                (text, random) -> Texts.replaceOne(text, NUMERAL, random, match -> " " + random.nextInt(5)));
        add(
                all,
                "a definition",
                (text, random) ->
                        Texts.replaceOne(text, "(?m)(?<=^\\(define-fun .{0,99}\\(ite \\()<=", random, match -> "<"));
        all.add(new Corruption("the statement of another obligation", ScriptCorruptions::exchange));
        return List.copyOf(all);
    }

    private static void add(List<Corruption> all, String kind, Corruption.Change change) {
        all.add(Corruption.ofFile(kind + ", in a bundle's statement", SCRIPTS, false, change));
        all.add(new Corruption(
                kind + ", in a statement for the kernel", (bundle, random) -> forKernel(bundle, random, change)));
    }

    private static Optional<Mutant> forKernel(Bundle bundle, SplittableRandom random, Corruption.Change change) {
        String name = Corruption.pick(bundle, SCRIPTS, random);
        ProofFile file =
                ProofFile.read(bundle.text(name.replace(".smt2", ".proof.json")).orElseThrow());
        ProofFile.Proof proof = file.proofs().get(0);
        String statement = Atoms.without(Obligations.byId(file.obligation()), proof.without())
                .script();
        return change.apply(statement, random).map(script -> new Mutant.ForgedProof(name, script, proof.steps()));
    }

    /** A right statement with its right proof, in the place of another obligation. */
    private static Optional<Mutant> exchange(Bundle bundle, SplittableRandom random) {
        String one = Corruption.pick(bundle, SCRIPTS, random);
        String other = Corruption.pick(bundle, SCRIPTS, random);
        if (one.equals(other)) {
            return Optional.empty();
        }
        String proof = other.replace(".smt2", ".proof.json");
        String id = one.substring("obligation/".length(), one.length() - ".smt2".length());
        Bundle forged = bundle.with(one, bundle.text(other).orElseThrow())
                .with(
                        one.replace(".smt2", ".proof.json"),
                        new ProofFile(
                                        id,
                                        ProofFile.read(bundle.text(proof).orElseThrow())
                                                .proofs())
                                .write());
        return Optional.of(Corruption.forged(one + " from " + other, forged, false, Bundle::rehashed));
    }
}
