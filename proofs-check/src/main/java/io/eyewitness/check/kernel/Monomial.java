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
        String[] sorted = factors.toArray(new String[0]);
        Arrays.sort(sorted);
        factors = List.of(sorted);
    }

    /** The product of two monomials. */
    public Monomial times(Monomial other) {
        List<String> product = new ArrayList<>(factors);
        product.addAll(other.factors);
        return new Monomial(product);
    }

    @Override
    public int compareTo(Monomial other) {
        int order = Integer.compare(factors.size(), other.factors.size());
        for (int i = 0; order == 0 && i < factors.size(); i++) {
            order = factors.get(i).compareTo(other.factors.get(i));
        }
        return order;
    }
}
