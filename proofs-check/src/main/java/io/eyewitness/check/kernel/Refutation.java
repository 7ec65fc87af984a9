package io.eyewitness.check.kernel;

import static io.eyewitness.check.kernel.KernelException.require;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Walks a proof, its pending branches on a stack of its own, so that no depth is too deep. */
final class Refutation {
    private static final int MAX_STEPS = 100_000;

    private record Pending(int mark, Polynomial atMostZero) {}

    private Refutation() {}

    /**
     * Returns if the proof refutes the branch.
     *
     * @throws KernelException if it does not
     */
    static void check(Branch branch, List<Step> proof) {
        require(proof.size() <= MAX_STEPS, "a proof may have " + MAX_STEPS + " steps, not " + proof.size());
        Deque<Pending> pending = new ArrayDeque<>();
        for (int i = 0; i < proof.size(); i++) {
            String place = "step " + (i + 1) + ": ";
            if (proof.get(i) instanceof Step.Split split) {
                pending.push(new Pending(branch.mark(), split.polynomial()));
                branch.assume(split.polynomial(), Signs.POSITIVE);
                continue;
            }
            if (proof.get(i) instanceof Step.Certificate certificate) {
                check(branch, certificate, place);
            } else {
                require(branch.contradictory(), place + "no contradiction of signs here");
            }
            if (pending.isEmpty()) {
                require(i == proof.size() - 1, place + "the proof goes on after its last leaf");
                return;
            }
            Pending next = pending.pop();
            branch.undo(next.mark());
            branch.assume(next.atMostZero(), Signs.AT_MOST_ZERO);
        }
        throw new KernelException("the proof ends with " + (pending.size() + 1) + " branches open");
    }

    private static void check(Branch branch, Step.Certificate certificate, String place) {
        boolean strict = false;
        Polynomial sum = Polynomial.ZERO;
        for (Step.Product product : certificate.products()) {
            require(product.coefficient().signum() > 0, place + "a coefficient is not above 0");
            boolean positive = true;
            Polynomial value = Polynomial.constant(product.coefficient());
            for (Polynomial factor : product.factors()) {
                Signs signs = branch.signs(factor);
                require(signs.within(Signs.AT_LEAST_ZERO), place + "a factor is not known to be at least 0");
                positive &= signs.within(Signs.POSITIVE);
                value = branch.product(value, factor);
            }
            strict |= positive;
            sum = sum.plus(value);
        }
        for (Step.Multiple multiple : certificate.multiples()) {
            require(branch.signs(multiple.equality()).within(Signs.ZERO), place + "an equality is not known to hold");
            sum = sum.plus(branch.product(multiple.multiplier(), multiple.equality()));
        }
        require(strict, place + "no product is known to be above 0");
        require(sum.equals(Polynomial.ZERO), place + "the sum is not 0");
    }
}
