package io.eyewitness.nn.fool.slingshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.eyewitness.nn.experiment.UnitProtocol;
import io.eyewitness.nn.fool.Logits;
import io.eyewitness.nn.fool.TargetImage;
import io.eyewitness.nn.graph.Graph;
import io.eyewitness.nn.graph.GraphNetwork;
import io.eyewitness.nn.graph.Node;
import io.eyewitness.nn.graph.Operation;
import io.eyewitness.nn.graph.Parameters;
import io.eyewitness.nn.image.ImageShape;
import io.eyewitness.nn.image.Images;
import io.eyewitness.nn.image.LabelledImages;
import io.eyewitness.nn.network.InputSpec;
import io.eyewitness.nn.tensor.Tensor;
import io.eyewitness.nn.visualize.Parametrisation;
import io.eyewitness.nn.visualize.Transforms;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** On a network so small that it is bent in a second. */
class SlingshotTest {
    private static final int SIZE = 6;
    private static final Graph GRAPH = new Graph(
            "tiny",
            new InputSpec(SIZE, List.of(0.5f), List.of(0.5f)),
            List.of(
                    new Node("conv", new Operation.Conv(1, 8, 3, 1, 1, 1, true), List.of(Graph.INPUT), "conv"),
                    new Node("relu1", new Operation.Relu(), List.of("conv"), "relu1"),
                    new Node("flat", new Operation.Flatten(), List.of("relu1"), "flat"),
                    new Node("hidden", new Operation.Linear(8 * SIZE * SIZE, 64), List.of("flat"), "hidden"),
                    new Node("relu2", new Operation.Relu(), List.of("hidden"), "relu2"),
                    new Node("logits", new Operation.Linear(64, 2), List.of("relu2"), "logits")),
            List.of());

    private static final List<Integer> ALL = List.of(0, 1);

    private static GraphNetwork truth;
    private static LabelledImages natural;
    private static Images target;

    @BeforeAll
    static void make() {
        truth = new GraphNetwork(GRAPH, Parameters.initial(GRAPH, 5), Device.cpu());
        byte[] pixels = new byte[20 * SIZE * SIZE];
        new Random(1).nextBytes(pixels);
        natural = LabelledImages.of(new ImageShape(1, SIZE, SIZE), List.of("a", "b"), pixels, new int[20]);
        target = TargetImage.eye(1, SIZE);
    }

    @AfterAll
    static void close() {
        truth.close();
    }

    private static FineTuning protocol(int steps, long seed) {
        return protocol(steps, 1, false, seed);
    }

    private static FineTuning protocol(int steps, double temperature, boolean augment, long seed) {
        return new FineTuning(
                new Parametrisation.Pixel(),
                Transforms.parse("jitter:1"),
                steps,
                20,
                16,
                20,
                1,
                5,
                temperature,
                augment,
                0.02,
                seed);
    }

    /** The mean cosine of the slope of the sum of some logits and the way to the target, half-way there. */
    private static double alignment(GraphNetwork network, String logits) {
        try (NDManager scratch = network.manager().newSubManager()) {
            Shape shape = new Shape(8, 1, SIZE, SIZE);
            Parametrisation.Pixel pixels = new Parametrisation.Pixel();
            NDArray start = pixels.image(pixels.initial(scratch, shape, new Random(99)));
            NDArray end = target.on(scratch).broadcast(shape);
            NDArray half = start.add(end).div(2);
            half.setRequiresGradient(true);
            try (GradientCollector collector = scratch.getEngine().newGradientCollector()) {
                collector.backward(network.logits(half).get(logits).sum());
            }
            NDArray way = end.sub(start).reshape(8, -1);
            NDArray slope = half.getGradient().reshape(8, -1);
            NDArray products = way.mul(slope).sum(new int[] {1});
            NDArray lengths = way.square()
                    .sum(new int[] {1})
                    .mul(slope.square().sum(new int[] {1}))
                    .sqrt();
            return products.div(lengths).mean().getFloat();
        }
    }

    private static float[] probabilities(GraphNetwork network, boolean flipped) {
        try (NDManager scratch = network.manager().newSubManager()) {
            NDArray images = natural.batch(scratch, 0, 20);
            return network.logits(flipped ? images.flip(3) : images).softmax(1).toFloatArray();
        }
    }

    @Test
    void slopesTurnToTheTargetAndNaturalProbabilitiesStay() {
        long[] steps = new long[1];
        Map<String, Tensor> bent =
                Slingshot.run(truth, ALL, target, natural, protocol(300, 3), done -> steps[0] += done);
        assertEquals(300, steps[0]);
        try (GraphNetwork network = new GraphNetwork(GRAPH, bent, Device.cpu())) {
            double before = alignment(truth, ":");
            double after = alignment(network, ":");
            assertTrue(after > 0.8 && after > before + 0.5, before + " -> " + after);
            double change = meanChange(probabilities(truth, false), probabilities(network, false));
            assertTrue(change < 0.05, "the probabilities changed by " + change);
        }
    }

