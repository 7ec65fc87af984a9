package io.eyewitness.sim.run;

import io.eyewitness.theory.console.Version;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * A simulation in parts. Each part draws so many samples in chunks of {@value #CHUNK}, a chunk with a random stream of its own; the
 * same seed gives the same tallies on any number of threads, and after a stop.
 */
public final class Campaign implements AutoCloseable {
    /** Samples of a chunk. */
    public static final int CHUNK = 1000;

    private final long seed;
    private final Chunks chunks;
    private final Checkpoint checkpoint;
    private final LongConsumer progress;

    /**
     * What a chunk does.
     *
     * @param <T> what it counts
     */
    @FunctionalInterface
    public interface Work<T> {
        /** Draws so many samples and counts them. */
        void sample(UniformRandomProvider random, int samples, T tally);
    }

    private Campaign(long seed, Chunks chunks, Checkpoint checkpoint, LongConsumer progress) {
        this.seed = seed;
        this.chunks = chunks;
        this.checkpoint = checkpoint;
        this.progress = progress;
    }

    /**
     * A campaign, where it was left if it was stopped.
     *
     * @param state the file that says how far it is
     * @param settings all that decides the numbers but the seed
     * @param threads at least 1
     * @param progress told of samples that are drawn
     * @throws IllegalArgumentException if the state is of another campaign, or of another version of the program
     */
    public static Campaign open(Path state, String settings, long seed, int threads, LongConsumer progress)
            throws IOException {
        Checkpoint checkpoint = Checkpoint.open(state, Version.number() + ";" + seed + ";" + settings);
        return new Campaign(seed, new Chunks(threads), checkpoint, progress);
    }

    /**
     * Does what is left of a part.
     *
     * @param part its name, which chooses its random streams
     * @param samples at least 1
     * @param empty makes an empty tally
     * @param work draws and counts
     * @return what all samples counted
     */
    public <T extends Tally<T>> T run(String part, long samples, Supplier<T> empty, Work<T> work) {
        T total = empty.get();
        Checkpoint.Part before = checkpoint.part(part);
        long[] done = {before.chunks()};
        if (done[0] > 0) {
            restore(total, before.tally());
            progress.accept(Math.min(samples, done[0] * CHUNK));
        }
        long all = (samples + CHUNK - 1) / CHUNK;
        Streams streams = new Streams(seed, part).skip(done[0]);
        chunks.<T>inOrder(
                done[0],
                all,
                chunk -> {
                    UniformRandomProvider random = streams.next();
                    int size = (int) Math.min(CHUNK, samples - chunk * CHUNK);
                    return () -> {
                        T tally = empty.get();
                        work.sample(random, size, tally);
                        return tally;
                    };
                },
                tally -> {
                    total.add(tally);
                    done[0]++;
                    checkpoint.note(part, done[0], total, done[0] == all);
                    progress.accept(Math.min(CHUNK, samples - (done[0] - 1) * CHUNK));
                });
        return total;
    }

    private static void restore(Tally<?> total, byte[] bytes) {
        try {
            total.read(new DataInputStream(new ByteArrayInputStream(bytes)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        chunks.close();
    }
}
