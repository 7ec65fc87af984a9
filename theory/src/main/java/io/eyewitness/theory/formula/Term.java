package io.eyewitness.theory.formula;

import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * A real-valued term: a variable, a rational constant, or an operation on terms. Immutable; equality is structural.
 *
 * <p>Subtraction is {@code p + (-1) * q}.
 */
public sealed interface Term {
    /** The constant 0. */
    Term ZERO = new Constant(BigFraction.ZERO);

    /** The constant 1. */
    Term ONE = new Constant(BigFraction.ONE);

    /** A variable, named as in SMT-LIB: a letter, then letters, digits or underscores. */
    record Variable(String name) implements Term {
        private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]*");

        public Variable {
            if (!NAME.matcher(name).matches()) {
                throw new IllegalArgumentException("'" + name + "' is not a variable name");
            }
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** A rational constant. */
    record Constant(BigFraction value) implements Term {
        @Override
        public String toString() {
            return InfixText.of(this);
        }
    }

    /** The operators, each with its symbol in the JSON form of terms. */
    enum Operator {
        /** The sum of any number of operands; of none, 0. */
        SUM("+"),
        /** The product of any number of operands; of none, 1. */
        PRODUCT("*"),
        /** The smaller of two operands. */
        MIN("min"),
        /** The larger of two operands. */
        MAX("max"),
        /** The absolute value of one operand. */
        ABS("abs"),
        /** {@code max(0, p)} of one operand p. */
        RELU("relu");

        private final String symbol;

        Operator(String symbol) {
            this.symbol = symbol;
        }

        public String symbol() {
            return symbol;
        }

        private boolean takes(int operands) {
            return switch (this) {
                case SUM, PRODUCT -> true;
                case MIN, MAX -> operands == 2;
                case ABS, RELU -> operands == 1;
            };
        }
    }

    /** An operator applied to its operands. */
    record Operation(Operator operator, List<Term> operands) implements Term {
        public Operation {
            operands = List.copyOf(operands);
            if (!operator.takes(operands.size())) {
                throw new IllegalArgumentException("'" + operator.symbol() + "' does not take " + operands.size()
                        + (operands.size() == 1 ? " operand" : " operands"));
            }
        }

        @Override
        public String toString() {
            return InfixText.of(this);
        }
    }

    static Variable variable(String name) {
        return new Variable(name);
    }

    static Constant constant(BigFraction value) {
        return new Constant(value);
    }

    static Constant constant(long value) {
        return new Constant(BigFraction.of(value));
    }

    static Constant constant(int numerator, int denominator) {
        return new Constant(BigFraction.of(numerator, denominator));
    }

    /** The sum of the operands; a single operand as it is. */
    static Term sum(Collection<? extends Term> operands) {
        return ofAny(Operator.SUM, operands);
    }

    static Term sum(Term... operands) {
        return sum(List.of(operands));
    }

    /** The product of the operands; a single operand as it is. */
    static Term product(Collection<? extends Term> operands) {
        return ofAny(Operator.PRODUCT, operands);
    }

    static Term product(Term... operands) {
        return product(List.of(operands));
    }

    private static Term ofAny(Operator operator, Collection<? extends Term> operands) {
        return operands.size() == 1 ? operands.iterator().next() : new Operation(operator, List.copyOf(operands));
    }

    static Term min(Term left, Term right) {
        return new Operation(Operator.MIN, List.of(left, right));
    }

    static Term max(Term left, Term right) {
        return new Operation(Operator.MAX, List.of(left, right));
    }

    static Term abs(Term operand) {
        return new Operation(Operator.ABS, List.of(operand));
    }

    static Term relu(Term operand) {
        return new Operation(Operator.RELU, List.of(operand));
    }

    default Term plus(Term other) {
        return sum(this, other);
    }

    default Term minus(Term other) {
        return sum(this, other.negate());
    }

    default Term times(Term other) {
        return product(this, other);
    }

    default Term times(BigFraction factor) {
        return product(constant(factor), this);
    }

    default Term negate() {
        return product(constant(-1), this);
    }

    default Formula lessThan(Term other) {
        return new Formula.Comparison(Formula.Relation.LESS, this, other);
    }

    default Formula atMost(Term other) {
        return new Formula.Comparison(Formula.Relation.AT_MOST, this, other);
    }

    default Formula equalTo(Term other) {
        return new Formula.Comparison(Formula.Relation.EQUAL, this, other);
    }

    default Formula greaterThan(Term other) {
        return other.lessThan(this);
    }

    default Formula atLeast(Term other) {
        return other.atMost(this);
    }
}
