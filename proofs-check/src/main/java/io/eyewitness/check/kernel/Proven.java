package io.eyewitness.check.kernel;

import io.eyewitness.theory.formula.Formula;
import java.util.List;

/**
 * A script whose assertions no real values of its constants satisfy together. A value of this type exists only if the kernel
 * has accepted a proof of it: the constructor is private, and {@link #check} calls it last.
 */
public final class Proven implements Verdict {
    private final String script;
    private final List<Formula> assertions;

    private Proven(String script, List<Formula> assertions) {
        this.script = script;
        this.assertions = assertions;
    }

    /**
     * Checks a proof in exact arithmetic.
     *
     * @param script the SMT-LIB script that is refuted
     * @param proof the nodes of the proof, in preorder
     * @return a {@code Proven}, or the reason why not
     */
    public static Verdict check(String script, List<Step> proof) {
        try {
            List<Formula> assertions = List.copyOf(Script.assertions(script));
            Refutation.check(new Branch(assertions), List.copyOf(proof));
            return new Proven(script, assertions);
        } catch (KernelException e) {
            return new Rejected(e.getMessage());
        }
    }

    /** The script, byte for byte: what is compared with the statement that one wants proven. */
    public String script() {
        return script;
    }

    /** The assertions of the script, as the kernel read them. */
    public List<Formula> assertions() {
        return assertions;
    }
}
