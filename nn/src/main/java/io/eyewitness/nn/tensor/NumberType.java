package io.eyewitness.nn.tensor;

import java.nio.ByteBuffer;

/** How a safetensors file holds a number. */
enum NumberType {
    BF16(2, false) {
        @Override
        float read(ByteBuffer bytes, int at) {
            return Float.intBitsToFloat(bytes.getShort(at) << Short.SIZE);
        }
    },
    F16(2, false) {
        @Override
        float read(ByteBuffer bytes, int at) {
            return halfToFloat(bytes.getShort(at));
        }
    },
    F32(4, false) {
        @Override
        float read(ByteBuffer bytes, int at) {
            return bytes.getFloat(at);
        }
    },
    F64(8, false) {
        @Override
        float read(ByteBuffer bytes, int at) {
            return (float) bytes.getDouble(at);
        }
    },
    I64(8, true) {
        @Override
        float read(ByteBuffer bytes, int at) {
            return bytes.getLong(at);
        }
    },
    I32(4, true) {
        @Override
        float read(ByteBuffer bytes, int at) {
            return bytes.getInt(at);
        }
    },
    I8(1, true) {
        @Override
        float read(ByteBuffer bytes, int at) {
            return bytes.get(at);
        }
    },
    U8(1, true) {
        @Override
        float read(ByteBuffer bytes, int at) {
            return bytes.get(at) & 0xff;
        }
    };

    private final int bytes;
    private final boolean whole;

    NumberType(int bytes, boolean whole) {
        this.bytes = bytes;
        this.whole = whole;
    }

    int bytes() {
        return bytes;
    }

    /** As a float32, the nearest one to a float64. */
    abstract float read(ByteBuffer bytes, int at);

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
