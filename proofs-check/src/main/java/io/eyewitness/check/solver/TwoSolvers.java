package io.eyewitness.check.solver;

import io.eyewitness.theory.evidence.ObligationEvidence.SolverAnswer;
import io.eyewitness.theory.obligation.Obligation;
import io.eyewitness.theory.obligation.Obligations;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Two solvers and what they are to be asked about, for evidence.
 *
 * @param obligations the obligations whose scripts they read
 * @param first makes a solver
 * @param second makes the other
 */
public record TwoSolvers(
        List<Obligation> obligations, Supplier<? extends ScriptSolver> first, Supplier<? extends ScriptSolver> second) {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    /** Z3 and cvc5, about every obligation. */
    public static TwoSolvers z3AndCvc5() {
        return new TwoSolvers(Obligations.all(), () -> new Z3ScriptSolver(LIMIT), () -> new Cvc5Solver(LIMIT));
    }

    /**
     * Asks both.
     *
     * @param threads how many pairs of solvers work at once
     * @return their answers, by the id of the obligation
     * @throws SolverDisagreement if one says unsat where the other says sat
     * @throws SolverMissing if one is not there on this platform
     */
    public Map<String, List<SolverAnswer>> answers(int threads) {
        String one;
        String other;
        try (ScriptSolver solver = first.get();
                ScriptSolver another = second.get()) {
            one = solver.name();
            other = another.name();
        }
        Map<String, List<SolverAnswer>> answers = new LinkedHashMap<>();
        new SolverComparison(first, second)
                .of(obligations, threads)
                .forEach(pair ->
                        answers.put(pair.id(), List.of(answer(one, pair.first()), answer(other, pair.second()))));
        return answers;
    }

    private static SolverAnswer answer(String solver, ScriptAnswer answer) {
        return new SolverAnswer(solver, answer.verdict().name().toLowerCase(Locale.ROOT));
    }
}
