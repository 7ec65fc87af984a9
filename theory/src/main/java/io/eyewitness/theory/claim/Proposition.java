package io.eyewitness.theory.claim;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.function.FunctionClass;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * The proposition of a claim that is a theorem, as data. The claim's sentence and its statement in Coq are both made from the
 * proposition and the expected answer, so they cannot disagree.
 *
 * @param statement what is said
 * @param functionClass of which row of the table, if the statement is about one
 * @param notion which notion of understanding, if the statement is about one
 * @param value the best error, as a share of the range, if the statement is about one
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Proposition(
        Statement statement,
        Optional<FunctionClass> functionClass,
        Optional<Notion> notion,
        Optional<BigFraction> value) {
    private static final String ASKS = "may ask finitely many questions about the function, examples or looks";

    /** The verdicts that a theorem can have. */
    public static final List<Verdict> ANSWERS = List.of(Verdict.YES, Verdict.NO, Verdict.ONLY_SMALL_L);

    public Proposition {
        if (statement == null) {
            throw new IllegalArgumentException("a proposition lacks its statement");
        }
        functionClass = functionClass == null ? Optional.empty() : functionClass;
        notion = notion == null ? Optional.empty() : notion;
        value = value == null ? Optional.empty() : value;
        require(statement, "functionClass", statement.isAboutAClass(), functionClass.isPresent());
        require(statement, "notion", statement.isAboutANotion(), notion.isPresent());
        require(statement, "value", statement.isAboutAnError(), value.isPresent());
    }

    private static void require(Statement statement, String key, boolean needed, boolean present) {
        if (needed != present) {
            throw new IllegalArgumentException("a proposition with the statement " + statement.definition()
                    + (needed ? " lacks its " : " has no ") + key);
        }
    }

    /** A cell of a table: the first, {@link Statement#HOLDS}, or the second, {@link Statement#HOLDS_WITH_HELP}. */
    public static Proposition cell(Statement table, FunctionClass functionClass, Notion notion) {
        return new Proposition(table, Optional.of(functionClass), Optional.of(notion), Optional.empty());
    }

    /** A cell of a row of our own. */
    public static Proposition ownCell(Statement row, Notion notion) {
        return new Proposition(row, Optional.empty(), Optional.of(notion), Optional.empty());
    }

    /** The ids of all theorems that there can be. */
    static Set<String> ids() {
        return Ids.ALL;
    }

    /** Made when they are first asked for. */
    private static final class Ids {
        static final Set<String> ALL = Stream.of(Statement.values())
                .flatMap(Proposition::all)
                .map(Proposition::id)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** All propositions of a statement, but for their values. */
    static Stream<Proposition> all(Statement statement) {
        List<Optional<FunctionClass>> rows = statement.isAboutAClass()
                ? Stream.of(FunctionClass.values()).map(Optional::of).toList()
                : List.of(Optional.empty());
        List<Optional<Notion>> notions = statement.isAboutANotion()
                ? Stream.of(Notion.values()).map(Optional::of).toList()
                : List.of(Optional.empty());
        Optional<BigFraction> value = statement.isAboutAnError() ? Optional.of(BigFraction.ZERO) : Optional.empty();
        return rows.stream()
                .flatMap(row -> notions.stream().map(notion -> new Proposition(statement, row, notion, value)));
    }

    /** The id of the claim that it is. */
    public String id() {
        String row = functionClass.map(FunctionClass::name).orElse("");
        return "claim:"
                + switch (statement) {
                    case HOLDS -> row + "." + notion.orElseThrow().text();
                    case OVER_THE_CLASS -> row + "." + notion.orElseThrow().text() + ".class";
                    case HOLDS_WITH_HELP -> row + "." + notion.orElseThrow().text() + ".help";
                    case BEST_ERROR -> "epsstar." + row;
                    case BEST_ERROR_WITH_HELP -> "epsstar." + row + ".help";
                    case ERROR_APPROACHED_WITH_HELP -> "epsstar." + row + ".help.approached";
                    case THEOREM_1_ATTAINED -> "theorem1.attained." + row;
                    case QUANTISED, LIPSCHITZ_GRADIENT ->
                        statement.id() + "." + notion.orElseThrow().text();
                    case QUANTISED_WITH_HELP, LIPSCHITZ_GRADIENT_WITH_HELP ->
                        statement.id() + "." + notion.orElseThrow().text() + ".help";
                    default -> statement.id();
                };
    }

    /** Whether it can have an answer: only of notions can it be asked for which L. */
    public boolean canBe(Verdict answer) {
        return answer == Verdict.YES
                || answer == Verdict.NO
                || answer == Verdict.ONLY_SMALL_L && statement.isAboutANotion();
    }

    /** The proposition with an answer, as a sentence. */
    public String sentence(Verdict answer) {
        String members = functionClass.map(FunctionClass::member).orElseGet(statement::member);
        return switch (statement) {
            case HOLDS, QUANTISED, LIPSCHITZ_GRADIENT -> ofNotion(answer, members) + ".";
            case OVER_THE_CLASS -> ofNotion(answer, members) + " (read over the whole class).";
            case HOLDS_WITH_HELP, QUANTISED_WITH_HELP, LIPSCHITZ_GRADIENT_WITH_HELP ->
                ofNotion(answer, members) + (answer == Verdict.YES ? ", if it " : ", even if it ") + ASKS + metric()
                        + ".";
            case BEST_ERROR ->
                "The least error, as a share of the range, that a decoder can guarantee" + ofError(answer);
            case BEST_ERROR_WITH_HELP ->
                "The least error, as a share of the range, that a decoder can guarantee if it " + ASKS
                        + ofError(answer);
            case ERROR_APPROACHED_WITH_HELP ->
                "A decoder that " + ASKS + " can guarantee every error above " + Rationals.text(value.orElseThrow())
                        + (answer == Verdict.YES ? " but no other" : ", or another,") + " for every " + members
                        + metric()
                        + ".";
            case THEOREM_1_ATTAINED -> ofAttainment(answer, members);
            default ->
                statement
                        .sentence(answer)
                        .replace("{e}", value.map(Rationals::text).orElse(""));
        };
    }

    private String ofError(Verdict answer) {
        return " for every " + functionClass.orElseThrow().member() + metric()
                + (answer == Verdict.YES ? " is " : " is not ") + Rationals.text(value.orElseThrow()) + ".";
    }

    /** With help, row 4 is about the distances that are equivalent to that of l1. */
    private String metric() {
        boolean isOfSomeMetrics = statement.isAboutHelp() && functionClass.equals(Optional.of(FunctionClass.LIP));
        return isOfSomeMetrics ? " (in a metric equivalent to that of l1)" : "";
    }

    private String ofNotion(Verdict answer, String members) {
        if (answer == Verdict.ONLY_SMALL_L) {
            return "Only for small L does the feature visualization of a single " + members + " tell "
                    + switch (notion.orElseThrow()) {
                        case EXACT -> "its value at every input";
                        case APPROX -> "its value at every input to within any share of its range";
                        case SIDE -> "at every input whether its value is closer to the maximum or to the minimum";
                    };
        }
        String some = answer == Verdict.YES ? "ome decoder " : "o decoder ";
        String first = answer == Verdict.YES ? "S" : "N";
        return switch (notion.orElseThrow()) {
            case EXACT -> first + some + "predicts every " + members + " exactly from its feature visualization";
            case APPROX ->
                (answer == Verdict.YES ? "For every eps > 0 s" : "For some eps > 0 n") + some + "predicts every "
                        + members + " from its feature visualization to within eps of its range";
            case SIDE ->
                first + some + "tells from the feature visualization of every " + members
                        + ", at every input, whether its value is closer to the maximum or to the minimum";
        };
    }

    private String ofAttainment(Verdict answer, String members) {
        String row = String.valueOf(functionClass.orElseThrow().row());
        return answer == Verdict.YES
                ? "Theorem 1's constant R/2 is attained in row " + row + ": whatever is decoded misses some single "
                        + members + " with unique extremisers by R/2 at least."
                : "Theorem 1's constant R/2 is not attained in row " + row + ": some decoder misses every single "
                        + members + " with unique extremisers by less than R/2"
                        + (functionClass.orElseThrow() == FunctionClass.LIP
                                ? ", in a metric bounded by a multiple of l1."
                                : ".");
    }
}
