package io.eyewitness.check.examine;

import io.eyewitness.check.kernel.Polynomial;
import io.eyewitness.check.kernel.Step;
import io.eyewitness.theory.exact.Effort;
import java.util.List;

/** An estimate of the steps that the kernel takes: a product or a sum of polynomials costs as many as it has terms. */
final class KernelWork {
    private static final int OF_SPLIT = 100;

    /** The kernel refuses polynomials with more terms. */
    private static final int MOST_TERMS = 500;

    private KernelWork() {}

    /** Spends the steps that a proof takes. */
    static void spend(List<Step> steps) {
        Effort.spend(work(steps));
    }

    private static long work(List<Step> steps) {
        long work = 0;
        for (Step step : steps) {
            work += OF_SPLIT;
            if (step instanceof Step.Certificate certificate) {
                long sum = 0;
                for (List<Polynomial> product : certificate.products()) {
                    sum = Math.min(MOST_TERMS, sum + terms(product));
                    work += workOfProduct(product) + sum;
                }
            }
        }
        return work;
    }

    /** The terms that a product may have. */
    private static long terms(List<Polynomial> factors) {
        long terms = 1;
        for (Polynomial factor : factors) {
            terms = Math.min(MOST_TERMS, terms * factor.terms().size());
        }
        return terms;
    }

    private static long workOfProduct(List<Polynomial> factors) {
        long work = 0;
        long terms = 1;
        long words = 1;
        for (Polynomial factor : factors) {
            words += bits(factor) / Long.SIZE;
            work += terms * factor.terms().size() * words * words;
            terms = Math.min(MOST_TERMS, terms * factor.terms().size());
        }
        return work;
    }

    /** The length of the longest coefficient, above and below the line. */
    private static int bits(Polynomial polynomial) {
        return polynomial.terms().values().stream()
                .mapToInt(coefficient -> coefficient.getNumerator().bitLength()
                        + coefficient.getDenominator().bitLength())
                .max()
                .orElse(0);
    }
}
