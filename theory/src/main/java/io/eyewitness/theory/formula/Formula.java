package io.eyewitness.theory.formula;

import java.util.Collection;
import java.util.List;

/**
 * A quantifier-free formula over {@link Term}s: comparisons, and, or, not. Immutable; equality is structural.
 *
 * <p>A conjunction of no operands is true, a disjunction of none is false.
 */
public sealed interface Formula {
    /** How two terms are compared; the SMT-LIB symbol is given. */
    enum Relation {
        LESS("<"),
        AT_MOST("<="),
        EQUAL("=");

        private final String symbol;

        Relation(String symbol) {
            this.symbol = symbol;
        }

        public String symbol() {
            return symbol;
        }

        /**
         * Whether the relation holds between two values.
         *
         * @param comparison the sign of left minus right
         */
        public boolean holds(int comparison) {
            return switch (this) {
                case LESS -> comparison < 0;
                case AT_MOST -> comparison <= 0;
                case EQUAL -> comparison == 0;
            };
        }
    }

    /** {@code left relation right}. */
    record Comparison(Relation relation, Term left, Term right) implements Formula {
        @Override
        public String toString() {
            return InfixText.of(this);
        }
    }

    /** A conjunction or a disjunction. */
    sealed interface Junction extends Formula {
        List<Formula> operands();
    }

    /** All operands hold. */
    record And(List<Formula> operands) implements Junction {
        public And {
            operands = List.copyOf(operands);
        }

        @Override
        public String toString() {
            return InfixText.of(this);
        }
    }

    /** At least one operand holds. */
    record Or(List<Formula> operands) implements Junction {
        public Or {
            operands = List.copyOf(operands);
        }

        @Override
        public String toString() {
            return InfixText.of(this);
        }
    }

    /** The operand does not hold. */
    record Not(Formula operand) implements Formula {
        @Override
        public String toString() {
            return InfixText.of(this);
        }
    }

    static Formula and(Collection<? extends Formula> operands) {
        return operands.size() == 1 ? operands.iterator().next() : new And(List.copyOf(operands));
    }

    static Formula and(Formula... operands) {
        return and(List.of(operands));
    }

    static Formula or(Collection<? extends Formula> operands) {
        return operands.size() == 1 ? operands.iterator().next() : new Or(List.copyOf(operands));
    }

    static Formula or(Formula... operands) {
        return or(List.of(operands));
    }

    static Formula not(Formula operand) {
        return new Not(operand);
    }

    default Formula implies(Formula conclusion) {
        return or(not(this), conclusion);
    }

    default Formula iff(Formula other) {
        return and(implies(other), other.implies(this));
    }
}
