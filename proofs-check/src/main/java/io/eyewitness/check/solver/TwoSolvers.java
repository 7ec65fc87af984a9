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
 * Two solvers that are asked about the same scripts.
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
        try (SolverPool<Both> pool = new SolverPool<>(threads, () -> new Both(first.get(), second.get()))) {
            List<List<SolverAnswer>> answers = pool.map(obligations, Both::answers, () -> {});
            Map<String, List<SolverAnswer>> byId = new LinkedHashMap<>();
            for (int i = 0; i < answers.size(); i++) {
                byId.put(obligations.get(i).id(), answers.get(i));
            }
            return byId;
        }
    }

    private record Both(ScriptSolver first, ScriptSolver second) implements AutoCloseable {
        List<SolverAnswer> answers(Obligation obligation) {
            ScriptAnswer one = first.check(obligation.script());
            ScriptAnswer other = second.check(obligation.script());
            if (one.contradicts(other)) {
                throw new SolverDisagreement("the solvers disagree on obligation:" + obligation.id() + ": "
                        + first.name() + " says " + word(one) + ", " + second.name() + " says " + word(other)
                        + "; one of them is wrong");
            }
            return List.of(new SolverAnswer(first.name(), word(one)), new SolverAnswer(second.name(), word(other)));
        }

        private static String word(ScriptAnswer answer) {
            return answer.verdict().name().toLowerCase(Locale.ROOT);
        }

        @Override
        public void close() {
            first.close();
            second.close();
        }
    }
}
