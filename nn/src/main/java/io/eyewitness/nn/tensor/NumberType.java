package io.eyewitness.nn.tensor;

import java.nio.ByteBuffer;

/** How a safetensors file holds a number. */
enum NumberType {
    BF16(2, false, (bytes, at) -> Float.intBitsToFloat(bytes.getShort(at) << Short.SIZE)),
    F16(2, false, (bytes, at) -> halfToFloat(bytes.getShort(at))),
    F32(4, false, ByteBuffer::getFloat),
    F64(8, false, (bytes, at) -> (float) bytes.getDouble(at)),
    I64(8, true, ByteBuffer::getLong),
    I32(4, true, ByteBuffer::getInt),
    I8(1, true, ByteBuffer::get),
    U8(1, true, (bytes, at) -> bytes.get(at) & 0xff);

    private interface Reader {
        float read(ByteBuffer bytes, int at);
    }

    private final int bytes;
    private final boolean whole;
    private final Reader reader;

    NumberType(int bytes, boolean whole, Reader reader) {
        this.bytes = bytes;
        this.whole = whole;
        this.reader = reader;
    }

    int bytes() {
        return bytes;
    }

    /** As a float32, the nearest one to a float64. */
    float read(ByteBuffer bytes, int at) {
        return reader.read(bytes, at);
    }

    /** Whether it holds whole numbers, as counters and quantised weights are. */
    boolean isWhole() {
        return whole;
    }

    /** IEEE 754 binary16: {@code Float.float16ToFloat} is Java 20's. */
    private static float halfToFloat(short half) {
        int exponent = half >> 10 & 0x1f;
        int fraction = half & 0x3ff;
        float magnitude;
        if (exponent == 0x1f) {
            magnitude = fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
        } else if (exponent == 0) {
            magnitude = Math.scalb((float) fraction, -24);
        } else {
            magnitude = Math.scalb((float) (fraction | 0x400), exponent - 25);
        }
        return half < 0 ? -magnitude : magnitude;
    }
}
