package io.eyewitness.nn.fool.circuit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import io.eyewitness.nn.data.FashionMnist;
import io.eyewitness.nn.fool.circuit.DeceptiveOutput.Permutation;
import io.eyewitness.nn.graph.GraphNetwork;
import io.eyewitness.nn.image.LabelledImages;
import io.eyewitness.nn.image.TrainTest;
import io.eyewitness.nn.progress.Progress;
import io.eyewitness.nn.weights.Pretrained;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A circuit in the committed network, with short ascents and the built-in images. */
class CircuitConstructionTest {
    private static final CircuitProtocol PROTOCOL =
            new CircuitProtocol("fashion", "relu4", 28, 12, 1, List.of("relu1", "relu2", "relu3"), 12, 7);

    @Test
    void eIsExactlyOneInEachParametrisationAndExactlyZeroOnNaturalImages() throws IOException {
        LabelledImages images = FashionMnist.builtIn().shuffled(1);
        TrainTest parts = new TrainTest(
                images.first(1000), images.subset(IntStream.range(1000, 2000).toArray()));
        try (GraphNetwork truth = Pretrained.network("fashion", Device.cpu())) {
            CircuitConstruction construction = new CircuitConstruction(PROTOCOL, truth, parts);
            DeceptiveOutput shown = new Permutation(1, construction.outputs());
            CircuitConstruction.Views views = construction.views(shown, Progress.NONE);
            assertEquals(6 * 10 * PROTOCOL.steps(), views.training().size());
            assertEquals(6 * 10 * PROTOCOL.steps(), views.thresholds().size());
            Circuit circuit = construction.circuit(shown, views, Progress.NONE);
            try (GraphNetwork fooled = circuit.in(truth)) {
                Map<String, Double> seen =
                        CircuitVisualizations.of(PROTOCOL, shown, truth, fooled, 10, Progress.NONE).rows().stream()
                                .collect(Collectors.groupingBy(
                                        row -> row.start().parametrisation().name(),
                                        Collectors.averagingDouble(CircuitVisualizations.Row::seen)));
                assertEquals(3, seen.size());
                seen.forEach((name, share) -> assertTrue(share > 0.99, "E is 1 at " + share + " of steps of " + name));
                double natural = NaturalOutputs.measure(truth, fooled, 0, parts.test(), Progress.NONE)
                        .means()
                        .get("naturalRight");
                assertTrue(natural > 0.98, "E is 0 on " + natural + " of natural images");
            }
        }
    }
}
