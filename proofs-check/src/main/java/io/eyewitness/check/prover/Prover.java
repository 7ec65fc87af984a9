package io.eyewitness.check.prover;

import io.eyewitness.check.kernel.Branch;
import io.eyewitness.check.kernel.Polynomial;
import io.eyewitness.check.kernel.Signs;
import io.eyewitness.check.kernel.Step;
import io.eyewitness.theory.formula.Formula;
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
    private final List<Step> steps = new ArrayList<>();

    private Prover(List<Formula> assertions, List<Polynomial> hints, long deadline) {
        this.branch = new Branch(assertions);
        this.assertions = assertions;
        this.hints = hints;
        this.deadline = deadline;
    }

    /**
     * A proof for the kernel, or empty if none was found in time.
     *
     * @param assertions what cannot hold together
     * @param hints polynomials worth a split
     * @param seconds how long to search
     */
    public static Optional<List<Step>> prove(List<Formula> assertions, List<Polynomial> hints, int seconds) {
        Prover prover =
                new Prover(List.copyOf(assertions), List.copyOf(hints), System.nanoTime() + seconds * 1_000_000_000L);
        return prover.refute(0) ? Optional.of(List.copyOf(prover.steps)) : Optional.empty();
    }

    private boolean refute(int depth) {
        if (branch.contradictory()) {
            return steps.add(new Step.Contradiction());
        }
        if (depth > MAX_DEPTH || System.nanoTime() > deadline) {
            return false;
        }
        if (certified(1)) {
            return true;
        }
        List<Polynomial> asked = Splits.of(branch, assertions);
        Optional<Polynomial> forced = forced(asked, 1).or(() -> forced(Splits.open(branch, hints), 1));
        if (forced.isPresent()) {
            return split(forced.get(), depth);
        }
        if (certified(2)) {
            return true;
        }
        forced = forced(Splits.open(branch, hints), 2);
        if (forced.isPresent()) {
            return split(forced.get(), depth);
        }
        if (!asked.isEmpty()) {
            return split(asked.get(0), depth);
        }
        if (certified(3)) {
            return true;
        }
        List<Polynomial> others = Splits.others(branch);
        forced = forced(others, 1).or(() -> forced(others, 2));
        return forced.isPresent() && split(forced.get(), depth);
    }

    private boolean certified(int factors) {
        return CertificateSearch.find(branch, factors).map(steps::add).orElse(false);
    }

    private boolean split(Polynomial polynomial, int depth) {
        steps.add(new Step.Split(polynomial));
        int mark = branch.mark();
        branch.assume(polynomial, Signs.POSITIVE);
        boolean refuted = refute(depth + 1);
        branch.undo(mark);
        if (refuted) {
            branch.assume(polynomial, Signs.AT_MOST_ZERO);
            refuted = refute(depth + 1);
            branch.undo(mark);
        }
        return refuted;
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
