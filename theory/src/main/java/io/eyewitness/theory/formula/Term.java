package io.eyewitness.theory.formula;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * A real-valued term: variables, rationals, sums, products, min, max, abs and relu. Immutable; equality is structural.
 *
 * <p>A sum or product of no operands is 0 or 1. Subtraction is {@code p + (-1) * q}.
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

    /** The sum of its operands. */
    record Sum(List<Term> operands) implements Term {
        public Sum {
            operands = List.copyOf(operands);
        }

        @Override
        public String toString() {
            return InfixText.of(this);
        }
    }

    /** The product of its operands. */
    record Product(List<Term> operands) implements Term {
        public Product {
            operands = List.copyOf(operands);
        }

        @Override
        public String toString() {
            return InfixText.of(this);
        }
    }

    /** The smaller of two terms. */
    record Min(Term left, Term right) implements Term {
        @Override
        public String toString() {
            return InfixText.of(this);
        }
    }

    /** The larger of two terms. */
    record Max(Term left, Term right) implements Term {
        @Override
        public String toString() {
            return InfixText.of(this);
        }
    }

    /** The absolute value. */
    record Abs(Term operand) implements Term {
        @Override
        public String toString() {
            return InfixText.of(this);
        }
    }

    /** {@code max(0, operand)}. */
    record Relu(Term operand) implements Term {
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

    static Term sum(Collection<? extends Term> operands) {
        return operands.size() == 1 ? operands.iterator().next() : new Sum(List.copyOf(operands));
    }

    static Term sum(Term... operands) {
        return sum(Arrays.asList(operands));
    }

    static Term product(Term... operands) {
        return operands.length == 1 ? operands[0] : new Product(List.of(operands));
    }

    static Term min(Term left, Term right) {
        return new Min(left, right);
    }

    static Term max(Term left, Term right) {
        return new Max(left, right);
    }

    static Term abs(Term operand) {
        return new Abs(operand);
    }

    static Term relu(Term operand) {
        return new Relu(operand);
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
