package io.eyewitness.check.formal;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.eyewitness.theory.claim.Claim;
import io.eyewitness.theory.claim.Ledger;
import io.eyewitness.theory.claim.Verdict;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A development that Coq compiles in a second, with the names that the cells' statements need, and the ledger of these alone. */
final class SmallDevelopment {
    static final String STATEMENTS = """
            Inductive row := BlackBox | NeuralNetwork | NNtrainedERM | LLipschitz | PiecewiseAffine
              | Monotonic | Convex | AffineDimGt1 | AffineDim1 | Constant.
            Inductive notion := Exactly | Approximately | CloserToMinOrMax.
            Inductive answer := Yes | No | OnlyForSmallL.
            Definition paper (r : row) (n : notion) : answer :=
              match r, n with
              | LLipschitz, CloserToMinOrMax => OnlyForSmallL
              | AffineDim1, _ | Constant, _ => Yes
              | _, _ => No
              end.
            Definition holds r n a := a = paper r n.
            Definition second_table (r : row) (n : notion) : answer :=
              match r, n with
              | LLipschitz, Approximately | AffineDimGt1, _ | AffineDim1, _ | Constant, _ => Yes
              | _, _ => No
              end.
            Definition holds_with_help r n a := a = second_table r n.
            Definition quantised (n : notion) a := a = No.
            Definition lipschitz_gradient (n : notion) a := a = No.
            Definition quantised_with_help (n : notion) a := a = Yes.
            Definition lipschitz_gradient_with_help n a := a = second_table LLipschitz n.
            """;

    /** The cells of rows of our own. */
    static final String OWN_THEOREMS = """
            Theorem quantised_holds : forall n, quantised n No.
            Proof. reflexivity. Qed.
            Theorem lipschitz_gradient_holds : forall n, lipschitz_gradient n No.
            Proof. reflexivity. Qed.
            Theorem quantised_with_help_holds : forall n, quantised_with_help n Yes.
            Proof. reflexivity. Qed.
            Theorem lipschitz_gradient_with_help_holds : forall n, lipschitz_gradient_with_help n (second_table LLipschitz n).
            Proof. reflexivity. Qed.
            """;

    static final String THEOREMS = """
            From Eyewitness Require Import Statements.
            Theorem the_table : forall r n, holds r n (paper r n).
            Proof. reflexivity. Qed.
            Theorem the_second_table : forall r n, holds_with_help r n (second_table r n).
            Proof. reflexivity. Qed.
            """ + OWN_THEOREMS;

    private SmallDevelopment() {}

    static Development development() {
        return with(Map.of());
    }

    /** With other sources, by name. */
    static Development with(Map<String, String> others) {
        TreeMap<String, String> sources = new TreeMap<>(Map.of("Statements.v", STATEMENTS, "Theorems.v", THEOREMS));
        sources.putAll(others);
        return new Development(sources);
    }

    /** The ledger of the cells of both tables and of our own rows, in which the given ones have the answer Yes. */
    static Ledger ledger(String... flipped) {
        Ledger ledger = Ledger.builtIn();
        return ledger.with(ledger.claims().stream()
                .filter(Claim::isCell)
                .map(claim -> List.of(flipped).contains(claim.id()) ? yes(claim) : claim)
                .toList());
    }

    private static Claim yes(Claim claim) {
        return new Claim(
                claim.id(),
                claim.proposition(),
                claim.wording(),
                claim.source(),
                claim.criterion(),
                claim.protocol(),
                claim.split(),
                Verdict.YES,
                claim.evidence());
    }

    static void assumeCoqIsInstalled() {
        assumeTrue(
                Stream.of(path().split(File.pathSeparator))
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "coqc"))),
                "coq is not installed");
    }

    static String path() {
        return System.getenv().getOrDefault("PATH", "");
    }
}
