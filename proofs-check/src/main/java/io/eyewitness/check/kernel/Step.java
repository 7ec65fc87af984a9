package io.eyewitness.check.kernel;

import java.util.List;

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
     * A leaf: products that add up to the polynomial 0, though each is at least 0, and one of them above 0.
     *
     * @param products the factors of each; in the branch they are at least 0, or one of them is 0 and the others are any
     */
    record Certificate(List<List<Polynomial>> products) implements Step {
        public Certificate {
            products = products.stream().map(List::copyOf).toList();
        }
    }
}
