package io.eyewitness.check.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

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
        List<String> product = new ArrayList<>(factors);
        product.addAll(other.factors);
        return new Monomial(product);
    }

    @Override
    public int compareTo(Monomial other) {
        int byDegree = Integer.compare(factors.size(), other.factors.size());
        return byDegree != 0
                ? byDegree
                : Arrays.compare(factors.toArray(String[]::new), other.factors.toArray(String[]::new));
    }
}
