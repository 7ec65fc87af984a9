package io.eyewitness.nn.graph;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import com.fasterxml.jackson.annotation.JsonTypeName;
import io.eyewitness.nn.graph.Parameter.Role;
import java.util.List;

/**
 * Cones over some images: the larger of 0 and 1 - slope |x - centre| in the l1-norm, which is exactly 1 at the centre and exactly 0 at
 * distances of at least 1 / slope. Parameters: {@code centre} (count, channels * size * size) and {@code slope} (count). The output is (batch,
 * count); an image of another size lies in no cone.
 */
@JsonTypeName("cones")
public record Cones(int count, int channels, int size) implements Operation {
    public Cones {
        Operation.requirePositive("cones", count, channels, size);
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                Parameter.of("centre", Role.FIXED, count, (long) channels * size * size),
                Parameter.of("slope", Role.FIXED, count));
    }

    @Override
    public NDArray apply(List<NDArray> inputs, Parameters parameters, boolean training) {
        NDArray images = inputs.get(0);
        Shape shape = images.getShape();
        long batch = shape.get(0);
        if (shape.get(2) != size || shape.get(3) != size) {
            return images.getManager().zeros(new Shape(batch, count));
        }
        NDArray distances =
                images.reshape(batch, 1, -1).sub(parameters.get("centre")).abs().sum(new int[] {2});
        return Activation.relu(distances.mul(parameters.get("slope")).neg().add(1));
    }
}
