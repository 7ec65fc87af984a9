package io.eyewitness.check.kernel;

import java.util.List;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * One node of a proof. A proof is the list of its nodes in preorder: a split comes before its branch q &gt; 0, and that before
 * its branch q &lt;= 0.
 */
public sealed interface Step {
    /**
     * Two branches: q &gt; 0, then q &lt;= 0.
     *
     * @param polynomial q
     */
    record Split(Polynomial polynomial) implements Step {}

    /** A leaf: some polynomial has no sign left, or an assertion cannot hold. */
    record Contradiction() implements Step {}

    /**
     * A leaf: products of hypotheses, one of them above 0, and multiples of equalities, that add up to the polynomial 0.
     *
     * @param products at least one of them of strict hypotheses only
     * @param multiples what is added to cancel them; each is 0
     */
    record Certificate(List<Product> products, List<Multiple> multiples) implements Step {
        public Certificate {
            products = List.copyOf(products);
            multiples = List.copyOf(multiples);
        }
    }

    /**
     * A product of hypotheses.
     *
     * @param coefficient above 0
     * @param factors polynomials that are at least 0 in the branch; none for the constant 1
     */
    record Product(BigFraction coefficient, List<Polynomial> factors) {
        public Product {
            factors = List.copyOf(factors);
        }
    }

    /**
     * A multiple of an equality.
     *
     * @param multiplier any polynomial
     * @param equality a polynomial that is 0 in the branch
     */
    record Multiple(Polynomial multiplier, Polynomial equality) {}
}
