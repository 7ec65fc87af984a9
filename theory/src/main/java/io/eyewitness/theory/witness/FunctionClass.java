package io.eyewitness.theory.witness;

import java.util.List;
import java.util.stream.Stream;

/** The rows of the table. Source: theory.md section 3. */
public enum FunctionClass {
    F("F", "black box (all f with a min and a max)"),
    NN("F_NN", "neural networks (ReLU networks of any size)"),
    ERM("F_ERM", "networks that minimise the empirical risk on a finite data set"),
    LIP("F_Lip", "L-Lipschitz, L known"),
    PAFF("F_PAff", "piecewise affine"),
    MONO("F_Mono", "monotone (non-decreasing in each coordinate)"),
    CONV("F_Conv", "convex"),
    AFF("F_Aff, d > 1", "affine, d > 1"),
    AFF1("F_Aff, d = 1", "affine, d = 1"),
    CONST("F_Const", "constant");

    private final String symbol;
    private final String title;

    FunctionClass(String symbol, String title) {
        this.symbol = symbol;
        this.title = title;
    }

    /** The name in the table, "F_NN". */
    public String symbol() {
        return symbol;
    }

    /** What the class is, in words. */
    public String title() {
        return title;
    }

    /** The number of the row, from 1. */
    public int row() {
        return ordinal() + 1;
    }

    /** Whether witness pairs exist, as for rows 1 to 8. */
    public boolean hasWitnesses() {
        return this != AFF1 && this != CONST;
    }

    /** The least dimension in which the row is meant. */
    public int leastDimension() {
        return this == AFF ? 2 : 1;
    }

    /** The rows with witness pairs. */
    public static List<FunctionClass> withWitnesses() {
        return Stream.of(values()).filter(FunctionClass::hasWitnesses).toList();
    }
}
