package io.eyewitness.check.solver;

/** A solver that reads SMT-LIB text, so that two of them can judge the same bytes. Not safe for several threads at once. */
public interface ScriptSolver extends AutoCloseable {
    /** The solver's name and version, such as {@code cvc5 1.3.2}. */
    String name();

    /**
     * The solver's answer to a script.
     *
     * @param script SMT-LIB 2.6 text with one {@code check-sat}
     * @return the answer; unknown when time runs out
     * @throws IllegalArgumentException if the solver cannot read the script
     */
    ScriptAnswer check(String script);

    @Override
    void close();
}
