package io.eyewitness.check.solver;

import io.eyewitness.theory.evidence.ObligationEvidence.SolverAnswer;
import io.eyewitness.theory.obligation.Obligations;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What Z3 and cvc5 say of every obligation's script, as evidence. */
public final class TwoSolvers {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private TwoSolvers() {}

    /**
     * Asks both.
     *
     * @param threads how many pairs of solvers work at once
     * @return their answers, by the id of the obligation
     * @throws SolverDisagreement if one says unsat where the other says sat
     * @throws SolverMissing if one is not there on this platform
     */
    public static Map<String, List<SolverAnswer>> answers(int threads) {
        String z3;
        String cvc5;
        try (ScriptSolver first = new Z3ScriptSolver(LIMIT);
                ScriptSolver second = new Cvc5Solver(LIMIT)) {
            z3 = first.name();
            cvc5 = second.name();
        }
        Map<String, List<SolverAnswer>> answers = new LinkedHashMap<>();
        new SolverComparison(() -> new Z3ScriptSolver(LIMIT), () -> new Cvc5Solver(LIMIT))
                .of(Obligations.all(), threads)
                .forEach(pair ->
                        answers.put(pair.id(), List.of(answer(z3, pair.first()), answer(cvc5, pair.second()))));
        return answers;
    }

    private static SolverAnswer answer(String solver, ScriptAnswer answer) {
        return new SolverAnswer(solver, answer.verdict().name().toLowerCase(Locale.ROOT));
    }
}
