package io.eyewitness.theory.obligation.sharp;

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
                        formula instanceof Formula.Or or ? or.operands() : List.<Formula>of())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Formula> atComparisons(
            Formula formula, Function<Formula.Comparison, List<? extends Formula>> change) {
        if (formula instanceof Formula.Comparison comparison) {
            return List.copyOf(change.apply(comparison));
        }
        if (formula instanceof Formula.And and) {
            return atOneOf(and.operands(), part -> atComparisons(part, change), Formula.And::new);
        }
        if (formula instanceof Formula.Or or) {
            return atOneOf(or.operands(), part -> atComparisons(part, change), Formula.Or::new);
        }
        return atComparisons(((Formula.Not) formula).operand(), change).stream()
                .map(Formula::not)
                .toList();
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
        if (term instanceof Term.Sum sum) {
            return atOneOf(sum.operands(), Mutations::changes, Term.Sum::new);
        }
        if (term instanceof Term.Product product) {
            return atOneOf(product.operands(), Mutations::changes, Term.Product::new);
        }
        if (term instanceof Term.Min min) {
            return inOperator(
                    List.of(min.left(), min.right()),
                    Term.max(min.left(), min.right()),
                    parts -> Term.min(parts.get(0), parts.get(1)));
        }
        if (term instanceof Term.Max max) {
            return inOperator(
                    List.of(max.left(), max.right()),
                    Term.min(max.left(), max.right()),
                    parts -> Term.max(parts.get(0), parts.get(1)));
        }
        if (term instanceof Term.Abs abs) {
            return inOperator(List.of(abs.operand()), abs.operand(), parts -> Term.abs(parts.get(0)));
        }
        return term instanceof Term.Relu relu
                ? inOperator(List.of(relu.operand()), relu.operand(), parts -> Term.relu(parts.get(0)))
                : List.of();
    }

    private static List<Term> inOperator(List<Term> operands, Term replacement, Function<List<Term>, Term> rebuild) {
        return Stream.concat(Stream.of(replacement), atOneOf(operands, Mutations::changes, rebuild).stream())
                .toList();
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
