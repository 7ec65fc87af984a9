package io.eyewitness.check.kernel;

import static io.eyewitness.check.kernel.Rejected.require;

import io.eyewitness.theory.formula.Formula;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A script whose assertions no real values of its constants satisfy together. A value of this type exists only if the kernel
 * has accepted a proof of it: the constructor is private, and {@link #check} calls it last.
 */
public final class Proven {
    private final String script;
    private final Set<Integer> unneeded;

    private record Pending(int mark, Polynomial atMostZero) {}

    private Proven(String script, Set<Integer> unneeded) {
        this.script = script;
        this.unneeded = unneeded;
    }

    /** Checks a proof that may use every assertion. */
    public static Proven check(String script, List<Step> proof) {
        return check(script, Set.of(), proof);
    }

    /**
     * Checks a proof in exact arithmetic. It may use the script's assertions but for some: values that satisfy all assertions
     * satisfy those.
     *
     * @param script the SMT-LIB script that is refuted
     * @param unneeded the assertions that the proof does without, by their numbers from 1, conjunctions taken apart
     * @param proof the nodes of the proof, in preorder
     * @throws Rejected with the reason; a step is named by its number, from 1
     */
    public static Proven check(String script, Set<Integer> unneeded, List<Step> proof) {
        Set<Integer> spared = Set.copyOf(unneeded);
        List<Formula> all =
                Script.assertions(script).stream().flatMap(Proven::conjuncts).toList();
        List<Formula> used = new ArrayList<>();
        for (int i = 1; i <= all.size(); i++) {
            if (!spared.contains(i)) {
                used.add(all.get(i - 1));
            }
        }
        require(used.size() + spared.size() == all.size(), "the proof does without assertions that are not there");
        refute(new Branch(used), List.copyOf(proof));
        return new Proven(script, spared);
    }

    private static Stream<Formula> conjuncts(Formula formula) {
        return formula instanceof Formula.And and
                ? and.operands().stream().flatMap(Proven::conjuncts)
                : Stream.of(formula);
    }

    /** The script, byte for byte: what is compared with the statement that one wants proven. */
    public String script() {
        return script;
    }

    /** The numbers of the assertions without which the others are refuted, too, all of them left out at once. */
    public Set<Integer> unneeded() {
        return unneeded;
    }

    private static void refute(Branch branch, List<Step> proof) {
        Deque<Pending> pending = new ArrayDeque<>();
        for (int i = 0; i < proof.size(); i++) {
            String place = "step " + (i + 1) + ": ";
            if (proof.get(i) instanceof Step.Split split) {
                pending.push(new Pending(branch.mark(), split.polynomial()));
                branch.assume(split.polynomial(), Signs.POSITIVE);
                continue;
            }
            if (proof.get(i) instanceof Step.Certificate certificate) {
                verify(branch, certificate, place);
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
        throw new Rejected("the proof ends with " + (pending.size() + 1) + " branches open");
    }

    private static void verify(Branch branch, Step.Certificate certificate, String place) {
        boolean strict = false;
        Polynomial sum = Polynomial.ZERO;
        for (List<Polynomial> factors : certificate.products()) {
            List<Signs> signs = factors.stream().map(branch::signs).toList();
            require(
                    signs.stream().anyMatch(sign -> sign.within(Signs.ZERO))
                            || signs.stream().allMatch(sign -> sign.within(Signs.AT_LEAST_ZERO)),
                    place + "a product is not known to be at least 0");
            strict |= signs.stream().allMatch(sign -> sign.within(Signs.POSITIVE));
            sum = sum.plus(factors.stream().reduce(Polynomial.ONE, branch::product));
        }
        require(strict, place + "no product is known to be above 0");
        require(sum.equals(Polynomial.ZERO), place + "the sum is not 0");
    }
}
