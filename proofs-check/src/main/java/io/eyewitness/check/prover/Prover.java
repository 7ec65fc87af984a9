package io.eyewitness.check.prover;

import io.eyewitness.check.kernel.Branch;
import io.eyewitness.check.kernel.Polynomial;
import io.eyewitness.check.kernel.Rejected;
import io.eyewitness.check.kernel.Signs;
import io.eyewitness.check.kernel.Step;
import io.eyewitness.theory.formula.Formula;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Searches a refutation of some assertions: at each node a certificate of few factors if there is one, else a split, chosen by
 * looking one step ahead. Deterministic, except that it gives up after a time.
 */
public final class Prover {
    private static final int MAX_DEPTH = 40;

    private final Branch branch;
    private final List<Formula> assertions;
    private final List<Polynomial> hints;
    private final long deadline;

    private Prover(List<Formula> assertions, List<Polynomial> hints, Duration limit) {
        this.branch = new Branch(assertions);
        this.assertions = assertions;
        this.hints = hints;
        this.deadline = System.nanoTime() + limit.toNanos();
    }

    /**
     * A proof for the kernel, or empty if none was found in time.
     *
     * @param assertions what cannot hold together
     * @param hints polynomials worth a split
     * @param limit how long to search
     */
    public static Optional<List<Step>> prove(List<Formula> assertions, List<Polynomial> hints, Duration limit) {
        try {
            Prover prover = new Prover(List.copyOf(assertions), List.copyOf(hints), limit);
            return prover.refute(0).map(proof -> steps(proof, assertions));
        } catch (Rejected tooLarge) {
            return Optional.empty();
        }
    }

    private static List<Step> steps(ProofTree proof, List<Formula> assertions) {
        List<Step> steps = new ArrayList<>();
        proof.pruned(new Branch(assertions)).write(steps);
        return List.copyOf(steps);
    }

    private Optional<ProofTree> refute(int depth) {
        if (branch.contradictory()) {
            return Optional.of(new ProofTree.Leaf(new Step.Contradiction()));
        }
        if (depth > MAX_DEPTH || System.nanoTime() > deadline) {
            return Optional.empty();
        }
        List<Polynomial> asked = Splits.of(branch, assertions);
        List<Polynomial> hinted = Splits.open(branch, hints);
        return certified(1)
                .or(() -> forced(asked, 1).flatMap(split -> split(split, depth)))
                .or(() -> forced(hinted, 1).flatMap(split -> split(split, depth)))
                .or(() -> certified(2))
                .or(() -> forced(hinted, 2).flatMap(split -> split(split, depth)))
                .or(() -> asked.isEmpty() ? withoutGuidance(depth) : split(asked.get(0), depth));
    }

    private Optional<ProofTree> withoutGuidance(int depth) {
        List<Polynomial> others = Splits.others(branch);
        return certified(3)
                .or(() -> forced(others, 1).flatMap(split -> split(split, depth)))
                .or(() -> forced(others, 2).flatMap(split -> split(split, depth)))
                .or(() -> forced(others, 3).flatMap(split -> split(split, depth)));
    }

    private Optional<ProofTree> certified(int factors) {
        return CertificateSearch.find(branch, factors).map(ProofTree.Leaf::new);
    }

    private Optional<ProofTree> split(Polynomial polynomial, int depth) {
        return under(polynomial, Signs.POSITIVE, depth)
                .flatMap(above -> under(polynomial, Signs.AT_MOST_ZERO, depth)
                        .map(below -> new ProofTree.Fork(polynomial, above, below)));
    }

    private Optional<ProofTree> under(Polynomial polynomial, Signs signs, int depth) {
        int mark = branch.mark();
        branch.assume(polynomial, signs);
        Optional<ProofTree> proof = refute(depth + 1);
        branch.undo(mark);
        return proof;
    }

    /** A split of which both branches close, else one of which one does. */
    private Optional<Polynomial> forced(List<Polynomial> candidates, int factors) {
        Polynomial half = null;
        for (Polynomial candidate : candidates) {
            boolean above = closes(candidate, Signs.POSITIVE, factors);
            boolean below = closes(candidate, Signs.AT_MOST_ZERO, factors);
            if (above && below) {
                return Optional.of(candidate);
            }
            half = half == null && (above || below) ? candidate : half;
        }
        return Optional.ofNullable(half);
    }

    private boolean closes(Polynomial polynomial, Signs signs, int factors) {
        int mark = branch.mark();
        branch.assume(polynomial, signs);
        boolean closes = branch.contradictory()
                || CertificateSearch.find(branch, factors).isPresent();
        branch.undo(mark);
        return closes;
    }
}