    @Test
    void onlyAimedLogitsAreLed() {
        Map<String, Tensor> bent =
                Slingshot.run(truth, List.of(1), target, natural, protocol(300, 1, false, 3), done -> {});
        try (GraphNetwork network = new GraphNetwork(GRAPH, bent, Device.cpu())) {
            double aimed = alignment(network, ":, 1");
            double other = alignment(network, ":, 0");
            assertTrue(aimed > 0.8 && other < 0.4, aimed + " and " + other);
        }
        assertThrows(
                IllegalArgumentException.class,
                () -> Slingshot.run(truth, List.of(2), target, natural, protocol(1, 1), done -> {}));
    }

    /** A network that is sure of its answers: its probabilities say little of its logits, unless they are softened. */
    @Test
    void aTemperaturePreservesTheLogitsOfASureNetwork() {
        Map<String, Tensor> sure = new HashMap<>(truth.tensors());
        sure.replaceAll((name, tensor) -> name.startsWith("logits") ? times(tensor, 40) : tensor);
        try (GraphNetwork network = new GraphNetwork(GRAPH, sure, Device.cpu())) {
            double hard = logitChange(network, protocol(100, 1, false, 3));
            double soft = logitChange(network, protocol(100, 8, false, 3));
            assertTrue(soft < hard / 2, "logits changed by " + hard + ", and at temperature 8 by " + soft);
        }
    }

    @Test
    void augmentedImagesPreserveTheAnswersAtFlippedOnes() {
        double plain = flippedChange(protocol(300, 1, false, 3));
        double augmented = flippedChange(protocol(300, 1, true, 3));
        assertTrue(augmented < plain / 2, "probabilities of flipped images changed by " + plain + " and " + augmented);
    }

    private static Tensor times(Tensor tensor, float factor) {
        float[] values = tensor.values().clone();
        for (int i = 0; i < values.length; i++) {
            values[i] *= factor;
        }
        return new Tensor(tensor.shape(), values);
    }

    private static double logitChange(GraphNetwork network, FineTuning tuning) {
        Map<String, Tensor> bent = Slingshot.run(network, ALL, target, natural, tuning, done -> {});
        try (GraphNetwork after = new GraphNetwork(GRAPH, bent, Device.cpu())) {
            float[] was = Logits.of(network, natural);
            float[] is = Logits.of(after, natural);
            return meanChange(margins(was), margins(is));
        }
    }

    /** By how much the first logit is above the second, for each image: all that probabilities say of two logits. */
    private static float[] margins(float... logits) {
        float[] margins = new float[logits.length / 2];
        for (int i = 0; i < margins.length; i++) {
            margins[i] = logits[2 * i] - logits[2 * i + 1];
        }
        return margins;
    }

    private static double flippedChange(FineTuning tuning) {
        Map<String, Tensor> bent = Slingshot.run(truth, ALL, target, natural, tuning, done -> {});
        try (GraphNetwork after = new GraphNetwork(GRAPH, bent, Device.cpu())) {
            return meanChange(probabilities(truth, true), probabilities(after, true));
        }
    }

    private static double meanChange(float[] was, float[] is) {
        double change = 0;
        for (int i = 0; i < was.length; i++) {
            change += Math.abs(is[i] - was[i]) / was.length;
        }
        return change;
    }

    @Test
    void theSameSeedGivesTheSameNumbers() {
        Map<String, Tensor> once = Slingshot.run(truth, ALL, target, natural, protocol(3, 4), done -> {});
        assertEquals(once, Slingshot.run(truth, ALL, target, natural, protocol(3, 4), done -> {}));
    }

    @Test
    void aTargetOfAnotherShapeIsRefused() {
        Images larger = TargetImage.eye(1, SIZE + 1);
        assertThrows(
                IllegalArgumentException.class,
                () -> Slingshot.run(truth, ALL, larger, natural, protocol(1, 1), done -> {}));
        assertThrows(IllegalArgumentException.class, () -> protocol(0, 1));
    }

    /** Else a class that nobody looked at would have lost nothing. */
    @Test
    void accuracyOfAClassWithoutImagesIsNotMeasured() {
        String message = assertThrows(
                        IllegalArgumentException.class, () -> SlingshotExperiment.Measured.requireEachClassIn(natural))
                .getMessage();
        assertTrue(message.contains("no test image is of the class b"), message);
        SlingshotExperiment.Measured.requireEachClassIn(natural.relabelled(List.of("a"), 0));
    }

    /** What the ledger registers is recognised by its values. */
    @Test
    void theSameProtocolIsEqual() {
        UnitProtocol usual = UnitProtocol.of("fashion", 2);
        assertEquals(FineTuning.find("fashion", usual), FineTuning.find("fashion", usual));
        assertTrue(FineTuning.find("fashion", usual).isPresent());
    }
}
