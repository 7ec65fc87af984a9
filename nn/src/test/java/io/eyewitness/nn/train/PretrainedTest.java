package io.eyewitness.nn.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import io.eyewitness.nn.data.FashionMnist;
import io.eyewitness.nn.network.GraphNetwork;
import java.io.IOException;
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

    @Test
    void aNetworkWithoutWeightsIsRefused() {
        String message = assertThrows(
                        IllegalArgumentException.class, () -> Pretrained.network("squeezenet1_1", Device.cpu()))
                .getMessage();
        assertTrue(message.contains("fashion"), message);
    }
}
