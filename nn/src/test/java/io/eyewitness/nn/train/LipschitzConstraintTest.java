package io.eyewitness.nn.train;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import io.eyewitness.nn.graph.Graph;
import io.eyewitness.nn.graph.GraphBuilder;
import io.eyewitness.nn.graph.GraphNetwork;
import io.eyewitness.nn.graph.Operation;
import io.eyewitness.nn.image.LabelledImages;
import io.eyewitness.nn.image.TinyImages;
import io.eyewitness.nn.lipschitz.LipschitzBounds;
import io.eyewitness.nn.network.Network;
import io.eyewitness.nn.progress.Progress;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LipschitzConstraintTest {
    private static final LabelledImages IMAGES = TinyImages.halves(96, 1, 8, 1);
    private static final Hyperparameters RECIPE = new Hyperparameters(6, 16, 0.05, 0.9, 0, 0, Augmentation.NONE);

    private static Graph chain() {
        return new GraphBuilder()
                .conv("conv", 1, 4, 3)
                .relu("relu")
                .then("average", new Operation.Flatten())
                .logits(4 * 64, 10, "linear")
                .graph("chain", TinyGraph.linear().input());
    }

    private static double largest(OptionalDouble most) {
        Training.Result trained = Training.run(chain(), IMAGES, RECIPE, most, 1, Device.cpu(), Progress.NONE);
        try (GraphNetwork network = new GraphNetwork(chain(), trained.parameters(), Device.cpu())) {
            LipschitzBounds bounds = LipschitzBounds.of(network, 8);
            return IntStream.range(0, 10)
                    .mapToDouble(logit -> bounds.of(Network.LOGITS, logit))
                    .max()
                    .orElseThrow();
        }
    }

    @Test
    void trainedNetworksKeepTheirBound() {
        double free = largest(OptionalDouble.empty());
        double kept = largest(OptionalDouble.of(0.5));
        assertTrue(free > 1, "without the constraint the bound is " + free);
        assertTrue(kept <= 0.5 * (1 + 1e-5) && kept > 0.4, "with it the bound is " + kept);
    }

    @Test
    void networksWithBatchNormalisationAreRefused() {
        String told = assertThrows(
                        IllegalArgumentException.class,
                        () -> Training.run(
                                TinyGraph.convolutional(),
                                IMAGES,
                                RECIPE,
                                OptionalDouble.of(1),
                                1,
                                Device.cpu(),
                                Progress.NONE))
                .getMessage();
        assertTrue(told.contains("batch normalisation") && told.contains("fashion_lipschitz"), told);
    }

    @Test
    void aConstantThatIsNotPositiveIsRefused() {
        assertThrows(
                IllegalArgumentException.class,
                () -> Training.run(chain(), IMAGES, RECIPE, OptionalDouble.of(0), 1, Device.cpu(), Progress.NONE));
    }
}
