package io.eyewitness.check.kernel;

import static io.eyewitness.check.kernel.Rejected.require;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * A polynomial with rational coefficients. Immutable; equality is that of polynomials, since no coefficient is kept that is 0.
 *
 * <p>{@link Rejected} is thrown where it would have more than 500 terms, degree above 24 or a coefficient of more than
 * 4,096 bits, so that nothing hangs.
 *
 * @param terms the coefficients by monomial; the leading one is the last
 */
public record Polynomial(SortedMap<Monomial, BigFraction> terms) {
    /** The polynomial 0. */
    public static final Polynomial ZERO = constant(BigFraction.ZERO);

    /** The polynomial 1. */
    public static final Polynomial ONE = constant(BigFraction.ONE);

    public Polynomial {
        SortedMap<Monomial, BigFraction> copy = new TreeMap<>(terms);
        copy.values().removeIf(coefficient -> coefficient.signum() == 0);
        copy.forEach((monomial, c) -> {
            int bits = c.getNumerator().bitLength() + c.getDenominator().bitLength();
            require(
                    monomial.factors().size() <= 24 && bits <= 4_096 && copy.size() <= 500,
                    "a polynomial is too large");
        });
        terms = Collections.unmodifiableSortedMap(copy);
    }

    /** A variable. */
    public static Polynomial variable(String name) {
        return new Polynomial(new TreeMap<>(Map.of(new Monomial(List.of(name)), BigFraction.ONE)));
    }

    /** A constant. */
    public static Polynomial constant(BigFraction value) {
        return new Polynomial(new TreeMap<>(Map.of(new Monomial(List.of()), value)));
    }

    /** The leading coefficient; 0 for the polynomial 0. */
    public BigFraction leading() {
        return terms.isEmpty() ? BigFraction.ZERO : terms.get(terms.lastKey());
    }

    /** The multiple whose leading coefficient is 1; 0 for the polynomial 0. */
    public Polynomial monic() {
        return terms.isEmpty() ? this : times(leading().reciprocal());
    }

    /** The opposite. */
    public Polynomial negate() {
        return times(BigFraction.ONE.negate());
    }

    /** The multiple. */
    public Polynomial times(BigFraction factor) {
        SortedMap<Monomial, BigFraction> product = new TreeMap<>(terms);
        product.replaceAll((monomial, coefficient) -> coefficient.multiply(factor));
        return new Polynomial(product);
    }

    /** The sum. */
    public Polynomial plus(Polynomial other) {
        SortedMap<Monomial, BigFraction> sum = new TreeMap<>(terms);
        other.terms.forEach((monomial, coefficient) -> sum.merge(monomial, coefficient, BigFraction::add));
        return new Polynomial(sum);
    }

    /** The product. */
    public Polynomial times(Polynomial other) {
        SortedMap<Monomial, BigFraction> product = new TreeMap<>();
        terms.forEach((left, factor) -> other.terms.forEach((right, coefficient) ->
                product.merge(left.times(right), factor.multiply(coefficient), BigFraction::add)));
        return new Polynomial(product);
    }
}
