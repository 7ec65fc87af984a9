package io.eyewitness.nn.visualize;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.eyewitness.nn.graph.GraphNetwork;
import org.junit.jupiter.api.Test;

/** What the engine's managers hold, which stays until they are closed; {@link StepBenchmark} looks at the whole process. */
class MemoryTest {
    private static final int STEPS = 50;

    @Test
    void aStepLeavesNothingBehind() {
        try (GraphNetwork network = TestNetwork.of(3);
                Optimization climb = VisualizationSpec.of(Objective.logit(1).plus(Objective.smoothness()))
                        .withSize(16)
                        .start(network)) {
            climb.advance();
            climb.images();
            int before = Held.by(network.manager());
            for (int i = 0; i < STEPS; i++) {
                climb.advance();
                climb.images();
            }
            assertEquals(before, Held.by(network.manager()));
        }
    }

    @Test
    void aClimbThatIsClosedLeavesNothingBehind() {
        try (GraphNetwork network = TestNetwork.of(3)) {
            int before = Held.by(network.manager());
            VisualizationSpec.of(Objective.logit(1)).withSize(16).withSteps(2).run(network);
            assertEquals(before, Held.by(network.manager()));
        }
    }

    @Test
    void whatIsLeftBehindIsCounted() {
        try (GraphNetwork network = TestNetwork.of(3);
                NDManager below = network.manager().newSubManager().newSubManager()) {
            int before = Held.by(network.manager());
            try (NDArray left = below.zeros(new Shape(2))) {
                assertEquals(before + 1, Held.by(network.manager()), left::toString);
            }
            assertEquals(before, Held.by(network.manager()));
        }
    }
}
