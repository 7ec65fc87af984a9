package io.eyewitness.check.solver;

import io.eyewitness.theory.obligation.Obligation;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** What two solvers say of the same script of each obligation. */
public final class SolverComparison {
    private final Supplier<? extends ScriptSolver> first;
    private final Supplier<? extends ScriptSolver> second;

    /**
     * A comparison.
     *
     * @param first makes a solver, such as Z3
     * @param second makes the other
     */
    public SolverComparison(Supplier<? extends ScriptSolver> first, Supplier<? extends ScriptSolver> second) {
        this.first = first;
        this.second = second;
    }

    /**
     * What both said of one obligation.
     *
     * @param id the obligation's id
     * @param first the first solver's answer
     * @param second the second's
     */
    public record Pair(String id, ScriptAnswer first, ScriptAnswer second) {
        /** How many of the two refuted the obligation's negation; unknown counts for nothing. */
        public int refutations() {
            return refutation(first) + refutation(second);
        }

        private static int refutation(ScriptAnswer answer) {
            return answer.verdict() == ScriptAnswer.Verdict.UNSAT ? 1 : 0;
        }
    }

    /**
     * Asks both solvers about each obligation.
     *
     * @param obligations what to ask about
     * @param threads how many pairs of solvers work at once
     * @return the answers, in the order of the obligations whatever the number of threads
     * @throws SolverDisagreement if one says unsat where the other says sat
     */
    public List<Pair> of(List<Obligation> obligations, int threads) {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        Queue<Solvers> idle = new ConcurrentLinkedQueue<>();
        try {
            List<Future<Pair>> pairs = obligations.stream()
                    .map(obligation -> pool.submit(() -> ask(obligation, idle)))
                    .toList();
            return pairs.stream().map(SolverComparison::result).toList();
        } finally {
            finish(pool);
            idle.forEach(Solvers::close);
        }
    }

    private static void finish(ExecutorService pool) {
        pool.shutdownNow();
        try {
            pool.awaitTermination(1, TimeUnit.HOURS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Pair ask(Obligation obligation, Queue<Solvers> idle) {
        Solvers kept = idle.poll();
        Solvers solvers = kept == null ? new Solvers(first.get(), second.get()) : kept;
        try {
            return solvers.ask(obligation);
        } finally {
            idle.add(solvers);
        }
    }

    private static Pair result(Future<Pair> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CompletionException(e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException problem) {
                throw problem;
            }
            throw new CompletionException(e.getCause());
        }
    }

    private record Solvers(ScriptSolver first, ScriptSolver second) {
        Pair ask(Obligation obligation) {
            String script = obligation.script();
            Pair pair = new Pair(obligation.id(), first.check(script), second.check(script));
            if (pair.first().contradicts(pair.second())) {
                throw new SolverDisagreement("the solvers disagree on obligation:" + obligation.id() + ": "
                        + said(first, pair.first()) + ", " + said(second, pair.second()) + "; one of them is wrong");
            }
            return pair;
        }

        private static String said(ScriptSolver solver, ScriptAnswer answer) {
            return solver.name() + " says " + answer.verdict().name().toLowerCase(Locale.ROOT);
        }

        void close() {
            first.close();
            second.close();
        }
    }
}
