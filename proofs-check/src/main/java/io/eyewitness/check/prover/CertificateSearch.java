package io.eyewitness.check.prover;

import io.eyewitness.check.kernel.Branch;
import io.eyewitness.check.kernel.Monomial;
import io.eyewitness.check.kernel.Polynomial;
import io.eyewitness.check.kernel.Signs;
import io.eyewitness.check.kernel.Step;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.numbers.fraction.BigFraction;

/** Looks for a certificate: a sum of products of hypotheses, up to a number of factors, that is 0 modulo the equalities. */
final class CertificateSearch {
    private static final int MAX_PRODUCTS = 4_000;
    private static final int MAX_DEGREE = 6;

    private record Hypothesis(Polynomial polynomial, boolean strict) {}

    private record Candidate(List<Polynomial> factors, Polynomial value, boolean strict, int last) {}

    private CertificateSearch() {}

    /**
     * A certificate that the branch is contradictory.
     *
     * @param factors the largest number of factors in a product
     */
    static Optional<Step.Certificate> find(Branch branch, int factors) {
        List<Hypothesis> hypotheses = new ArrayList<>();
        List<Polynomial> equalities = new ArrayList<>();
        branch.known().forEach((polynomial, signs) -> {
            if (polynomial.terms().isEmpty() || polynomial.equals(Polynomial.ONE)) {
                return;
            }
            if (signs.within(Signs.ZERO)) {
                equalities.add(polynomial);
            } else if (signs.within(Signs.AT_LEAST_ZERO)) {
                hypotheses.add(new Hypothesis(polynomial, !signs.zero()));
            } else if (signs.within(Signs.AT_MOST_ZERO)) {
                hypotheses.add(new Hypothesis(polynomial.negate(), !signs.zero()));
            }
        });
        return find(products(hypotheses, factors), equalities);
    }

    private static List<Candidate> products(List<Hypothesis> hypotheses, int factors) {
        List<Candidate> all = new ArrayList<>();
        List<Candidate> longest = List.of(new Candidate(List.of(), Polynomial.ONE, true, 0));
        all.addAll(longest);
        for (int k = 1; k <= factors; k++) {
            List<Candidate> longer = new ArrayList<>();
            for (Candidate shorter : longest) {
                for (int i = shorter.last(); i < hypotheses.size(); i++) {
                    Hypothesis next = hypotheses.get(i);
                    Polynomial value = shorter.value().times(next.polynomial());
                    if (value.terms().lastKey().factors().size() <= MAX_DEGREE) {
                        List<Polynomial> list = new ArrayList<>(shorter.factors());
                        list.add(next.polynomial());
                        longer.add(new Candidate(list, value, shorter.strict() && next.strict(), i));
                    }
                }
                if (all.size() + longer.size() > MAX_PRODUCTS) {
                    return all;
                }
            }
            all.addAll(longer);
            longest = longer;
        }
        return all;
    }

    private static Optional<Step.Certificate> find(List<Candidate> products, List<Polynomial> equalities) {
        int degree = products.stream()
                .mapToInt(product -> product.value().terms().lastKey().factors().size())
                .max()
                .orElse(0);
        Ideal ideal =
                new Ideal(equalities, equalities.isEmpty() ? Set.of() : multipliers(products, equalities), degree);
        List<ConePoint.Column> columns = products.stream()
                .map(product -> new ConePoint.Column(
                        ideal.normalForm(product.value()),
                        product.strict(),
                        1 + 2.0 * product.factors().size()))
                .toList();
        return ConePoint.find(columns).map(weights -> certificate(products, weights, ideal));
    }

    /** The divisors of all monomials that occur. */
    private static Set<Monomial> multipliers(List<Candidate> products, List<Polynomial> equalities) {
        Set<Monomial> monomials = new LinkedHashSet<>();
        products.forEach(product -> monomials.addAll(product.value().terms().keySet()));
        equalities.forEach(equality -> monomials.addAll(equality.terms().keySet()));
        Set<Monomial> divisors = new LinkedHashSet<>(monomials);
        List<Monomial> fresh = new ArrayList<>(monomials);
        while (!fresh.isEmpty()) {
            List<Monomial> next = new ArrayList<>();
            for (Monomial monomial : fresh) {
                for (int i = 0; i < monomial.factors().size(); i++) {
                    List<String> rest = new ArrayList<>(monomial.factors());
                    rest.remove(i);
                    Monomial divisor = new Monomial(rest);
                    if (divisors.add(divisor)) {
                        next.add(divisor);
                    }
                }
            }
            fresh = next;
        }
        return divisors;
    }

    private static Step.Certificate certificate(
            List<Candidate> products, Map<Integer, BigFraction> weights, Ideal ideal) {
        Polynomial sum = Polynomial.ZERO;
        List<List<Polynomial>> chosen = new ArrayList<>();
        for (Map.Entry<Integer, BigFraction> weight : weights.entrySet()) {
            Candidate product = products.get(weight.getKey());
            Polynomial coefficient = Polynomial.constant(weight.getValue());
            List<Polynomial> factors = new ArrayList<>(product.factors());
            factors.add(0, coefficient);
            chosen.add(factors);
            sum = sum.plus(product.value().times(coefficient));
        }
        chosen.addAll(ideal.cancelling(sum));
        return new Step.Certificate(chosen);
    }
}
