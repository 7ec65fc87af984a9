package io.eyewitness.theory.obligation.vacuity;

import io.eyewitness.theory.formula.Formula;
import io.eyewitness.theory.formula.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.commons.numbers.fraction.BigFraction;

/** Small changes of a formula, each at one place. */
public final class Mutations {
    private static final BigFraction NUDGE = BigFraction.of(1, 8);

    private Mutations() {}

    /**
     * The changed formulas: first those with a constant nudged or min, max, abs or relu replaced; then with a comparison made
     * strict; then with a comparison reversed or negated; then a disjunction cut to one of its operands.
     */
    public static List<Formula> of(Formula formula) {
        return Stream.of(
                        atComparisons(formula, Mutations::withOneTermChanged),
                        atComparisons(formula, Mutations::strict),
                        atComparisons(formula, Mutations::opposite),
                        disjuncts(formula))
                .flatMap(List::stream)
                .toList();
    }

    private static List<Formula> disjuncts(Formula formula) {
        return formula instanceof Formula.Junction junction && !junction.isConjunction()
                ? junction.operands()
                : List.of();
    }

    private static List<Formula> atComparisons(
            Formula formula, Function<Formula.Comparison, List<? extends Formula>> change) {
        if (formula instanceof Formula.Comparison comparison) {
            return List.copyOf(change.apply(comparison));
        }
        if (formula instanceof Formula.Not not) {
            return atComparisons(not.operand(), change).stream()
                    .map(Formula::not)
                    .toList();
        }
        Formula.Junction junction = (Formula.Junction) formula;
        return atOneOf(
                junction.operands(),
                part -> atComparisons(part, change),
                parts -> new Formula.Junction(junction.connective(), parts));
    }

    private static List<Formula.Comparison> strict(Formula.Comparison comparison) {
        return comparison.relation() == Formula.Relation.AT_MOST
                ? List.of(new Formula.Comparison(Formula.Relation.LESS, comparison.left(), comparison.right()))
                : List.of();
    }

    private static List<Formula> opposite(Formula.Comparison comparison) {
        return comparison.relation() == Formula.Relation.EQUAL
                ? List.of(Formula.not(comparison))
                : List.of(new Formula.Comparison(comparison.relation(), comparison.right(), comparison.left()));
    }

    private static List<Formula.Comparison> withOneTermChanged(Formula.Comparison comparison) {
        List<Formula.Comparison> changed = new ArrayList<>();
        for (Term left : changes(comparison.left())) {
            changed.add(new Formula.Comparison(comparison.relation(), left, comparison.right()));
        }
        for (Term right : changes(comparison.right())) {
            changed.add(new Formula.Comparison(comparison.relation(), comparison.left(), right));
        }
        return changed;
    }

    private static List<Term> changes(Term term) {
        if (term instanceof Term.Constant constant) {
            return List.of(Term.constant(constant.value().add(NUDGE)));
        }
        if (!(term instanceof Term.Operation operation)) {
            return List.of();
        }
        List<Term> operands = operation.operands();
        Stream<Term> other = switch (operation.operator()) {
            case SUM, PRODUCT -> Stream.of();
            case MIN -> Stream.of(Term.max(operands.get(0), operands.get(1)));
            case MAX -> Stream.of(Term.min(operands.get(0), operands.get(1)));
            case ABS, RELU -> Stream.of(operands.get(0));
        };
        List<Term> within =
                atOneOf(operands, Mutations::changes, parts -> new Term.Operation(operation.operator(), parts));
        return Stream.concat(other, within.stream()).toList();
    }

    private static <T> List<T> atOneOf(
            List<T> operands, Function<T, List<T>> change, Function<List<T>, ? extends T> rebuild) {
        List<T> changed = new ArrayList<>();
        for (int i = 0; i < operands.size(); i++) {
            for (T operand : change.apply(operands.get(i))) {
                List<T> others = new ArrayList<>(operands);
                others.set(i, operand);
                changed.add(rebuild.apply(others));
            }
        }
        return changed;
    }
}
