package io.eyewitness.theory.function;

import java.util.List;
import java.util.stream.Stream;

/** The rows of the table. Source: theory.md section 3. */
public enum FunctionClass {
    F("F", "black box (all f with a min and a max)", "function with a minimum and a maximum"),
    NN("F_NN", "neural networks (ReLU networks of any size)", "neural network"),
    ERM(
            "F_ERM",
            "networks that minimise the empirical risk on a finite data set",
            "network that minimises the empirical risk on a finite data set"),
    LIP("F_Lip", "L-Lipschitz, L known", "L-Lipschitz function"),
    PAFF("F_PAff", "piecewise affine", "piecewise affine function"),
    MONO("F_Mono", "monotone (non-decreasing in each coordinate)", "monotone function"),
    CONV("F_Conv", "convex", "convex function"),
    AFF("F_Aff, d > 1", "affine, d > 1", "affine function of more than one variable"),
    AFF1("F_Aff, d = 1", "affine, d = 1", "affine function of one variable"),
    CONST("F_Const", "constant", "constant function");

    private final String symbol;
    private final String title;
    private final String member;

    FunctionClass(String symbol, String title, String member) {
        this.symbol = symbol;
        this.title = title;
        this.member = member;
    }

    /** The name in the table, "F_NN". */
    public String symbol() {
        return symbol;
    }

    /** The class in words, "convex". */
    public String title() {
        return title;
    }

    /** A member of the class in words, "convex function". */
    public String member() {
        return member;
    }

    /** The number of the row, from 1. */
    public int row() {
        return ordinal() + 1;
    }

    /** Whether witness pairs exist, as for rows 1 to 8. */
    public boolean hasWitnesses() {
        return this != AFF1 && this != CONST;
    }

    /** The least dimension in which the row is defined. */
    public int leastDimension() {
        return this == AFF ? 2 : 1;
    }

    /** The rows with witness pairs. */
    public static List<FunctionClass> withWitnesses() {
        return Stream.of(values()).filter(FunctionClass::hasWitnesses).toList();
    }
}
