package io.eyewitness.sim.run;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.LongFunction;

/** Runs tasks on several threads and hands their results, in the order of the tasks, to the calling thread. */
public final class Chunks implements AutoCloseable {
    private static final int AHEAD = 4;

    private final ExecutorService pool;
    private final int window;

    /**
     * A pool of daemon threads.
     *
     * @param threads how many, at least 1
     */
    public Chunks(int threads) {
        pool = Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task, "simulation");
            thread.setDaemon(true);
            return thread;
        });
        window = AHEAD * threads;
    }

    /**
     * Runs the tasks of some chunks. What a task throws is thrown as it is.
     *
     * @param from the number of the first chunk
     * @param to the number after that of the last
     * @param work makes the task of a chunk, on the calling thread and in order
     * @param merge receives each result, on the calling thread and in order
     */
    public <T> void inOrder(long from, long to, LongFunction<Callable<T>> work, Consumer<T> merge) {
        Deque<Future<T>> running = new ArrayDeque<>();
        try {
            for (long next = from; next < to || !running.isEmpty(); ) {
                if (next < to && running.size() < window) {
                    running.add(pool.submit(work.apply(next++)));
                } else {
                    merge.accept(running.remove().get());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (CancellationException) new CancellationException("interrupted").initCause(e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } finally {
            running.forEach(future -> future.cancel(true));
        }
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }
}
