package io.eyewitness.nn.graph;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.List;

/**
 * The nearest number in [0,1], as two ReLUs: {@code 1 - relu(1 - relu(x))}. It is exactly 0 where x is at most 0 and exactly 1
 * where x is at least 1, and at neither has a gradient.
 */
@JsonTypeName("unit-clamp")
public record UnitClamp() implements Operation {
    @Override
    public NDArray apply(List<NDArray> inputs, Parameters parameters, boolean training) {
        return fromOne(Activation.relu(fromOne(Activation.relu(inputs.get(0)))));
    }

    private static NDArray fromOne(NDArray array) {
        return array.neg().add(1);
    }
}
