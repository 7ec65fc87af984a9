package io.eyewitness.nn.visualize;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import io.eyewitness.nn.architecture.Architectures;
import io.eyewitness.nn.graph.Graph;
import io.eyewitness.nn.graph.GraphNetwork;
import io.eyewitness.nn.graph.Node;
import io.eyewitness.nn.graph.Operation;
import io.eyewitness.nn.graph.Pointwise;
import io.eyewitness.nn.image.Images;
import io.eyewitness.nn.network.ForwardingNetwork;
import io.eyewitness.nn.network.InputSpec;
import io.eyewitness.nn.network.Network;
import io.eyewitness.nn.network.SampleData;
import io.eyewitness.nn.onnx.ImageInput;
import io.eyewitness.nn.onnx.OnnxFile;
import io.eyewitness.nn.tensor.Adam;
import io.eyewitness.nn.tensor.Tensor;
import io.eyewitness.nn.weights.NetworkFile;
import io.eyewitness.nn.weights.Pretrained;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ascents that start where ReLUs are closed, so that the objective's slope is exactly 0. */
class DeadZoneTest {
    private static final int SIZE = 6;

    private static GraphNetwork gates;
    private static GraphNetwork limited;

    /** A network that does not show its ReLUs: what an ascent is without redirection. */
    private static final class Opaque extends ForwardingNetwork {
        Opaque(Network network) {
            super(network);
        }
    }

    /**
     * Three gates on a grey pixel: above 0.3, open at grey; above 0.97, which natural images have; above 9, which none has. A second ReLU
     * opens where the last two are together above 0.005. Logits read its mean and minus that.
     */
    @BeforeAll
    static void open() {
        gates = gates(new Operation.Relu());
        limited = gates(new Pointwise(Pointwise.Function.CLIP, 0, 6));
    }

    static GraphNetwork gates() {
        return gates(new Operation.Relu());
    }

    private static GraphNetwork gates(Operation relu) {
        Graph graph = new Graph(
                "gates",
                new InputSpec(SIZE, List.of(0f), List.of(1f)),
                List.of(
                        node("conv1", new Operation.Conv(1, 3, 1, 1, 0, 1, true), Graph.INPUT),
                        node("gate", relu, "conv1"),
                        node("conv2", new Operation.Conv(3, 1, 1, 1, 0, 1, true), "gate"),
                        node("second", relu, "conv2"),
                        node("pool", new Operation.MaxPool(2, 2, 0, false), "second"),
                        node("twice", new Operation.Add(), "pool", "pool"),
                        node("average", new Operation.GlobalAverage(), "twice"),
                        node(Network.LOGITS, new Operation.Linear(1, 2), "average")),
                List.of());
        return new GraphNetwork(
                graph,
                Map.of(
                        "conv1.weight", new Tensor(List.of(3L, 1L, 1L, 1L), new float[] {1, 1, 1}),
                        "conv1.bias", new Tensor(List.of(3L), new float[] {-0.3f, -0.97f, -9}),
                        "conv2.weight", new Tensor(List.of(1L, 3L, 1L, 1L), new float[] {0, 1, 1}),
                        "conv2.bias", new Tensor(List.of(1L), new float[] {-0.005f}),
                        "logits.weight", new Tensor(List.of(2L, 1L), new float[] {1, -1}),
                        "logits.bias", new Tensor(List.of(2L), new float[] {0, 0})),
                Device.cpu());
    }

    private static Node node(String layer, Operation operation, String... inputs) {
        return new Node(layer, operation, List.of(inputs), layer);
    }

    @AfterAll
    static void close() {
        gates.close();
        limited.close();
    }

    private static VisualizationSpec ascent(Objective... objectives) {
        return VisualizationSpec.ofEach(List.of(objectives))
                .withParametrisation(new Parametrisation.Pixel())
                .withTransforms(Transforms.none())
                .withSize(SIZE)
                .withSteps(150)
                .withSeed(2);
    }

