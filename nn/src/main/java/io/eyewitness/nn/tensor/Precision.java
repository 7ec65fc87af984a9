package io.eyewitness.nn.tensor;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The numbers in which a network is computed. */
public enum Precision {
    /** 32 bits, of which 8 are the exponent. */
    SINGLE(6),
    /** 16 bits, of which 5 are the exponent. */
    HALF(5),
    /** 16 bits, of which 8 are the exponent. */
    BFLOAT16(15);

    /** PyTorch's number of the type. */
    private final int type;

    Precision(int type) {
        this.type = type;
    }

    int type() {
        return type;
    }

    @Override
    @JsonValue
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
