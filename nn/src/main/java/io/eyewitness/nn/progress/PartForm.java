package io.eyewitness.nn.progress;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The form in which a part of a computation is kept, to the last bit.
 *
 * @param <T> the type of the part
 * @param writer writes it
 * @param reader reads what the writer wrote
 */
public record PartForm<T>(Writer<T> writer, Reader<T> reader) {
    /** Bytes. */
    public static final PartForm<byte[]> BYTES = new PartForm<>(
            (bytes, out) -> {
                out.writeInt(bytes.length);
                out.write(bytes);
            },
            in -> in.readNBytes(in.readInt()));

    /** Single-precision numbers. */
    public static final PartForm<float[]> FLOATS = new PartForm<>(
            (values, out) -> {
                out.writeInt(values.length);
                for (float value : values) {
                    out.writeInt(Float.floatToRawIntBits(value));
                }
            },
            in -> {
                float[] values = new float[in.readInt()];
                for (int i = 0; i < values.length; i++) {
                    values[i] = Float.intBitsToFloat(in.readInt());
                }
                return values;
            });

    /** Double-precision numbers. */
    public static final PartForm<double[]> DOUBLES = new PartForm<>(
            (values, out) -> {
                out.writeInt(values.length);
                for (double value : values) {
                    out.writeLong(Double.doubleToRawLongBits(value));
                }
            },
            in -> {
                double[] values = new double[in.readInt()];
                for (int i = 0; i < values.length; i++) {
                    values[i] = Double.longBitsToDouble(in.readLong());
                }
                return values;
            });

    /** Writes a part. */
    @FunctionalInterface
    public interface Writer<T> {
        void write(T part, DataOutputStream out) throws IOException;
    }

    /** Reads a part. */
    @FunctionalInterface
    public interface Reader<T> {
        T read(DataInputStream in) throws IOException;
    }

    /** The form of a list of such parts. */
    public PartForm<List<T>> list() {
        return new PartForm<>(
                (parts, out) -> {
                    out.writeInt(parts.size());
                    for (T part : parts) {
                        writer.write(part, out);
                    }
                },
                in -> {
                    int size = in.readInt();
                    List<T> parts = new ArrayList<>();
                    for (int i = 0; i < size; i++) {
                        parts.add(reader.read(in));
                    }
                    return parts;
                });
    }
}