    private static Objective unit(String text) {
        return UnitSpec.parse(text).objective();
    }

    private static Images start(VisualizationSpec ascent, Network network) {
        try (Optimization climb = ascent.start(network)) {
            return climb.images();
        }
    }

    /** What the objective is at images as they are. */
    private static float[] values(Objective objective, Network network, Images images) {
        try (NDManager scratch = network.manager().newSubManager()) {
            NDArray array = images.on(scratch);
            return objective
                    .of(new Activations(array, network.activations(array, objective.layers())))
                    .toFloatArray();
        }
    }

    static Stream<Arguments> closedAtTheStart() {
        Stream<Objective> objectives = Stream.of(
                unit("gate:1"),
                unit("gate:1,2,3"),
                unit("second:0"),
                unit("pool:0"),
                unit("average:0"),
                unit("logit:0"),
                unit("-logit:1"),
                Objective.direction("gate", 0, 1, 0.5f),
                Objective.direction("second", 1));
        return objectives.flatMap(objective -> Stream.of(
                        new Parametrisation.Pixel(), new Parametrisation.Fourier(), new Parametrisation.Maco())
                .map(images -> Arguments.of(images, objective)));
    }

    @ParameterizedTest
    @MethodSource("closedAtTheStart")
    void whatIsClosedAtTheStartRises(Parametrisation images, Objective objective) {
        rises(gates, ascent(objective).withParametrisation(images));
    }

