package io.eyewitness.check.formal;

import io.eyewitness.theory.claim.Claim;
import io.eyewitness.theory.claim.Notion;
import io.eyewitness.theory.claim.Proposition;
import io.eyewitness.theory.claim.Verdict;
import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.function.FunctionClass;
import java.util.Optional;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * A claim in the definitions of the Coq development.
 *
 * @param claim the claim's id
 * @param name of the theorem that it becomes
 * @param statement the statement to prove, made from the proposition and the answer
 * @param term the term that is to prove it, made from the proposition alone
 */
public record CoqStatement(String claim, String name, String statement, String term) {
    /** A claim with the answer that the ledger expects; none for an experiment. */
    public static Optional<CoqStatement> of(Claim claim) {
        return claim.proposition().map(proposition -> of(proposition, claim.expected()));
    }

    /** A proposition with an answer. */
    public static CoqStatement of(Proposition proposition, Verdict answer) {
        String id = proposition.id();
        String name = id.substring(id.indexOf(':') + 1).replaceAll("[^A-Za-z0-9]", "_");
        return new CoqStatement(id, name, statement(proposition, answer), term(proposition));
    }

    private static String statement(Proposition proposition, Verdict answer) {
        String subject = subject(proposition);
        if (proposition.statement().takesAnswer()) {
            return subject + " " + coq(answer);
        }
        return answer == Verdict.YES ? subject : "~ " + subject;
    }

    private static String subject(Proposition proposition) {
        StringBuilder text = new StringBuilder(proposition.statement().definition());
        proposition.functionClass().ifPresent(row -> text.append(' ').append(coq(row)));
        proposition.notion().ifPresent(notion -> text.append(' ').append(coq(notion)));
        proposition.value().ifPresent(value -> text.append(' ').append(coq(value)));
        return text.toString();
    }

    private static String term(Proposition proposition) {
        String row = proposition.functionClass().map(CoqStatement::coq).orElse("");
        String notion = proposition.notion().map(CoqStatement::coq).orElse("");
        return switch (proposition.statement()) {
            case HOLDS -> "the_table " + row + " " + notion;
            case OVER_THE_CLASS -> "over_the_class_holds " + row + " " + notion;
            case HOLDS_WITH_HELP -> "the_second_table " + row + " " + notion;
            case BEST_ERROR -> "best_errors " + row;
            case BEST_ERROR_WITH_HELP, ERROR_APPROACHED_WITH_HELP -> "best_errors_with_help " + row;
            case THEOREM_1_ATTAINED -> "theorem_1_constants " + row;
            default -> (proposition.statement().definition() + "_holds " + notion).strip();
        };
    }

    private static String coq(FunctionClass row) {
        return switch (row) {
            case F -> "BlackBox";
            case NN -> "NeuralNetwork";
            case ERM -> "NNtrainedERM";
            case LIP -> "LLipschitz";
            case PAFF -> "PiecewiseAffine";
            case MONO -> "Monotonic";
            case CONV -> "Convex";
            case AFF -> "AffineDimGt1";
            case AFF1 -> "AffineDim1";
            case CONST -> "Constant";
        };
    }

    private static String coq(Notion notion) {
        return switch (notion) {
            case EXACT -> "Exactly";
            case APPROX -> "Approximately";
            case SIDE -> "CloserToMinOrMax";
        };
    }

    private static String coq(Verdict answer) {
        return switch (answer) {
            case YES -> "Yes";
            case NO -> "No";
            case ONLY_SMALL_L -> "OnlyForSmallL";
            case REPRODUCED, NOT_REPRODUCED ->
                throw new IllegalArgumentException(answer.text() + " is no answer of a theorem");
        };
    }

    private static String coq(BigFraction value) {
        return "(" + Rationals.text(value) + ")";
    }
}
