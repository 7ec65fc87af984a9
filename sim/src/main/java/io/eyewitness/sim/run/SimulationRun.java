package io.eyewitness.sim.run;

import io.eyewitness.theory.console.Version;
import io.eyewitness.theory.file.AtomicFiles;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UTFDataFormatException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongConsumer;
import java.util.zip.CRC32;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Runs a simulation in parts. Each part draws its samples in chunks of {@value #CHUNK}, and each chunk has a random stream of its own. The
 * same seed gives the same sums on any number of threads, and after an interruption.
 */
public final class SimulationRun implements Sampling.Totals, AutoCloseable {
    /** The number of samples in a chunk. */
    public static final int CHUNK = 1000;

    private final long seed;
    private final Chunks chunks;
    private final Checkpoint checkpoint;
    private final LongConsumer progress;
    private final Map<String, Accumulator<?>> totals = new HashMap<>();

    /**
     * The work of a chunk.
     *
     * @param <T> its sums
     */
    @FunctionalInterface
    public interface Work<T> {
        /** Draws samples and adds them to the sums. */
        void sample(UniformRandomProvider random, int samples, T sums);
    }

    private SimulationRun(long seed, Chunks chunks, Checkpoint checkpoint, LongConsumer progress) {
        this.seed = seed;
        this.chunks = chunks;
        this.checkpoint = checkpoint;
        this.progress = progress;
    }

    /**
     * Opens a run, which resumes if it was interrupted.
     *
     * @param state the checkpoint file
     * @param settings everything that decides the numbers but the seed
     * @param threads at least 1
     * @param progress receives the number of samples drawn since it was last called
     * @throws IllegalArgumentException if the state is of another run, or of another version of the program
     */
    public static SimulationRun open(Path state, String settings, long seed, int threads, LongConsumer progress)
            throws IOException {
        Checkpoint checkpoint = Checkpoint.open(state, Version.number() + ";2;" + seed + ";" + settings);
        return new SimulationRun(seed, new Chunks(threads), checkpoint, progress);
    }

    /** Runs the rest of a sampling, unless this run has done so. */
    @Override
    @SuppressWarnings("unchecked")
    public <T extends Accumulator<T>> T of(Sampling<T> sampling) {
        if (!totals.containsKey(sampling.name())) {
            totals.put(sampling.name(), sum(sampling));
        }
        return (T) totals.get(sampling.name());
    }

    private <T extends Accumulator<T>> T sum(Sampling<T> sampling) {
        String part = sampling.name();
        Work<T> work = sampling.work().apply(this);
        T total = sampling.empty().get();
        Checkpoint.Part before = checkpoint.part(part);
        long[] done = {before.chunks()};
        if (done[0] > 0) {
            restore(total, before.sums());
            progress.accept(Math.min(sampling.samples(), done[0] * CHUNK));
        }
        long all = sampling.size();
        Streams streams = new Streams(seed, part, done[0]);
        chunks.<T>inOrder(
                done[0],
                all,
                chunk -> {
                    UniformRandomProvider random = streams.next();
                    int size = sampling.samplesOf(chunk);
                    return () -> {
                        T sums = sampling.empty().get();
                        work.sample(random, size, sums);
                        return sums;
                    };
                },
                sums -> {
                    total.add(sums);
                    done[0]++;
                    checkpoint.note(part, done[0], total, done[0] == all);
                    progress.accept(sampling.samplesOf(done[0] - 1));
                });
        return total;
    }

    private static void restore(Accumulator<?> total, byte[] bytes) {
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

    /**
     * The progress of a simulation, in a file that is replaced as a whole: for each part the number of finished chunks and their sums. An
     * interrupted simulation resumes from it.
     */
    static final class Checkpoint {
        private static final long EVERY_NANOS = 500_000_000L;

        private final Path file;
        private final String settings;
        private final Map<String, Part> parts = new LinkedHashMap<>();
        private long written;

        /**
         * A part of the simulation.
         *
         * @param chunks the number of finished chunks
         * @param sums the sums of these, as {@link Accumulator#write} writes them
         */
        record Part(long chunks, byte[] sums) {}

        private Checkpoint(Path file, String settings) {
            this.file = file;
            this.settings = settings;
            written = System.nanoTime();
        }

        /**
         * The checkpoint in a file; an empty one if there is none.
         *
         * @param settings everything that decides the numbers of the simulation
         * @throws IllegalArgumentException if the file is of a simulation with other settings, or damaged
         */
        static Checkpoint open(Path file, String settings) throws IOException {
            Checkpoint checkpoint = new Checkpoint(file, settings);
            if (Files.exists(file)) {
                checkpoint.read(Files.readAllBytes(file));
            }
            return checkpoint;
        }

        private void read(byte[] content) throws IOException {
            try {
                DataInputStream input = new DataInputStream(new ByteArrayInputStream(content));
                long checksum = input.readLong();
                if (checksum != checksum(content, Long.BYTES)) {
                    throw new UTFDataFormatException();
                }
                if (!input.readUTF().equals(settings)) {
                    throw new IllegalArgumentException(
                            "a run with other settings, or of another version, was stopped there; repeat it, or start again with --force");
                }
                for (int left = input.readInt(); left > 0; left--) {
                    parts.put(input.readUTF(), new Part(input.readLong(), input.readNBytes(input.readInt())));
                }
            } catch (EOFException | UTFDataFormatException e) {
                throw new IllegalArgumentException(file + " is damaged; start again with --force", e);
            }
        }

        /** The progress of a part: 0 chunks if it was not begun. */
        Part part(String name) {
            return parts.getOrDefault(name, new Part(0, new byte[0]));
        }

        /** Records the progress of a part. The file is written at most twice a second, unless {@code now} is set. */
        void note(String name, long chunks, Accumulator<?> sums, boolean now) {
            if (!now && System.nanoTime() - written < EVERY_NANOS) {
                return;
            }
            try {
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                sums.write(new DataOutputStream(bytes));
                parts.put(name, new Part(chunks, bytes.toByteArray()));
                AtomicFiles.write(file, content());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            written = System.nanoTime();
        }

        private byte[] content() throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            DataOutputStream output = new DataOutputStream(bytes);
            output.writeLong(0);
            output.writeUTF(settings);
            output.writeInt(parts.size());
            for (Map.Entry<String, Part> part : parts.entrySet()) {
                output.writeUTF(part.getKey());
                output.writeLong(part.getValue().chunks());
                output.writeInt(part.getValue().sums().length);
                output.write(part.getValue().sums());
            }
            byte[] content = bytes.toByteArray();
            ByteBuffer.wrap(content).putLong(checksum(content, Long.BYTES));
            return content;
        }

        private static long checksum(byte[] content, int from) {
            CRC32 checksum = new CRC32();
            checksum.update(content, from, Math.max(0, content.length - from));
            return checksum.getValue();
        }
    }
}
