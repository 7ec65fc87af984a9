package io.eyewitness.check.formal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.eyewitness.theory.claim.Claim;
import io.eyewitness.theory.claim.Ledger;
import io.eyewitness.theory.claim.Notion;
import io.eyewitness.theory.claim.Proposition;
import io.eyewitness.theory.claim.Statement;
import io.eyewitness.theory.claim.Verdict;
import io.eyewitness.theory.function.FunctionClass;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.Test;

class LedgerFileTest {
    private final Ledger ledger = Ledger.builtIn();
    private final LedgerFile file = LedgerFile.of(ledger);

    @Test
    void eachTheoremOfTheLedgerIsStatedOnceUnderANameOfItsOwn() {
        List<String> theorems = ledger.claims().stream()
                .filter(claim -> claim.criterion().isEmpty())
                .map(Claim::id)
                .toList();
        assertEquals(
                theorems, file.statements().stream().map(CoqStatement::claim).toList());
        Set<String> names = file.statements().stream().map(CoqStatement::name).collect(Collectors.toSet());
        assertEquals(theorems.size(), names.size());
        for (CoqStatement theorem : file.statements()) {
            assertTrue(
                    file.text()
                            .contains("\nTheorem " + theorem.name() + " : " + theorem.statement() + ".\nProof. exact ("
                                    + theorem.term() + "). Qed.\n"),
                    theorem.claim());
        }
        assertEquals(Optional.empty(), Screen.refusal(file.text()));
        assertEquals(
                file.statements().stream()
                        .map(theorem -> "Print Assumptions " + theorem.name() + ".")
                        .toList(),
                file.assumptions().lines().skip(1).toList());
    }

    @Test
    void aCellIsStatedByItsClassNotionAndAnswer() {
        assertEquals(
                new CoqStatement(
                        "claim:LIP.side",
                        "LIP_side",
                        "holds LLipschitz CloserToMinOrMax OnlyForSmallL",
                        "the_table LLipschitz CloserToMinOrMax"),
                stated(Proposition.cell(Statement.HOLDS, FunctionClass.LIP, Notion.SIDE), Verdict.ONLY_SMALL_L));
        assertEquals(
                "holds AffineDim1 Exactly Yes",
                stated(Proposition.cell(Statement.HOLDS, FunctionClass.AFF1, Notion.EXACT), Verdict.YES)
                        .statement());
    }

    @Test
    void aRowOfTheSecondTableIsStatedAsThatOfTheFirst() {
        assertEquals(
                new CoqStatement(
                        "claim:LIP.approx.help",
                        "LIP_approx_help",
                        "holds_with_help LLipschitz Approximately Yes",
                        "the_second_table LLipschitz Approximately"),
                stated(Proposition.cell(Statement.HOLDS_WITH_HELP, FunctionClass.LIP, Notion.APPROX), Verdict.YES));
        Proposition approached = new Proposition(
                Statement.ERROR_APPROACHED_WITH_HELP,
                Optional.of(FunctionClass.LIP),
                Optional.empty(),
                Optional.of(BigFraction.ZERO));
        assertEquals(
                new CoqStatement(
                        "claim:epsstar.LIP.help.approached",
                        "epsstar_LIP_help_approached",
                        "error_approached_with_help LLipschitz (0)",
                        "best_errors_with_help LLipschitz"),
                stated(approached, Verdict.YES));
    }

    @Test
    void aCellOfOurOwnIsStatedByItsRowNotionAndAnswer() {
        assertEquals(
                new CoqStatement(
                        "claim:GRAD.approx.help",
                        "GRAD_approx_help",
                        "lipschitz_gradient_with_help Approximately Yes",
                        "lipschitz_gradient_with_help_holds Approximately"),
                stated(Proposition.ownCell(Statement.LIPSCHITZ_GRADIENT_WITH_HELP, Notion.APPROX), Verdict.YES));
        Proposition error = new Proposition(
                Statement.QUANTISED_ERROR, Optional.empty(), Optional.empty(), Optional.of(BigFraction.of(1, 4)));
        assertEquals(
                new CoqStatement(
                        "claim:epsstar.QUANT", "epsstar_QUANT", "quantised_error (1/4)", "quantised_error_holds"),
                stated(error, Verdict.YES));
    }

    @Test
    void otherTheoremsAreStatedByTheirData() {
        Proposition error = new Proposition(
                Statement.BEST_ERROR,
                Optional.of(FunctionClass.ERM),
                Optional.empty(),
                Optional.of(BigFraction.of(1, 2)));
        assertEquals(
                new CoqStatement(
                        "claim:epsstar.ERM",
                        "epsstar_ERM",
                        "best_error NNtrainedERM (1/2)",
                        "best_errors NNtrainedERM"),
                stated(error, Verdict.YES));
        assertEquals(
                "~ best_error NNtrainedERM (1/2)", stated(error, Verdict.NO).statement());
        Proposition attained = new Proposition(
                Statement.THEOREM_1_ATTAINED, Optional.of(FunctionClass.AFF), Optional.empty(), Optional.empty());
        assertEquals(
                new CoqStatement(
                        "claim:theorem1.attained.AFF",
                        "theorem1_attained_AFF",
                        "theorem_1_attained AffineDimGt1 No",
                        "theorem_1_constants AffineDimGt1"),
                stated(attained, Verdict.NO));
        Proposition theorem =
                new Proposition(Statement.THEOREM_2, Optional.empty(), Optional.empty(), Optional.empty());
        assertEquals(
                new CoqStatement("claim:theorem2", "theorem2", "~ theorem_2", "theorem_2_holds"),
                stated(theorem, Verdict.NO));
    }

    @Test
    void anotherAnswerIsAnotherStatementByTheSameTerm() {
        for (CoqStatement theorem : file.statements()) {
            Claim claim = ledger.claims().stream()
                    .filter(one -> one.id().equals(theorem.claim()))
                    .findFirst()
                    .orElseThrow();
            Verdict other = claim.expected() == Verdict.YES ? Verdict.NO : Verdict.YES;
            CoqStatement flipped = stated(claim.proposition().orElseThrow(), other);
            assertNotEquals(theorem.statement(), flipped.statement());
            assertEquals(theorem.term(), flipped.term());
        }
    }

    private static CoqStatement stated(Proposition proposition, Verdict answer) {
        return CoqStatement.of(proposition, answer);
    }
}