    /** MobileNetV2 has these. */
    @ParameterizedTest
    @MethodSource("closedAtTheStart")
    void whatIsClosedAtTheStartRisesWhereReluHaveALimit(Parametrisation images, Objective objective) {
        rises(limited, ascent(objective).withParametrisation(images));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-gate:0", "-gate:0,1,2"})
    void whatIsSaturatedAtTheStartFalls(String text) {
        try (GraphNetwork network = gates(new Pointwise(Pointwise.Function.CLIP, 0, 0.1f))) {
            VisualizationSpec ascent = ascent(unit(text));
            assertArrayEquals(
                    start(ascent, network).values(),
                    ascent.run(new Opaque(network)).values());
            float start = values(ascent.objective(), network, start(ascent, network))[0];
            float end = values(ascent.objective(), network, ascent.run(network))[0];
            assertTrue(end > start, "from " + start + " to " + end);
        }
    }

    @Test
    void aUnitThatIsAsLargeAsItCanBeStaysWhereItIs() {
        try (GraphNetwork network = gates(new Pointwise(Pointwise.Function.CLIP, 0, 0.1f))) {
            VisualizationSpec ascent = ascent(unit("gate:0"));
            assertArrayEquals(
                    start(ascent, network).values(), ascent.run(network).values());
        }
    }

    @Test
    void whatIsClosedInSomeViewsRises() {
        for (String unit : List.of("gate:1", "pool:0")) {
            rises(
                    gates,
                    ascent(unit(unit))
                            .withTransforms(Transforms.parse("jitter:1"))
                            .withSteps(VisualizationSpec.STEPS));
        }
    }

    private static void rises(Network network, VisualizationSpec ascent) {
        float start = values(ascent.objective(), network, start(ascent, network))[0];
        assertEquals(0, start, 0f, "the unit is closed at the start");
        float end = values(ascent.objective(), network, ascent.run(network))[0];
        assertTrue(end > 0, "the unit is at " + end);
    }

    /** Both gates are at their limit at grey; the second term, which has a slope, pulls against the first. */
    @Test
    void aTermThatIsSaturatedFallsBesideOneWithASlope() {
        try (GraphNetwork saturated = gates(new Pointwise(Pointwise.Function.CLIP, 0, 0.1f))) {
            VisualizationSpec ascent =
                    ascent(UnitSpec.parse("-gate:0+0.5*conv1:1").objective());
            try (Optimization climb = ascent.start(saturated)) {
                climb.run(values -> {});
                float value = values(unit("gate:0"), saturated, climb.images())[0];
                assertTrue(value < 0.1f, "the unit is at " + value);
            }
        }
    }

    /** Another term has a gradient: the first alone would decide where the image goes. */
    @ParameterizedTest
    @CsvSource({"gate:1+gate:0", "gate:0+gate:1", "gate:1,2,3+conv1:0", "second:0+gate:0", "logit:0+gate:0+gate:1"})
    void aTermThatIsClosedRisesBesideOneThatIsOpen(String text) {
        List<Objective> terms =
                Stream.of(text.split("\\+")).map(DeadZoneTest::unit).toList();
        VisualizationSpec ascent = ascent(unit(text));
        for (Parametrisation images :
                List.of(new Parametrisation.Pixel(), new Parametrisation.Fourier(), new Parametrisation.Maco())) {
            Images end = ascent.withParametrisation(images).run(gates);
            for (Objective term : terms) {
                float value = values(term, gates, end)[0];
                assertTrue(value > 0, images.name() + ": " + term + " is at " + value);
            }
        }
    }

    @Test
    void aTermThatIsClosedDoesNotStopOthersOfTheBatch() {
        VisualizationSpec ascent = ascent(unit("gate:0+gate:1"), unit("gate:0"), unit("gate:0+conv1:2"));
        Images all = ascent.run(gates);
        Images plain = ascent.run(new Opaque(gates));
        assertArrayEquals(plain.image(1).values(), all.image(1).values());
        assertArrayEquals(plain.image(2).values(), all.image(2).values());
        assertTrue(values(unit("gate:1"), gates, all.image(0))[0] > 0);
    }

    @ParameterizedTest
    @CsvSource({"0.1", "10"})
    void aUnitThatIsClosedRisesThoughImagesAreToDiffer(double weight) {
        Objective unit = unit("second:0");
        VisualizationSpec ascent =
                ascent(unit.plus(Objective.diversity("gate").times(weight))).withBatch(3);
        float[] values = values(unit, gates, ascent.run(gates));
        for (float value : values) {
            assertTrue(value > 0, Arrays.toString(values));
        }
    }

    /** At 0 the mean of squares has no slope. */
    @ParameterizedTest
    @CsvSource({"second", "pool", "second+gate:0"})
    void aLayerThatIsClosedRises(String text) {
        Objective layer = unit(text.split("\\+")[0]);
        float value = values(layer, gates, ascent(unit(text)).run(gates))[0];
        assertTrue(value > 0, layer + " is at " + value);
    }

    @Test
    void aDislikedLayerThatIsClosedStaysWhereItIs() {
        VisualizationSpec ascent = ascent(unit("-second"));
        assertArrayEquals(start(ascent, gates).values(), ascent.run(gates).values());
    }

    /** Of two classes, whose logits are a pixel's mean and its negative, times 1000. */
    private static Network certain() {
        Graph graph = new Graph(
                "certain",
                new InputSpec(SIZE, List.of(0f), List.of(1f)),
                List.of(
                        node("average", new Operation.GlobalAverage(), Graph.INPUT),
                        node(Network.LOGITS, new Operation.Linear(1, 2), "average")),
                List.of());
        return new GraphNetwork(
                graph,
                Map.of(
                        "logits.weight", new Tensor(List.of(2L, 1L), new float[] {1000, -1000}),
                        "logits.bias", new Tensor(List.of(2L), new float[] {-300, 300})),
                Device.cpu());
    }

    @ParameterizedTest
    @CsvSource({"probability:1, 0", "-probability:0, -1", "probability:1+probability:1, 0"})
    void aProbabilityThatIsSaturatedMoves(String text, float from) {
        try (Network certain = certain()) {
            for (Network network : List.of(certain, new Opaque(certain))) {
                VisualizationSpec ascent = ascent(unit(text));
                assertEquals(from, values(ascent.objective(), network, start(ascent, network))[0]);
                assertTrue(values(ascent.objective(), network, ascent.run(network))[0] > from + 0.5);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"probability:0", "-probability:1"})
    void aProbabilityThatIsAsLargeAsCanBeStaysWhereItIs(String text) {
        try (Network network = certain()) {
            VisualizationSpec ascent = ascent(unit(text));
            assertArrayEquals(
                    start(ascent, network).values(), ascent.run(network).values());
        }
    }

    /** What is said to users of TorchScript, which does not show its ReLUs. */
    @Test
    void withoutRedirectionMacoOpensWhatFourierDoesNot() throws IOException {
        try (GraphNetwork cifar = Pretrained.network("cifar", Device.cpu())) {
            Network opaque = new Opaque(cifar);
            Objective unit = unit("block1.0:6");
            VisualizationSpec fourier = VisualizationSpec.of(unit)
                    .withTransforms(Transforms.robust(32))
                    .withSize(32)
                    .withSteps(16)
                    .withSeed(1);
            assertEquals(0, values(unit, cifar, fourier.run(opaque))[0]);
            assertTrue(values(
                            unit,
                            cifar,
                            fourier.withParametrisation(new Parametrisation.Maco())
                                    .run(opaque))[0]
                    > 0);
        }
    }

    /** They move the image, so that its own slope is not 0. */
    @Test
    void penaltiesDoNotHideThatAUnitIsClosed() {
        Objective unit = unit("gate:1");
        VisualizationSpec ascent = ascent(unit.plus(Objective.smoothness().times(1e-3))
                .plus(Objective.greyness().times(1e-3)));
        assertTrue(values(unit, gates, ascent.run(gates))[0] > 0);
        assertEquals(0, values(unit, gates, ascent.run(new Opaque(gates)))[0]);
    }

    @Test
    void imagesOutsideTheDeadZoneStayAsTheyWereToTheLastBit() {
        VisualizationSpec ascent = ascent(unit("gate:0"), unit("gate:1"), unit("gate:0,1,1"));
        Images redirected = ascent.run(gates);
        Images plain = ascent.run(new Opaque(gates));
        assertArrayEquals(plain.image(0).values(), redirected.image(0).values());
        assertArrayEquals(plain.image(2).values(), redirected.image(2).values());
        assertFalse(Arrays.equals(plain.image(1).values(), redirected.image(1).values()));
    }

    @ParameterizedTest
    @CsvSource({
        "fashion, relu4:0",
        "fashion, relu1",
        "cifar, block1.0:0",
        "cifar, probability:3",
        "cifar, block1.0:0+logit:3",
        "cifar, block1.0+block1.0:1,3,4"
    })
    void openUnitsOfRealNetworksGiveTheBytesOfAnAscentWithoutRedirection(String name, String text) throws IOException {
        try (GraphNetwork network = Pretrained.network(name, Device.cpu())) {
            int size = network.input().size();
            for (Parametrisation images :
                    List.of(new Parametrisation.Pixel(), new Parametrisation.Fourier(), new Parametrisation.Maco())) {
                VisualizationSpec ascent = ascent(
                                unit(text).plus(Objective.blurriness().times(0.5)), unit("-logit:1"))
                        .withParametrisation(images)
                        .withTransforms(Transforms.robust(size))
                        .withSize(size)
                        .withSteps(6);
                float[] plain = withoutRedirection(ascent, network);
                assertArrayEquals(plain, ascent.run(network).values());
                assertArrayEquals(plain, ascent.run(new Opaque(network)).values());
            }
        }
    }

    /** What ascents were before there was redirection: Adam on the slope as it is. */
    private static float[] withoutRedirection(VisualizationSpec ascent, Network network) {
        try (NDManager manager = network.manager().newSubManager()) {
            NDArray parameters =
                    ascent.parametrisation().initial(manager, ascent.shape(network), new Random(ascent.seed()));
            Adam adam = Adam.fused(parameters);
            for (int step = 1; step <= ascent.steps(); step++) {
                adam.ascend(parameters, slope(ascent, network, parameters, step), ascent.rate());
            }
            return Images.of(ascent.parametrisation().image(parameters)).values();
        }
    }

    private static NDArray slope(VisualizationSpec ascent, Network network, NDArray parameters, int step) {
        NDArray leaf = parameters.duplicate();
        leaf.setRequiresGradient(true);
        try (GradientCollector gradients = Engine.getInstance().newGradientCollector()) {
            NDArray image = ascent.parametrisation().image(leaf);
            NDArray view = ascent.transforms().view(image, new Random(ascent.seed() ^ 0x9E3779B97F4A7C15L * step));
            Map<String, NDArray> seen =
                    network.activations(view, ascent.objective().layers());
            gradients.backward(
                    ascent.objective().of(new Activations(image, seen)).sum());
        }
        return leaf.getGradient();
    }

    /** Its value cannot rise any more, so there is nowhere to go. */
    @Test
    void aDislikedUnitThatIsClosedStaysWhereItIs() {
        VisualizationSpec ascent = ascent(unit("-gate:1"));
        assertArrayEquals(start(ascent, gates).values(), ascent.run(gates).values());
    }

    @Test
    void aUnitThatNoImageOpensStaysAtZero() {
        Objective unit = unit("gate:2");
        assertEquals(0, values(unit, gates, ascent(unit).run(gates))[0]);
    }

    /** A slice of what {@link StuckUnitsBenchmark} measures. */
    @Test
    void eachUnitOfALayerThatIsClosedAtTheStartRises() throws IOException {
        try (GraphNetwork network = Pretrained.network("cifar", Device.cpu())) {
            VisualizationSpec usual = ascent(unit("logit:0"))
                    .withParametrisation(new Parametrisation.Fourier())
                    .withTransforms(Transforms.robust(32))
                    .withSize(32);
            List<Objective> closed = IntStream.range(0, 64)
                    .mapToObj(unit -> Objective.channel("block1.0", unit))
                    .filter(unit -> values(unit, network, start(usual, network))[0] == 0)
                    .toList();
            assertTrue(closed.size() > 8, closed.size() + " are closed at the start");
            VisualizationSpec ascent = VisualizationSpec.ofEach(closed)
                    .withTransforms(usual.transforms())
                    .withSize(32)
                    .withSteps(24)
                    .withSeed(usual.seed());
            float[] values = values(ascent.objective(), network, ascent.run(network));
            for (int i = 0; i < values.length; i++) {
                assertTrue(values[i] > 0, closed.get(i) + " is at " + values[i]);
            }
        }
    }

    @Test
    void aUnitOfALargeNetworkRises() {
        try (GraphNetwork network = NetworkFile.read(
                SampleData.require("squeezenet1_1-imagenet.safetensors"),
                Architectures.named("squeezenet1_1"),
                Device.cpu())) {
            Objective unit = unit("features.12:0");
            VisualizationSpec ascent = VisualizationSpec.of(unit).withSteps(40).withSeed(1);
            assertEquals(0, values(unit, network, start(ascent, network))[0]);
            assertTrue(values(unit, network, ascent.run(network))[0] > 0);
        }
    }

    @Test
    void aUnitOfMobileNetRises() {
        try (GraphNetwork network =
                OnnxFile.read(SampleData.require("mobilenet_v2-imagenet.onnx"), ImageInput.USUAL, Device.cpu())) {
            Objective unit = unit("features.6/conv/conv.1/act/Clip:0");
            VisualizationSpec ascent = VisualizationSpec.of(unit).withSteps(24).withSeed(1);
            assertEquals(0, values(unit, network, start(ascent, network))[0]);
            assertTrue(values(unit, network, ascent.run(network))[0] > 0);
        }
    }
}
