package io.eyewitness.check.kernel;

import java.util.List;
import java.util.stream.Stream;

/**
 * A product of variables, ordered by degree, then by name.
 *
 * @param factors the variables' names, sorted, each as often as its exponent says; none for the monomial 1
 */
public record Monomial(List<String> factors) implements Comparable<Monomial> {
    public Monomial {
        factors = factors.stream().sorted().toList();
    }

    /** The product of two monomials. */
    public Monomial times(Monomial other) {
        return new Monomial(
                Stream.concat(factors.stream(), other.factors.stream()).toList());
    }

    @Override
    public int compareTo(Monomial other) {
        int comparison = Integer.compare(factors.size(), other.factors.size());
        for (int i = 0; comparison == 0 && i < factors.size(); i++) {
            comparison = factors.get(i).compareTo(other.factors.get(i));
        }
        return comparison;
    }
}
