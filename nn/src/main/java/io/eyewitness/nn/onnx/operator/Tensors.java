package io.eyewitness.nn.onnx.operator;

import io.eyewitness.nn.onnx.proto.Proto;
import io.eyewitness.nn.tensor.HalfPrecision;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The numbers of a file's tensors: inline, as raw bytes, or in another file beside it. Half precision is widened. */
public final class Tensors {
    private static final int FLOAT = 1;
    private static final int UINT8 = 2;
    private static final int INT8 = 3;
    private static final int UINT16 = 4;
    private static final int INT16 = 5;
    private static final int INT32 = 6;
    private static final int INT64 = 7;
    private static final int BOOL = 9;
    private static final int FLOAT16 = 10;
    private static final int DOUBLE = 11;
    private static final int UINT32 = 12;
    private static final int UINT64 = 13;
    private static final int BFLOAT16 = 16;

    private static final Map<Integer, Integer> SIZES = Map.ofEntries(
            Map.entry(FLOAT, 4),
            Map.entry(UINT8, 1),
            Map.entry(INT8, 1),
            Map.entry(UINT16, 2),
            Map.entry(INT16, 2),
            Map.entry(INT32, 4),
            Map.entry(INT64, 8),
            Map.entry(BOOL, 1),
            Map.entry(FLOAT16, 2),
            Map.entry(DOUBLE, 8),
            Map.entry(UINT32, 4),
            Map.entry(UINT64, 8),
            Map.entry(BFLOAT16, 2));

    private final Path folder;

    /** Those of files in a folder. */
    public Tensors(Path folder) {
        this.folder = folder;
    }

    /** Whether numbers of a type are floats. */
    public static boolean isReal(long type) {
        return type == FLOAT || type == FLOAT16 || type == DOUBLE || type == BFLOAT16;
    }

    /** Whether a type is one of integers or truth values. */
    static boolean isInteger(long type) {
        return !isReal(type) && SIZES.containsKey((int) type) && type <= UINT64;
    }

    static boolean isTruth(long type) {
        return type == BOOL;
    }

    /**
     * The numbers of a tensor.
     *
     * @throws IllegalArgumentException naming it, and what is wrong
     */
    public Constant read(Proto.Tensor tensor) {
        try {
            Integer width = SIZES.get(tensor.type());
            if (width == null) {
                throw new IllegalArgumentException("its numbers are of type " + tensor.type() + ", which is not known");
            }
            int size = Constant.size(tensor.shape());
            ByteBuffer raw = tensor.isExternal() ? external(tensor, (long) size * width) : tensor.raw();
            if (raw == null) {
                return listed(tensor, size);
            }
            if (raw.remaining() != (long) size * width) {
                throw new IllegalArgumentException(
                        raw.remaining() + " bytes are not those of the shape " + tensor.shape());
            }
            return raw(tensor, raw.duplicate().order(ByteOrder.LITTLE_ENDIAN), size);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("tensor " + tensor.name() + ": " + e.getMessage(), e);
        }
    }

    private static Constant listed(Proto.Tensor tensor, int size) {
        List<Long> bits = tensor.bits();
        if (bits.size() != size) {
            throw new IllegalArgumentException(bits.size() + " numbers do not fill the shape " + tensor.shape());
        }
        if (!isReal(tensor.type())) {
            return Constant.of(
                    tensor.shape(), bits.stream().mapToLong(Long::longValue).toArray());
        }
        float[] floats = new float[size];
        for (int i = 0; i < size; i++) {
            floats[i] = real(tensor.type(), bits.get(i));
        }
        return Constant.of(tensor.shape(), floats);
    }

    private static Constant raw(Proto.Tensor tensor, ByteBuffer raw, int size) {
        if (isReal(tensor.type())) {
            float[] floats = new float[size];
            for (int i = 0; i < size; i++) {
                floats[i] = real(tensor.type(), bits(tensor.type(), raw));
            }
            return Constant.of(tensor.shape(), floats);
        }
        long[] longs = new long[size];
        for (int i = 0; i < size; i++) {
            longs[i] = bits(tensor.type(), raw);
        }
        return Constant.of(tensor.shape(), longs);
    }

    private static long bits(int type, ByteBuffer raw) {
        return switch (type) {
            case FLOAT, INT32 -> raw.getInt();
            case UINT32 -> raw.getInt() & 0xffffffffL;
            case INT64, UINT64, DOUBLE -> raw.getLong();
            case UINT8, BOOL -> raw.get() & 0xff;
            case INT8 -> raw.get();
            case INT16 -> raw.getShort();
            default -> raw.getShort() & 0xffff;
        };
    }

    private static float real(int type, long bits) {
        return switch (type) {
            case FLOAT -> Float.intBitsToFloat((int) bits);
            case DOUBLE -> (float) Double.longBitsToDouble(bits);
            case BFLOAT16 -> HalfPrecision.ofBfloat16((short) bits);
            default -> HalfPrecision.ofBinary16((short) bits);
        };
    }

    private ByteBuffer external(Proto.Tensor tensor, long length) {
        String location = tensor.external().getOrDefault("location", "");
        Path file = beside(location);
        long offset = number(tensor, "offset", 0);
        long given = number(tensor, "length", length);
        if (given != length) {
            throw new IllegalArgumentException(
                    given + " bytes of " + location + " are not those of the shape " + tensor.shape());
        }
        if (length > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("it is too large");
        }
        try (FileChannel channel = FileChannel.open(file)) {
            if (offset < 0 || offset > channel.size() - length) {
                throw new IllegalArgumentException(location + " has no " + length + " bytes from " + offset + " on");
            }
            ByteBuffer bytes = ByteBuffer.allocate((int) length);
            while (bytes.hasRemaining() && channel.read(bytes, offset + bytes.position()) >= 0) {
                continue;
            }
            return bytes.flip();
        } catch (IOException e) {
            throw new IllegalArgumentException(location + " cannot be read: " + e.getMessage(), e);
        }
    }

    private Path beside(String location) {
        boolean isPlain = !location.isEmpty() && location.matches("[^/\\\\\\x00:]+") && !location.matches("\\.{1,2}");
        if (!isPlain) {
            throw new IllegalArgumentException(
                    "its numbers are in '" + location + "'; only files beside the model are read");
        }
        Path file = folder.resolve(location);
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new IllegalArgumentException(
                    "its numbers are in " + location + ", which is no file beside the model: put it there");
        }
        return file;
    }

    private static long number(Proto.Tensor tensor, String key, long otherwise) {
        String text = tensor.external().get(key);
        if (text == null) {
            return otherwise;
        }
        if (!text.matches("\\d{1,18}")) {
            throw new IllegalArgumentException("the " + key + " of its numbers is '" + text + "'");
        }
        return Long.parseLong(text);
    }
}
