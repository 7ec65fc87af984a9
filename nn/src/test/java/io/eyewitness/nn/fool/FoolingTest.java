package io.eyewitness.nn.fool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import io.eyewitness.nn.Progress;
import io.eyewitness.nn.data.FashionMnist;
import io.eyewitness.nn.graph.GraphNetwork;
import io.eyewitness.nn.image.LabelledImages;
import io.eyewitness.nn.image.TrainTest;
import io.eyewitness.nn.weights.Pretrained;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A circuit in the committed network, with short ascents and the built-in images. */
class FoolingTest {
    private static final CircuitPlan PLAN = new CircuitPlan("fashion", "relu4", 28, 12, 2, 3, 32, 7);

    @Test
    void eIsExactlyOneInEachParametrisationAndExactlyZeroOnNaturalImages() throws IOException {
        LabelledImages images = FashionMnist.builtIn().shuffled(1);
        TrainTest parts = new TrainTest(
                images.first(1000), images.subset(IntStream.range(1000, 2000).toArray()));
        try (GraphNetwork truth = Pretrained.network("fashion", Device.cpu())) {
            Fooling fooling = new Fooling(PLAN, truth, parts, List.of());
            Shown shown = new ShiftedUnits(1, fooling.outputs());
            Fooling.Views views = fooling.views(shown, done -> {});
            assertEquals(18 * 10 * PLAN.steps(), views.learntFrom().size());
            assertEquals(6 * 10 * PLAN.steps(), views.heldIn().size());
            Circuit circuit = fooling.circuit(shown, views, Progress.NONE);
            try (GraphNetwork fooled = circuit.in(truth)) {
                Map<String, Double> seen = fooling.visualizations(fooled, shown, done -> {}).rows().stream()
                        .collect(Collectors.groupingBy(
                                row -> row.start().parametrisation().name(),
                                Collectors.averagingDouble(Visualizations.Row::seen)));
                assertEquals(3, seen.size());
                seen.forEach((name, share) -> assertTrue(share > 0.9, "E is 1 at " + share + " of steps of " + name));
                double natural = fooling.outputs(fooled, done -> {}).means().get("naturalRight");
                assertTrue(natural > 0.98, "E is 0 on " + natural + " of natural images");
            }
        }
    }
}
