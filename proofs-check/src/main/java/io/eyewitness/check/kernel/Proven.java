package io.eyewitness.check.kernel;

import static io.eyewitness.check.kernel.Rejected.require;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * A script whose assertions no real values of its constants satisfy together. A value of this type exists only if the kernel
 * has accepted a proof of it: the constructor is private, and {@link #check} calls it last.
 */
public final class Proven {
    private final String script;

    private record Pending(int mark, Polynomial atMostZero) {}

    private Proven(String script) {
        this.script = script;
    }

    /**
     * Checks a proof in exact arithmetic.
     *
     * @param script the SMT-LIB script that is refuted
     * @param proof the nodes of the proof, in preorder
     * @throws Rejected with the reason; a step is named by its number, from 1
     */
    public static Proven check(String script, List<Step> proof) {
        refute(new Branch(ScriptReader.assertions(script)), List.copyOf(proof));
        return new Proven(script);
    }

    /** The script, byte for byte: what is compared with the statement that one wants proven. */
    public String script() {
        return script;
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
