package io.eyewitness.nn.defend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import io.eyewitness.nn.data.FashionMnist;
import io.eyewitness.nn.experiment.Setup;
import io.eyewitness.nn.experiment.UnitProtocol;
import io.eyewitness.nn.fool.circuit.DeceptiveOutput.Permutation;
import io.eyewitness.nn.graph.GraphNetwork;
import io.eyewitness.nn.image.Images;
import io.eyewitness.nn.image.LabelledImages;
import io.eyewitness.nn.paths.Paths;
import io.eyewitness.nn.visualize.UnitSpec;
import io.eyewitness.nn.weights.Pretrained;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** With natural images in place of visualizations, whose scores are known in advance. */
class DefenceTest {
    private static final UnitProtocol PROTOCOL = UnitProtocol.of("fashion", 3).withSteps(2);

    private static GraphNetwork network;
    private static LabelledImages images;
    private static Setup setup;

    @BeforeAll
    static void open() throws IOException {
        network = Pretrained.network("fashion", Device.cpu());
        images = FashionMnist.builtIn().first(150);
        setup = PROTOCOL.on(network, images);
    }

    @AfterAll
    static void close() {
        network.close();
    }

    private static Images ofClass(int label) {
        LabelledImages some = FashionMnist.builtIn();
        LabelledImages chosen = some.subset(some.ofClass(label)).first(4);
        try (NDManager scratch = network.manager().newSubManager()) {
            return Images.of(chosen.batch(scratch, 0, 4));
        }
    }

    private static Scores scores(String unit, int label) {
        return Scores.of(network, UnitSpec.parse(unit), ofClass(label), Paths.layers(network), images, 1);
    }

    @Test
    void imagesOfTheClassAgreeWithTheTopExamplesAndOthersDoNot() {
        for (int label : new int[] {1, 5, 8}) {
            Scores own = scores("logit:" + label, label);
            Scores other = scores("logit:" + label, (label + 3) % 10);
            assertTrue(own.agreement() > other.agreement(), own + " " + other);
            assertTrue(own.path() > 0 && own.path() > other.path(), own + " " + other);
        }
    }

    @Test
    void unitsAreThoseOfTheLayerThatWasReplaced() {
        DefenceExperiment defence = new DefenceExperiment(PROTOCOL, 2, 100, Map.of());
        try (GraphNetwork shifted = new Permutation(1, 10).network(network)) {
            List<UnitSpec> units = defence.units(network, shifted);
            assertEquals(10, units.size());
            assertEquals("logit:9", units.get(9).toString());
            long[] parts = new long[1];
            List<DefenceExperiment.Scored> scored =
                    defence.score(setup, shifted, units.subList(0, 2), done -> parts[0] += done);
            assertEquals(4 + 2, parts[0], "ascents and scores");
            assertEquals(2, scored.get(1).visualizations().batch());
        }
        assertEquals("logit:0", defence.units(network, network).get(0).toString());
    }

    @Test
    void whatHasNoPathOrNothingToCompareWithIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> scores("conv1:0", 1));
        assertThrows(
                IllegalArgumentException.class,
                () -> Scores.of(
                        network, UnitSpec.parse("logit:1"), ofClass(1), Paths.layers(network), images.first(100), 1));
    }
}
