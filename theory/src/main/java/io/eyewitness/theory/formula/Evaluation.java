package io.eyewitness.theory.formula;

import io.eyewitness.theory.exact.Effort;
import io.eyewitness.theory.exact.Rationals;
import java.util.IdentityHashMap;
import java.util.Map;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * Exact evaluation of terms and formulas at one assignment. Shared subterms are evaluated once, so a term that is a
 * deep graph, as of a ReLU network, costs its number of nodes.
 */
public final class Evaluation {
    private final Map<String, BigFraction> assignment;
    private final Map<Term, BigFraction> known = new IdentityHashMap<>();

    public Evaluation(Map<String, BigFraction> assignment) {
        this.assignment = Map.copyOf(assignment);
    }

    /**
     * The value of a term.
     *
     * @throws IllegalArgumentException if a variable has no value
     */
    public BigFraction value(Term term) {
        BigFraction value = known.get(term);
        if (value == null) {
            value = compute(term);
            known.put(term, value);
        }
        return value;
    }

    /** Whether a formula holds. */
    public boolean holds(Formula formula) {
        if (formula instanceof Formula.Comparison comparison) {
            return comparison.relation().holds(value(comparison.left()).compareTo(value(comparison.right())));
        }
        if (formula instanceof Formula.And and) {
            return and.operands().stream().allMatch(this::holds);
        }
        if (formula instanceof Formula.Or or) {
            return or.operands().stream().anyMatch(this::holds);
        }
        return !holds(((Formula.Not) formula).operand());
    }

    private BigFraction compute(Term term) {
        if (term instanceof Term.Variable variable) {
            BigFraction value = assignment.get(variable.name());
            if (value == null) {
                throw new IllegalArgumentException("variable " + variable.name() + " has no value");
            }
            return value;
        }
        if (term instanceof Term.Constant constant) {
            return constant.value();
        }
        if (term instanceof Term.Sum sum) {
            return sum.operands().stream().map(this::value).reduce(BigFraction.ZERO, Effort::add);
        }
        if (term instanceof Term.Product product) {
            return product.operands().stream().map(this::value).reduce(BigFraction.ONE, Effort::multiply);
        }
        if (term instanceof Term.Min min) {
            return Rationals.min(value(min.left()), value(min.right()));
        }
        if (term instanceof Term.Max max) {
            return Rationals.max(value(max.left()), value(max.right()));
        }
        if (term instanceof Term.Abs abs) {
            return value(abs.operand()).abs();
        }
        return Rationals.max(BigFraction.ZERO, value(((Term.Relu) term).operand()));
    }
}
