package io.eyewitness.check.solver;

/** A solver that gives the same answer to every script. */
public record Saying(String name, ScriptAnswer answer) implements ScriptSolver {
    @Override
    public ScriptAnswer check(String script) {
        return answer;
    }

    @Override
    public void close() {}
}
