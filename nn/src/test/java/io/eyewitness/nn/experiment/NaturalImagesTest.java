package io.eyewitness.nn.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import io.eyewitness.nn.fool.HookedNetwork;
import io.eyewitness.nn.graph.Graph;
import io.eyewitness.nn.graph.GraphNetwork;
import io.eyewitness.nn.graph.Node;
import io.eyewitness.nn.graph.Operation;
import io.eyewitness.nn.image.LabelledImages;
import io.eyewitness.nn.network.InputSpec;
import io.eyewitness.nn.network.Network;
import io.eyewitness.nn.progress.Progress;
import io.eyewitness.nn.weights.Pretrained;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NaturalImagesTest {
    @TempDir
    private Path directory;

    /** The six claims of distill are measured one after the other on the same photographs. */
    @Test
    void photographsAreReadOnceForEachSize() throws IOException {
        Files.createDirectories(directory.resolve("ape"));
        ImageIO.write(
                new BufferedImage(4, 4, BufferedImage.TYPE_INT_RGB),
                "png",
                directory.resolve("ape/a.png").toFile());
        Graph graph = new Graph(
                "mean",
                new InputSpec(4, List.of(0f, 0f, 0f), List.of(1f, 1f, 1f)),
                List.of(new Node(Network.LOGITS, new Operation.GlobalAverage(), List.of(Graph.INPUT), Network.LOGITS)),
                List.of());
        try (GraphNetwork network = new GraphNetwork(graph, Map.of(), Device.cpu())) {
            NaturalImages images = NaturalImages.of(network, directory);
            LabelledImages photographs = images.test(4, Progress.NONE);
            assertSame(photographs, images.test(4, Progress.NONE));
            assertEquals(2, images.test(2, Progress.NONE).shape().height());
            assertEquals(4, images.test(4, Progress.NONE).shape().height());
        }
    }

    /** The claims of distill compare, one after the other, with the same statistics. */
    @Test
    void theStatisticsOfALayerAreComputedOnceForEachProtocol() throws IOException {
        try (GraphNetwork fashion = Pretrained.network("fashion", Device.cpu())) {
            int[] calls = new int[1];
            NaturalImages images =
                    NaturalImages.of(new HookedNetwork(fashion, batch -> calls[0]++), Path.of(NaturalImages.BUILT_IN));
            UnitProtocol protocol = UnitProtocol.of("fashion", 1);
            NaturalStatistics first = images.setup(protocol, Progress.NONE).naturals();
            int once = calls[0];
            assertTrue(once > 0);
            assertSame(first, images.setup(protocol, Progress.NONE).naturals());
            assertEquals(once, calls[0]);
            images.setup(UnitProtocol.of("fashion", 2), Progress.NONE);
            assertEquals(2 * once, calls[0]);
        }
    }
}
