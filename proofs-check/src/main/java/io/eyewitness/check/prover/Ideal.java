package io.eyewitness.check.prover;

import io.eyewitness.check.kernel.Monomial;
import io.eyewitness.check.kernel.Polynomial;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * The polynomials that are sums of monomial multiples of equalities, up to a degree, as an echelon basis by leading monomial.
 */
final class Ideal {
    private record Multiple(Monomial monomial, Polynomial equality) {}

    private record Element(SortedMap<Monomial, BigFraction> value, Map<Multiple, BigFraction> made) {}

    private final Map<Monomial, Element> basis = new LinkedHashMap<>();

    /**
     * The ideal of some equalities, truncated.
     *
     * @param equalities polynomials that are 0
     * @param monomials the multipliers
     * @param degree the largest degree of a multiple
     */
    Ideal(List<Polynomial> equalities, Set<Monomial> monomials, int degree) {
        for (Polynomial equality : equalities) {
            int own = equality.terms().lastKey().factors().size();
            for (Monomial monomial : monomials) {
                if (own + monomial.factors().size() <= degree) {
                    add(new Multiple(monomial, equality));
                }
            }
        }
    }

    private void add(Multiple multiple) {
        Element element = new Element(new TreeMap<>(), new LinkedHashMap<>());
        multiple.equality()
                .terms()
                .forEach((monomial, coefficient) ->
                        element.value().put(monomial.times(multiple.monomial()), coefficient));
        element.made().put(multiple, BigFraction.ONE);
        reduce(element);
        if (!element.value().isEmpty()) {
            basis.put(element.value().lastKey(), element);
        }
    }

    /** The remainder of a polynomial after multiples of equalities have removed all monomials that they can. */
    SortedMap<Monomial, BigFraction> normalForm(Polynomial polynomial) {
        Element element = new Element(new TreeMap<>(polynomial.terms()), new LinkedHashMap<>());
        reduce(element);
        return element.value();
    }

    /** Products with equalities that add up to the opposite of a polynomial, whose normal form is 0. */
    List<List<Polynomial>> cancelling(Polynomial polynomial) {
        Element element = new Element(new TreeMap<>(polynomial.terms()), new LinkedHashMap<>());
        reduce(element);
        Map<Polynomial, SortedMap<Monomial, BigFraction>> multipliers = new LinkedHashMap<>();
        element.made()
                .forEach((multiple, coefficient) -> multipliers
                        .computeIfAbsent(multiple.equality(), equality -> new TreeMap<>())
                        .merge(multiple.monomial(), coefficient, BigFraction::add));
        List<List<Polynomial>> products = new ArrayList<>();
        multipliers.forEach((equality, terms) -> products.add(List.of(new Polynomial(terms), equality)));
        return products;
    }

    private void reduce(Element element) {
        Monomial monomial = element.value().isEmpty() ? null : element.value().lastKey();
        while (monomial != null) {
            Element other = basis.get(monomial);
            if (other != null) {
                BigFraction factor = element.value()
                        .get(monomial)
                        .divide(other.value().get(monomial))
                        .negate();
                other.value().forEach((key, value) -> addTo(element.value(), key, value.multiply(factor)));
                other.made().forEach((key, value) -> addTo(element.made(), key, value.multiply(factor)));
            }
            SortedMap<Monomial, BigFraction> below = element.value().headMap(monomial);
            monomial = below.isEmpty() ? null : below.lastKey();
        }
    }

    private static <K> void addTo(Map<K, BigFraction> sum, K key, BigFraction value) {
        BigFraction total = sum.getOrDefault(key, BigFraction.ZERO).add(value);
        if (total.signum() == 0) {
            sum.remove(key);
        } else {
            sum.put(key, total);
        }
    }
}
