package io.eyewitness.nn.graph;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.List;

/**
 * The channels, or units, in another order: unit i is the input's unit i + shift, counted round the end.
 *
 * @param shift at least 1; once applied, fewer than there are units
 */
@JsonTypeName("roll")
public record Roll(int shift) implements Operation {
    public Roll {
        Checks.positive("roll", shift);
    }

    @Override
    public NDArray apply(List<NDArray> inputs, Parameters parameters, boolean training) {
        NDArray input = inputs.get(0);
        if (shift >= input.getShape().get(1)) {
            throw new IllegalArgumentException("a shift by " + shift + " goes round all "
                    + input.getShape().get(1) + " units; give a smaller one");
        }
        return input.get(":,{}:", shift).getNDArrayInternal().concat(new NDList(input.get(":,:{}", shift)), 1);
    }
}
