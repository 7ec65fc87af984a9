package io.eyewitness.theory.formula;

import java.util.Collection;
import java.util.List;

/**
 * A quantifier-free formula over {@link Term}s: comparisons, and, or, not. Immutable; equality is structural.
 *
 * <p>A conjunction of no operands is true, a disjunction of none is false.
 */
public sealed interface Formula {
    /** A comparison of two terms, with its SMT-LIB symbol. */
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

    /** The connectives, each with its SMT-LIB symbol and the symbol of its value for no operands. */
    enum Connective {
        AND("and", "true"),
        OR("or", "false");

        private final String symbol;
        private final String neutral;

        Connective(String symbol, String neutral) {
            this.symbol = symbol;
            this.neutral = neutral;
        }

        public String symbol() {
            return symbol;
        }

        public String neutral() {
            return neutral;
        }
    }

    /** All operands hold, or at least one does. */
    record Junction(Connective connective, List<Formula> operands) implements Formula {
        public Junction {
            operands = List.copyOf(operands);
        }

        public boolean isConjunction() {
            return connective == Connective.AND;
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

    /** The conjunction of the operands; a single operand as it is. */
    static Formula and(Collection<? extends Formula> operands) {
        return junction(Connective.AND, operands);
    }

    static Formula and(Formula... operands) {
        return and(List.of(operands));
    }

    /** The disjunction of the operands; a single operand as it is. */
    static Formula or(Collection<? extends Formula> operands) {
        return junction(Connective.OR, operands);
    }

    static Formula or(Formula... operands) {
        return or(List.of(operands));
    }

    private static Formula junction(Connective connective, Collection<? extends Formula> operands) {
        return operands.size() == 1 ? operands.iterator().next() : new Junction(connective, List.copyOf(operands));
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
