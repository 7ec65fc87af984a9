package io.eyewitness.theory.formula;

import io.eyewitness.theory.exact.Effort;
import io.eyewitness.theory.exact.Rationals;
import java.util.List;
import java.util.Map;
import org.apache.commons.numbers.fraction.BigFraction;

/** Exact evaluation of terms and formulas at one assignment. A variable without a value is an {@link IllegalArgumentException}. */
public final class Evaluation extends TermFold<BigFraction> {
    private final Map<String, BigFraction> assignment;

    public Evaluation(Map<String, BigFraction> assignment) {
        this.assignment = Map.copyOf(assignment);
    }

    /** Whether a formula holds. */
    public boolean holds(Formula formula) {
        if (formula instanceof Formula.Comparison comparison) {
            return comparison.relation().holds(value(comparison.left()).compareTo(value(comparison.right())));
        }
        if (formula instanceof Formula.Not not) {
            return !holds(not.operand());
        }
        Formula.Junction junction = (Formula.Junction) formula;
        return junction.isConjunction()
                ? junction.operands().stream().allMatch(this::holds)
                : junction.operands().stream().anyMatch(this::holds);
    }

    @Override
    protected BigFraction variable(String name) {
        BigFraction value = assignment.get(name);
        if (value == null) {
            throw new IllegalArgumentException("variable " + name + " has no value");
        }
        return value;
    }

    @Override
    protected BigFraction constant(BigFraction constant) {
        return constant;
    }

    @Override
    protected BigFraction operation(Term.Operator operator, List<BigFraction> operands) {
        return switch (operator) {
            case SUM -> operands.stream().reduce(BigFraction.ZERO, Effort::add);
            case PRODUCT -> operands.stream().reduce(BigFraction.ONE, Effort::multiply);
            case MIN -> Rationals.min(operands.get(0), operands.get(1));
            case MAX -> Rationals.max(operands.get(0), operands.get(1));
            case ABS -> operands.get(0).abs();
            case RELU -> Rationals.max(BigFraction.ZERO, operands.get(0));
        };
    }
}
