package io.eyewitness.check.prover;

import io.eyewitness.check.kernel.Branch;
import io.eyewitness.check.kernel.Polynomial;
import io.eyewitness.check.kernel.Signs;
import io.eyewitness.check.kernel.Step;
import java.util.List;

/** A proof as a tree, as the search finds it. */
sealed interface ProofTree {
    /** A contradiction or a certificate. */
    record Leaf(Step step) implements ProofTree {
        @Override
        public void write(List<Step> steps) {
            steps.add(step);
        }

        @Override
        public boolean holds(Branch branch) {
            return branch.contradictory()
                    || step instanceof Step.Certificate certificate
                            && certificate.products().stream().allMatch(factors -> isSound(branch, factors))
                            && certificate.products().stream().anyMatch(factors -> isStrict(branch, factors));
        }

        @Override
        public ProofTree pruned(Branch branch) {
            return branch.contradictory() ? new Leaf(new Step.Contradiction()) : this;
        }

        private static boolean isSound(Branch branch, List<Polynomial> factors) {
            return factors.stream().anyMatch(factor -> branch.signs(factor).within(Signs.ZERO))
                    || factors.stream().allMatch(factor -> branch.signs(factor).within(Signs.AT_LEAST_ZERO));
        }

        private static boolean isStrict(Branch branch, List<Polynomial> factors) {
            return factors.stream().allMatch(factor -> branch.signs(factor).within(Signs.POSITIVE));
        }
    }

    /** A split. */
    record Fork(Polynomial polynomial, ProofTree above, ProofTree below) implements ProofTree {
        @Override
        public void write(List<Step> steps) {
            steps.add(new Step.Split(polynomial));
            above.write(steps);
            below.write(steps);
        }

        @Override
        public boolean holds(Branch branch) {
            int mark = branch.mark();
            branch.assume(polynomial, Signs.POSITIVE);
            boolean holds = above.holds(branch);
            branch.undo(mark);
            branch.assume(polynomial, Signs.AT_MOST_ZERO);
            holds &= below.holds(branch);
            branch.undo(mark);
            return holds;
        }

        @Override
        public ProofTree pruned(Branch branch) {
            if (above.holds(branch)) {
                return above.pruned(branch);
            }
            if (below.holds(branch)) {
                return below.pruned(branch);
            }
            int mark = branch.mark();
            branch.assume(polynomial, Signs.POSITIVE);
            ProofTree first = above.pruned(branch);
            branch.undo(mark);
            branch.assume(polynomial, Signs.AT_MOST_ZERO);
            ProofTree second = below.pruned(branch);
            branch.undo(mark);
            return new Fork(polynomial, first, second);
        }
    }

    /** Appends the nodes in preorder. */
    void write(List<Step> steps);

    /** Whether this closes a branch, its certificates' sums taken for granted. */
    boolean holds(Branch branch);

    /** The same without the splits that are not needed. */
    ProofTree pruned(Branch branch);
}
