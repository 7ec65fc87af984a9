package io.eyewitness.nn.visualize;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.eyewitness.nn.graph.GraphNetwork;
import io.eyewitness.nn.network.Network;
import io.eyewitness.nn.tensor.NotFinite;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ExamplesTest {
    private static final int SIZE = 9;

    @Test
    void equalValuesAreInTheOrderOfTheImages() {
        Examples examples = new Examples(Stream.of(1f, 3f, 1f, 3f)
                .map(value -> new Prediction(value, 0, 1))
                .toList());
        assertArrayEquals(new int[] {1, 3, 0}, examples.largest(3));
        assertArrayEquals(new int[] {0, 2, 1, 3}, examples.smallest(9));
    }

    @Test
    void aValueThatOverflowsIsRefusedAsActivationsAre() {
        Objective large = new Objective(
                "large",
                Set.of(Network.LOGITS),
                scene -> Objective.logit(1)
                        .of(scene)
                        .square()
                        .add(1)
                        .mul(Float.MAX_VALUE)
                        .mul(2));
        try (GraphNetwork network = TestNetwork.of(3);
                NDManager scratch = network.manager().newSubManager()) {
            NDArray images = scratch.ones(new Shape(2, 3, SIZE, SIZE));
            String message = assertThrows(NotFinite.class, () -> Prediction.of(network, large, images))
                    .getMessage();
            assertTrue(message.startsWith("test gives Infinity for large at image 0 of 2"), message);
        }
    }
}
