package io.eyewitness.check.solver;

/**
 * A solver's answer to an SMT-LIB script. Unknown is not unsatisfiable.
 *
 * @param verdict the answer to its {@code check-sat}
 * @param reason why it is unknown, in the solver's words; empty otherwise
 */
public record ScriptAnswer(Verdict verdict, String reason) {
    /** No assignment satisfies the assertions. */
    public static final ScriptAnswer UNSAT = new ScriptAnswer(Verdict.UNSAT, "");

    /** Some assignment does. */
    public static final ScriptAnswer SAT = new ScriptAnswer(Verdict.SAT, "");

    /** The three answers of SMT-LIB. */
    public enum Verdict {
        UNSAT,
        SAT,
        UNKNOWN
    }

    /** The solver gave up. */
    public static ScriptAnswer unknown(String reason) {
        return new ScriptAnswer(Verdict.UNKNOWN, reason);
    }

    /** Whether one is unsat and the other sat; unknown contradicts nothing. */
    public boolean contradicts(ScriptAnswer other) {
        return verdict != Verdict.UNKNOWN && other.verdict != Verdict.UNKNOWN && verdict != other.verdict;
    }
}
