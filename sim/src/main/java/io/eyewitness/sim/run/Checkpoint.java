package io.eyewitness.sim.run;

import io.eyewitness.theory.console.Outputs;
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
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * How far a simulation is, in a file that is replaced whole: for each part how many chunks are done, and what they counted. A program
 * that is stopped goes on from it.
 */
final class Checkpoint {
    private static final long EVERY_NANOS = 500_000_000L;

    private final Path file;
    private final String settings;
    private final Map<String, Part> parts = new LinkedHashMap<>();
    private long written;

    /**
     * A part of the simulation.
     *
     * @param chunks how many are done
     * @param tally of these, as {@link Tally#write} writes it
     */
    record Part(long chunks, byte[] tally) {}

    private Checkpoint(Path file, String settings) {
        this.file = file;
        this.settings = settings;
        written = System.nanoTime();
    }

    /**
     * The checkpoint in a file; an empty one if there is none.
     *
     * @param settings all that decides the simulation's numbers
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
                        "a run with other settings, or of another version, was stopped there; repeat it, or start anew with --force");
            }
            for (int left = input.readInt(); left > 0; left--) {
                parts.put(input.readUTF(), new Part(input.readLong(), input.readNBytes(input.readInt())));
            }
        } catch (EOFException | UTFDataFormatException e) {
            throw new IllegalArgumentException(file + " is damaged; start anew with --force", e);
        }
    }

    /** How far a part is; 0 chunks if it was not begun. */
    Part part(String name) {
        return parts.getOrDefault(name, new Part(0, new byte[0]));
    }

    /** Notes how far a part is; the file is written at most twice a second, unless it must be. */
    void note(String name, long chunks, Tally<?> tally, boolean now) {
        if (!now && System.nanoTime() - written < EVERY_NANOS) {
            return;
        }
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            tally.write(new DataOutputStream(bytes));
            parts.put(name, new Part(chunks, bytes.toByteArray()));
            Outputs.write(file, content());
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
            output.writeInt(part.getValue().tally().length);
            output.write(part.getValue().tally());
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
