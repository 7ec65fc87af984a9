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

/** Does chunks of work on some threads and hands on what they give in the order of the chunks, on the calling thread. */
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
     * Does some chunks.
     *
     * @param from the first
     * @param to the one after the last
     * @param work of a chunk; it is made on the calling thread, in order, and done on any
     * @param merge takes each result, in order, on the calling thread
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
