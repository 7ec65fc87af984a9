package io.eyewitness.check.solver;

import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/** Work that needs a solver, spread over threads; each thread has a solver of its own, kept from one call to the next. */
public final class SolverPool<S extends AutoCloseable> implements AutoCloseable {
    private static final int LONGEST_WAIT_SECONDS = 120;

    private final ExecutorService threads;
    private final Supplier<S> factory;
    private final ConcurrentLinkedDeque<S> idle = new ConcurrentLinkedDeque<>();

    /**
     * A pool.
     *
     * @param count the number of threads, at least 1
     * @param factory makes a solver
     */
    public SolverPool(int count, Supplier<S> factory) {
        this.threads = Executors.newFixedThreadPool(count, task -> {
            Thread thread = new Thread(task, "solver");
            thread.setDaemon(true);
            return thread;
        });
        this.factory = factory;
    }

    /**
     * Applies a function to each item.
     *
     * @param items the items
     * @param work from a solver and an item to a result; must not depend on other items
     * @param done an action to run after each item
     * @return the results, in the order of the items whatever the number of threads
     */
    public <T, R> List<R> map(List<T> items, BiFunction<S, T, R> work, Runnable done) {
        List<Future<R>> futures = items.stream()
                .map(item -> threads.submit(() -> apply(item, work, done)))
                .toList();
        return futures.stream().map(SolverPool::result).toList();
    }

    private <T, R> R apply(T item, BiFunction<S, T, R> work, Runnable done) {
        S kept = idle.pollFirst();
        S solver = kept == null ? factory.get() : kept;
        try {
            return work.apply(solver, item);
        } finally {
            idle.addFirst(solver);
            done.run();
        }
    }

    private static <R> R result(Future<R> future) {
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

    private static void close(AutoCloseable solver) {
        try {
            solver.close();
        } catch (Exception e) {
            throw new IllegalStateException(solver + " cannot be closed", e);
        }
    }

    /** Waits for work under way, so that no solver is closed while it works; one that does not end is left to itself. */
    @Override
    public void close() {
        threads.shutdownNow();
        try {
            if (threads.awaitTermination(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) {
                idle.forEach(SolverPool::close);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
