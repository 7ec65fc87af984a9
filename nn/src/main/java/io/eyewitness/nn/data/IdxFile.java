package io.eyewitness.nn.data;

import io.eyewitness.theory.file.Reasons;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * An array of unsigned bytes in the IDX format of MNIST: two zero bytes, the type (8), the number of dimensions, each
 * as a big-endian 32-bit integer, then the bytes.
 *
 * @param name its name in messages
 * @param dimensions the sizes of the dimensions, the outermost first
 * @param bytes as many as the product of the dimensions
 */
record IdxFile(String name, int[] dimensions, byte[] bytes) {
    private static final int UNSIGNED_BYTES = 0x08;

    /** Reads a file, as {@link #read(InputStream, String, int)} does. */
    static IdxFile read(Path file, int rank) throws IOException {
        try {
            return read(Files.newInputStream(file), file.toString(), rank);
        } catch (IOException e) {
            throw Reasons.naming(file, e);
        }
    }

    /**
     * Reads an array, gzip-compressed or not, and closes the stream.
     *
     * @param rank the required number of dimensions
     * @throws MalformedData if it is no such file, or its length differs from its header
     */
    static IdxFile read(InputStream stream, String name, int rank) throws IOException {
        try (DataInputStream data = new DataInputStream(unzipped(stream))) {
            int magic = data.readInt();
            if (magic != (UNSIGNED_BYTES << 8 | rank)) {
                throw new MalformedData(
                        name,
                        String.format(
                                "it is not an IDX file of bytes in %d dimensions (it starts with %08x)", rank, magic));
            }
            int[] dimensions = new int[rank];
            for (int i = 0; i < rank; i++) {
                dimensions[i] = data.readInt();
            }
            int size = size(dimensions, name);
            byte[] bytes = data.readNBytes(size);
            if (bytes.length < size) {
                throw new MalformedData(name, "it ends early, after " + bytes.length + " of " + size + " bytes");
            }
            if (data.read() >= 0) {
                throw new MalformedData(name, "it holds more than the " + size + " bytes that its header states");
            }
            return new IdxFile(name, dimensions, bytes);
        } catch (EOFException e) {
            throw new MalformedData(name, "it ends early", e);
        } catch (ZipException e) {
            throw new MalformedData(name, "its compressed content is damaged: " + e.getMessage(), e);
        }
    }

    private static int size(int[] dimensions, String name) throws MalformedData {
        long size = 1;
        for (int dimension : dimensions) {
            size *= dimension;
            if (dimension < 1 || size > Integer.MAX_VALUE - Long.BYTES) {
                throw new MalformedData(
                        name,
                        "its header states the sizes " + Arrays.toString(dimensions)
                                + ", which are impossible for an array in memory");
            }
        }
        return (int) size;
    }

    private static InputStream unzipped(InputStream stream) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(stream);
        buffered.mark(2);
        boolean isGzip = buffered.read() == 0x1f && buffered.read() == 0x8b;
        buffered.reset();
        return isGzip ? new GZIPInputStream(buffered) : buffered;
    }
}
