package io.eyewitness.nn.onnx.proto;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.function.LongConsumer;

/**
 * Reads the fields of a message in protobuf's wire format, one after another: {@link #next}, then its value. Bytes are not copied.
 *
 * <p>Source: Protocol Buffers, "Encoding".
 */
final class Wire {
    private static final int VARINT = 0;
    private static final int EIGHT_BYTES = 1;
    private static final int COUNTED = 2;
    private static final int FOUR_BYTES = 5;
    private static final int LONGEST_VARINT = 70;

    private final ByteBuffer bytes;
    private int field;
    private int type;

    Wire(ByteBuffer bytes) {
        this.bytes = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Goes to the next field, if there is one; the value of the one before has to be read or skipped. */
    boolean next() {
        if (!bytes.hasRemaining()) {
            return false;
        }
        long tag = varint();
        field = (int) (tag >>> 3);
        type = (int) (tag & 7);
        if (tag >>> 3 < 1 || tag >>> 3 > Integer.MAX_VALUE >> 2) {
            throw damaged("a field's number is wrong");
        }
        return true;
    }

    int field() {
        return field;
    }

    long number() {
        require(VARINT);
        return varint();
    }

    float real() {
        require(FOUR_BYTES);
        requireRest(Float.BYTES);
        return bytes.getFloat();
    }

    String text() {
        return StandardCharsets.UTF_8.decode(content()).toString();
    }

    Wire message() {
        return new Wire(content());
    }

    /** Bytes that are counted. */
    ByteBuffer content() {
        require(COUNTED);
        long length = varint();
        requireRest(length);
        ByteBuffer content = bytes.slice(bytes.position(), (int) length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.position(bytes.position() + (int) length);
        return content;
    }

    /** One of the numbers of a repeated field, or all of them, if they are packed. */
    void numbers(LongConsumer consumer) {
        if (type == VARINT) {
            consumer.accept(varint());
            return;
        }
        Wire packed = message();
        while (packed.bytes.hasRemaining()) {
            consumer.accept(packed.varint());
        }
    }

    /** The same of numbers of 4 or 8 bytes, as their bits. */
    void bits(int size, LongConsumer consumer) {
        ByteBuffer some;
        if (type == COUNTED) {
            some = content();
        } else {
            require(size == Integer.BYTES ? FOUR_BYTES : EIGHT_BYTES);
            requireRest(size);
            some = bytes.slice(bytes.position(), size).order(ByteOrder.LITTLE_ENDIAN);
            bytes.position(bytes.position() + size);
        }
        while (some.hasRemaining()) {
            if (some.remaining() < size) {
                throw damaged("a list of numbers ends within one");
            }
            consumer.accept(size == Integer.BYTES ? some.getInt() : some.getLong());
        }
    }

    void skip() {
        switch (type) {
            case VARINT -> varint();
            case EIGHT_BYTES -> move(Long.BYTES);
            case COUNTED -> content();
            case FOUR_BYTES -> move(Integer.BYTES);
            default -> throw damaged("a field is of no known type");
        }
    }

    private void move(int length) {
        requireRest(length);
        bytes.position(bytes.position() + length);
    }

    private long varint() {
        long value = 0;
        for (int shift = 0; shift < LONGEST_VARINT; shift += 7) {
            requireRest(1);
            byte part = bytes.get();
            value |= (part & 0x7fL) << shift;
            if (part >= 0) {
                return value;
            }
        }
        throw damaged("a number is too long");
    }

    private void require(int wanted) {
        if (type != wanted) {
            throw damaged("field " + field + " is of another type than ONNX has there");
        }
    }

    private void requireRest(long length) {
        if (length < 0 || length > bytes.remaining()) {
            throw damaged("it ends too early");
        }
    }

    private static IllegalArgumentException damaged(String fault) {
        return new IllegalArgumentException(
                "it is no ONNX file, or it is damaged (" + fault + "): download or export it again");
    }
}
