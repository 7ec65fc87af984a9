package io.eyewitness.nn.weights;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import io.eyewitness.nn.data.FashionMnist;
import io.eyewitness.nn.graph.GraphNetwork;
import io.eyewitness.nn.image.TrainTest;
import io.eyewitness.nn.lipschitz.LipschitzBounds;
import io.eyewitness.nn.network.Network;
import io.eyewitness.nn.network.SampleData;
import io.eyewitness.nn.train.Accuracy;
import io.eyewitness.nn.train.Task;
import java.io.IOException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PretrainedTest {
    @Test
    void fashionClassesTheBuiltInImagesRight() throws IOException {
        try (GraphNetwork network = Pretrained.network("fashion", Device.cpu())) {
            assertEquals(Task.FASHION.graph(), network.graph());
            Accuracy accuracy = Accuracy.of(network, FashionMnist.builtIn(), done -> {});
            assertTrue(accuracy.share() > 0.9, accuracy::toString);
        }
    }

    /** It was trained with {@code --lipschitz 1}, and classes 69.78 % of all 10,000 right. */
    @Test
    void fashionLipschitzKeepsItsBound() throws IOException {
        try (GraphNetwork network = Pretrained.network("fashion_lipschitz", Device.cpu())) {
            assertEquals(Task.FASHION_LIPSCHITZ.graph(), network.graph());
            LipschitzBounds bounds = LipschitzBounds.of(network, 28);
            double largest = IntStream.range(0, 10)
                    .mapToDouble(logit -> bounds.of(Network.LOGITS, logit))
                    .max()
                    .orElseThrow();
            assertEquals(1, largest, 1e-3);
            assertTrue(largest <= 1, "the bound is " + largest);
            Accuracy accuracy = Accuracy.of(network, FashionMnist.builtIn(), done -> {});
            assertTrue(accuracy.share() > 0.66, accuracy::toString);
        }
    }

    /** 85.79 % of all 10,000; a sample of 2,000 is within 2 points of that. */
    @Test
    void cifarClassesItsTestImagesRight() throws IOException {
        try (GraphNetwork network = Pretrained.network("cifar", Device.cpu())) {
            assertEquals(Task.CIFAR.graph(), network.graph());
            TrainTest data = Task.CIFAR.read(SampleData.require("cifar10-jpeg.tar.gz"), note -> {});
            assertEquals(10_000, data.test().size());
            Accuracy accuracy = Accuracy.of(network, data.test().shuffled(1).first(2000), done -> {});
            assertTrue(accuracy.share() > 0.83, accuracy::toString);
        }
    }

    @Test
    void aNetworkWithoutWeightsIsRefused() {
        String message = assertThrows(
                        IllegalArgumentException.class, () -> Pretrained.network("squeezenet1_1", Device.cpu()))
                .getMessage();
        assertTrue(message.contains("fashion"), message);
    }
}
