package io.eyewitness.check.selftest;

import io.eyewitness.check.bundle.Bundle;
import io.eyewitness.check.kernel.Step;
import io.eyewitness.check.proof.ProofFile;
import io.eyewitness.check.selftest.Corruption.Change;
import io.eyewitness.check.selftest.Corruption.Mutant;
import io.eyewitness.theory.evidence.EvidenceFiles;
import io.eyewitness.theory.evidence.ObligationEvidence;
import io.eyewitness.theory.evidence.ObligationEvidence.SolverAnswer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** Corruptions of proofs; the statements stay, so an accepted proof proves a true statement. */
final class ProofCorruptions {
    private static final String NAMES = "obligation/.*\\.proof\\.json";
    private static final int DEPTH = 10_000;

    static final List<Corruption> ALL = List.of(
            proof(
                    "a coefficient in a proof",
                    Change.of("(?<=[\" ])\\d+(?=[\"* /])", (match, random) -> String.valueOf(random.nextInt(9) + 1))),
            proof(
                    "a sign in a proof",
                    Change.of(" [+-] ", (match, random) -> match.group().equals(" + ") ? " - " : " + ")),
            proof("a variable in a proof", Change.of("(?<=[\" *-])[a-zA-Z]\\w*(?=[\" *^])", (match, random) -> "v")),
            proof("a missing branch", Change.droppingLine(" *\\{\"(?:certificate|contradiction)\".*,")),
            proof("a missing split", Change.droppingLine(" *\\{\"split\".*,")),
            proof(
                    "a branch too many",
                    (text, random) -> Optional.of(text.replaceFirst("\n\\]\\}", ",\n{\"contradiction\": true}\n]}"))),
            proof(
                    "a leaf without its certificate",
                    Change.of("\\{\"certificate\": .*\\}", (match, random) -> "{\"contradiction\": true}")),
            proof("a product left out", Change.of(", \\[[^\\[\\]]*\\]", (match, random) -> "")),
            proof("swapped steps", ProofCorruptions::swapSteps),
            proof(
                    "a huge number in a proof",
                    Change.of(
                            "(?<=[\" ])\\d+(?=[\"* /])",
                            (match, random) -> "9".repeat(1000 + random.nextInt(100_000)))),
            proof(
                    "a huge power in a proof",
                    Change.of(
                            "(?<=[\" *-])[a-zA-Z]\\w*(?=[\" *])",
                            (match, random) -> match.group() + "^" + random.nextInt(1000, Integer.MAX_VALUE))),
            proof("a tree 10,000 deep", ProofCorruptions::deepen),
            proof("a hypothesis less to use in a proof", ProofCorruptions::leaveOut),
            new Corruption("no proofs, but solvers' answers", ProofCorruptions::unproven),
            new Corruption("the proof of another obligation", ProofCorruptions::exchange));

    private ProofCorruptions() {}

    private static Corruption proof(String kind, Change change) {
        return Corruption.ofFile(kind, NAMES, true, change);
    }

    /** Says that a proof leaves out one more hypothesis. */
    private static Optional<String> leaveOut(String text, SplittableRandom random) {
        String separator = text.contains("\"without\": []") ? "" : ", ";
        return Change.of("(?<=\"without\": \\[)", (match, any) -> random.nextInt(1, 30) + separator)
                .apply(text, random);
    }

    private static Optional<String> swapSteps(String text, SplittableRandom random) {
        ProofFile file = ProofFile.read(text);
        ProofFile.Proof proof = file.proofs().get(0);
        if (proof.steps().size() < 2) {
            return Optional.empty();
        }
        List<Step> steps = new ArrayList<>(proof.steps());
        Collections.swap(steps, random.nextInt(steps.size()), random.nextInt(steps.size()));
        return Optional.of(
                new ProofFile(file.obligation(), List.of(new ProofFile.Proof(proof.without(), steps))).write());
    }

    /** Splits on ever more polynomials before the proof, which is right in every branch but stands in the last one only. */
    private static Optional<String> deepen(String text, SplittableRandom random) {
        StringBuilder splits = new StringBuilder();
        for (int i = 1; i <= DEPTH; i++) {
            splits.append("{\"split\": \"")
                    .append(i)
                    .append("*zz - ")
                    .append(random.nextInt(1, 9))
                    .append("\"},\n");
        }
        return Optional.of(text.replaceFirst("\"steps\": \\[\n", "\"steps\": [\n" + splits));
    }

    /** One obligation or all of them without proofs, with answers of solvers that are known or not. */
    private static Optional<Mutant> unproven(Bundle bundle, SplittableRandom random) {
        String only = Corruption.pick(bundle, NAMES, random);
        boolean isAll = random.nextBoolean();
        String solvers = random.nextBoolean() ? "z3 4.14.1,cvc5 1.3.2" : "tea 1,leaves 2";
        Bundle forged = bundle;
        for (String name : bundle.files().keySet()) {
            if (name.matches(NAMES) && (isAll || name.equals(only))) {
                String stem = name.substring(0, name.length() - ".proof.json".length());
                ObligationEvidence evidence = new ObligationEvidence(
                        stem.replaceFirst("/", ":"),
                        Stream.of(solvers.split(","))
                                .map(solver -> new SolverAnswer(solver, "unsat"))
                                .toList(),
                        Corruption.text(bundle, stem + ".smt2"),
                        Optional.empty());
                forged = forged.without(name)
                        .with(stem + ".json", EvidenceFiles.write(evidence).get(stem + ".json"));
            }
        }
        return Corruption.rehashed(solvers + (isAll ? "" : ", " + only), forged, false);
    }

    private static Optional<Mutant> exchange(Bundle bundle, SplittableRandom random) {
        String one = Corruption.pick(bundle, NAMES, random);
        String other = Corruption.pick(bundle, NAMES, random);
        if (one.equals(other)) {
            return Optional.empty();
        }
        boolean renamed = random.nextBoolean();
        String id = one.substring("obligation/".length(), one.length() - ".proof.json".length());
        String text = Corruption.text(bundle, other);
        String proof = renamed ? new ProofFile(id, ProofFile.read(text).proofs()).write() : text;
        return Corruption.rehashed(one + " from " + other, bundle.with(one, proof), renamed);
    }
}
