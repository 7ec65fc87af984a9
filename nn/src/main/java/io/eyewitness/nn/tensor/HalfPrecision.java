package io.eyewitness.nn.tensor;

/** The two formats of numbers of 16 bits that networks are saved in; every one is a float32. */
public final class HalfPrecision {
    private HalfPrecision() {}

    /** The number whose bits in bfloat16 these are: the upper half of a float32. */
    public static float ofBfloat16(short bits) {
        return Float.intBitsToFloat(bits << Short.SIZE);
    }

    /** The number whose bits in IEEE 754 binary16 these are; {@code Float.float16ToFloat} is Java 20's. */
    public static float ofBinary16(short bits) {
        int exponent = bits >> 10 & 0x1f;
        int fraction = bits & 0x3ff;
        float magnitude;
        if (exponent == 0x1f) {
            magnitude = fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
        } else if (exponent == 0) {
            magnitude = Math.scalb((float) fraction, -24);
        } else {
            magnitude = Math.scalb((float) (fraction | 0x400), exponent - 25);
        }
        return bits < 0 ? -magnitude : magnitude;
    }
}
