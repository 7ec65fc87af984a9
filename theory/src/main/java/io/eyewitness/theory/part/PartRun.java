package io.eyewitness.theory.part;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.LongConsumer;

/** Computes parts of a campaign that a folder does not have. */
public final class PartRun {
    private final PartPlan campaign;
    private final PartFolder folder;
    private final ConcurrentHashMap<Integer, byte[]> firsts = new ConcurrentHashMap<>();

    /**
     * A run.
     *
     * @param folder keeps what is computed, and has what an earlier run computed
     */
    public PartRun(PartPlan campaign, PartFolder folder) {
        this.campaign = campaign;
        this.folder = folder;
    }

    /**
     * Computes parts, and the first parts that they need.
     *
     * @param parts their numbers
     * @param threads at least 1
     * @param progress receives the number of parts finished since it was last called
     * @throws IOException if a part that is there is damaged, or of another campaign, or one cannot be kept
     */
    public void compute(List<Integer> parts, int threads, LongConsumer progress) throws IOException {
        ExecutorService pool = Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task, "part");
            thread.setDaemon(true);
            return thread;
        });
        try (PartFolder.Writer writer = folder.writer()) {
            CompletionService<byte[]> running = new ExecutorCompletionService<>(pool);
            parts.forEach(part ->
                    running.submit(() -> part < campaign.firsts() ? first(part, writer) : computed(part, writer)));
            for (int i = 0; i < parts.size(); i++) {
                running.take().get();
                progress.accept(1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (CancellationException) new CancellationException("interrupted").initCause(e);
        } catch (ExecutionException e) {
            throw thrown(e.getCause());
        } finally {
            pool.shutdownNow();
        }
    }

    private static IOException thrown(Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        if (cause instanceof UncheckedIOException unchecked) {
            return unchecked.getCause();
        }
        if (cause instanceof RuntimeException runtime) {
            throw runtime;
        }
        return (IOException) cause;
    }

    /** Other parts that need it wait until it is computed. */
    private byte[] first(int number, PartFolder.Writer writer) {
        return firsts.computeIfAbsent(number, part -> {
            try {
                return computed(part, writer);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private byte[] computed(int number, PartFolder.Writer writer) throws IOException {
        if (folder.has(number)) {
            return folder.get(number);
        }
        byte[] content = campaign.compute(number, first -> first(first, writer));
        writer.put(number, content);
        return content;
    }
}
