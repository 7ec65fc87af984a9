package io.eyewitness.check.formal;

import io.eyewitness.theory.claim.Claim;
import io.eyewitness.theory.claim.Ledger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The Coq file that states a ledger's theorems in the definitions of the development, and proves each by the development's theorem.
 *
 * @param statements of the theorems, in the ledger's order
 * @param text of the file
 */
public record LedgerFile(List<CoqStatement> statements, String text) {
    /** The name of the file. */
    public static final String NAME = "Ledger.v";

    private static final String HEAD = "From " + Development.LIBRARY + " Require Import Statements Theorems.\n";

    public LedgerFile {
        statements = List.copyOf(statements);
    }

    /** The file of a ledger. */
    public static LedgerFile of(Ledger ledger) {
        return of(ledger, Set.of());
    }

    /** The file of a ledger, with some claims left out by their ids. */
    static LedgerFile of(Ledger ledger, Set<String> leftOut) {
        StringBuilder text = new StringBuilder(
                "(** The claims of the ledger, each stated from its data. Written by eyewitness formal. *)\n" + HEAD);
        List<CoqStatement> statements = new ArrayList<>();
        for (Claim claim : ledger.claims()) {
            Optional<CoqStatement> statement =
                    CoqStatement.of(claim).filter(theorem -> !leftOut.contains(theorem.claim()));
            if (statement.isPresent()) {
                CoqStatement theorem = statement.get();
                statements.add(theorem);
                text.append("\n(** ").append(theorem.claim()).append(". ").append(claim.sentence());
                text.append(" *)\nTheorem ")
                        .append(theorem.name())
                        .append(" : ")
                        .append(theorem.statement());
                text.append(".\nProof. exact (").append(theorem.term()).append("). Qed.\n");
            }
        }
        return new LedgerFile(statements, text.toString());
    }

    /** A file whose compilation prints the axioms of each theorem, in order; it needs the ledger's file. */
    String assumptions() {
        StringBuilder text = new StringBuilder("From " + Development.LIBRARY + " Require Import Ledger.\n");
        statements.forEach(theorem ->
                text.append("Print Assumptions ").append(theorem.name()).append(".\n"));
        return text.toString();
    }

    /** A file whose compilation prints the id of each claim that its term does not prove; it proves nothing. */
    String trial() {
        StringBuilder text = new StringBuilder(HEAD);
        for (CoqStatement theorem : statements) {
            text.append("Goal ").append(theorem.statement()).append(". tryif exact (");
            text.append(theorem.term()).append(") then idtac else idtac \"").append(theorem.claim());
            text.append("\". Abort.\n");
        }
        return text.toString();
    }
}
