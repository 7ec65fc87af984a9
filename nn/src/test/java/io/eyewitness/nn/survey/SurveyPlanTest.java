package io.eyewitness.nn.survey;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eyewitness.nn.data.ClassNames;
import io.eyewitness.nn.experiment.LoadedModel;
import io.eyewitness.nn.experiment.NaturalImages;
import io.eyewitness.nn.experiment.Subject;
import io.eyewitness.nn.experiment.UnitProtocol;
import io.eyewitness.nn.graph.Graph;
import io.eyewitness.nn.graph.GraphNetwork;
import io.eyewitness.nn.graph.Node;
import io.eyewitness.nn.graph.Operation;
import io.eyewitness.nn.graph.Pointwise;
import io.eyewitness.nn.image.ImageShape;
import io.eyewitness.nn.image.Images;
import io.eyewitness.nn.image.LabelledImages;
import io.eyewitness.nn.network.InputSpec;
import io.eyewitness.nn.network.Network;
import io.eyewitness.nn.progress.Progress;
import io.eyewitness.nn.survey.SurveyFindings.Natural;
import io.eyewitness.nn.survey.SurveyFindings.Visualization;
import io.eyewitness.nn.tensor.Tensor;
import io.eyewitness.nn.visualize.Examples;
import io.eyewitness.nn.visualize.Prediction;
import io.eyewitness.nn.visualize.UnitSpec;
import io.eyewitness.theory.evidence.EvidenceJson;
import io.eyewitness.theory.file.StagingDirectory;
import io.eyewitness.theory.part.PartPlan.Parts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Surveys of the Fashion-MNIST network with the built-in images and two steps. */
class SurveyPlanTest {
    private static final Parts NONE = number -> {
        throw new IOException("no part needs another");
    };
    private static final int SIDE = 28;
    private static final int TOP = 3;

    @TempDir
    private Path directory;

    private static Subject fashion() throws IOException {
        LoadedModel model = LoadedModel.builtIn("fashion", Device.cpu());
        return new Subject(model, "cpu", NaturalImages.of(model.network(), Path.of(NaturalImages.BUILT_IN)));
    }

    private static UnitProtocol protocol(int naturals) {
        return new UnitProtocol("fashion", "relu4", SIDE, naturals, 20, "pad:2,jitter:2", 2, 3);
    }

    private static Survey survey(String... layers) {
        return new Survey(protocol(40), List.of(layers), 2, TOP, false);
    }

    private static byte[][] computed(SurveyPlan plan) throws IOException {
        byte[][] all = new byte[plan.size()][];
        for (int i = 0; i < all.length; i++) {
            all[i] = plan.compute(i, NONE);
        }
        return all;
    }

    @Test
    void aPartIsTheSameBytesInAnyOrderHoweverOftenAndWhateverOtherLayersThereAre() throws IOException {
        byte[][] all;
        try (Subject subject = fashion()) {
            all = computed(survey("conv1", "logits").on(subject, Progress.NONE));
        }
        assertEquals(1 + 4 + 1 + 2, all.length);
        try (Subject subject = fashion()) {
            SurveyPlan again = survey("conv1", "logits").on(subject, Progress.NONE);
            for (int i = all.length - 1; i >= 0; i--) {
                assertArrayEquals(all[i], again.compute(i, NONE), "part " + i);
            }
            assertArrayEquals(all[2], again.compute(2, NONE), "once more");
            byte[][] logits = computed(survey("logits").on(subject, Progress.NONE));
            assertArrayEquals(Arrays.copyOfRange(all, 5, 8), logits);
            assertTrue(IntStream.range(1, 5).noneMatch(i -> Arrays.equals(all[i], all[i % 4 + 1])), "batches differ");
        }
    }

    @Test
    void whatDecidesThePartsIsInTheSettings() throws IOException {
        try (Subject subject = fashion()) {
            SurveyPlan plan = survey("conv1").on(subject, Progress.NONE);
            List<Survey> others = List.of(
                    survey("relu1"),
                    new Survey(protocol(41), List.of("conv1"), 2, TOP, false),
                    new Survey(protocol(40).withSeed(4), List.of("conv1"), 2, TOP, false),
                    new Survey(protocol(40), List.of("conv1"), 1, TOP, false),
                    new Survey(protocol(40), List.of("conv1"), 2, 4, false));
            assertEquals(
                    plan.settings(), survey("conv1").on(subject, Progress.NONE).settings());
            for (Survey other : others) {
                assertTrue(
                        !plan.settings().equals(other.on(subject, Progress.NONE).settings()), other.toString());
            }
            assertEquals(subject.model().sha256(), plan.settings().get("weights"));
        }
    }

    @Test
    void numbersAreThoseOfExamplesAndPredictions() throws IOException {
        try (Subject subject = fashion()) {
            LabelledImages naturals =
                    subject.images().test(SIDE, Progress.NONE).shuffled(3).first(40);
            SurveyPlan plan = survey("relu1").on(subject, Progress.NONE);
            Natural natural = SurveyFindings.read(plan.compute(0, NONE))
                    .naturals()
                    .orElseThrow()
                    .get(13);
            UnitSpec unit = UnitSpec.channel("relu1", 13);
            Examples examples = Examples.of(subject.network(), unit, naturals, Progress.NONE);
            double[] values =
                    examples.readings().stream().mapToDouble(Prediction::value).toArray();
            assertEquals(Arrays.stream(values).max().orElseThrow(), natural.largest(), 1e-6);
            assertEquals(Arrays.stream(values).average().orElseThrow(), natural.mean(), 1e-6);
            assertEquals(Arrays.stream(values).filter(value -> value > 0).count() / 40.0, natural.active());
            assertEquals(
                    Arrays.stream(examples.largest(TOP)).boxed().toList(),
                    natural.examples().stream()
                            .map(SurveyFindings.Example::image)
                            .toList());
            Visualization shown = SurveyFindings.read(plan.compute(2, NONE))
                    .visualizations()
                    .orElseThrow()
                    .get(13 - 8);
            assertEquals(2, shown.images().size());
            assertTrue(!Arrays.equals(shown.images().get(0), shown.images().get(1)), "two starts");
            for (int i = 0; i < 2; i++) {
                byte[] levels = shown.images().get(i);
                float[] pixels = new float[levels.length];
                IntStream.range(0, pixels.length).forEach(k -> pixels[k] = Byte.toUnsignedInt(levels[k]) / 255f);
                Images image = new Images(1, 1, SIDE, SIDE, pixels);
                float value =
                        Prediction.of(subject.network(), unit, image).get(0).value();
                assertEquals(value, shown.values().get(i), 0.01);
            }
        }
    }

    /** The gradient of exp(150 x) is too large, but at black natural images there is nothing the matter. */
    @Test
    void aUnitThatCannotBeVisualizedDoesNotStopTheOthers() throws IOException {
        Graph graph = new Graph(
                "steep",
                new InputSpec(8, List.of(0f, 0f, 0f), List.of(1f, 1f, 1f)),
                List.of(
                        new Node("average", new Operation.GlobalAverage(), List.of(Graph.INPUT), ""),
                        new Node("linear", new Operation.Linear(3, 3), List.of("average"), "linear"),
                        new Node(Network.LOGITS, new Pointwise(Pointwise.Function.EXP, 0, 0), List.of("linear"), "")),
                List.of());
        Map<String, Tensor> parameters = Map.of(
                "linear.weight",
                new Tensor(List.of(3L, 3L), new float[] {1, 0, 0, 0, 150, 0, 0, 0, 1}),
                "linear.bias",
                new Tensor(List.of(3L), new float[3]));
        GraphNetwork network = new GraphNetwork(graph, parameters, Device.cpu());
        LabelledImages naturals =
                LabelledImages.of(new ImageShape(3, 8, 8), List.of("any"), new byte[5 * 192], new int[5]);
        try (Subject subject = new Subject(
                new LoadedModel(network, "weights", "00", ClassNames.unknown()),
                "cpu",
                NaturalImages.ofAny(network, null, ClassNames.unknown(), 5))) {
            Survey survey = new Survey(
                    new UnitProtocol("steep", "linear", 8, 5, 2, "none", 2, 1), List.of("logits"), 1, 2, false);
            SurveyPlan plan = SurveyPlan.of(survey, subject, naturals);
            List<Visualization> shown =
                    SurveyFindings.read(plan.compute(1, NONE)).visualizations().orElseThrow();
            assertEquals(
                    List.of(1, 0, 1),
                    shown.stream().map(one -> one.images().size()).toList());
            assertTrue(shown.get(1).fault().orElseThrow().contains("did not work out"));
            assertEquals(Optional.empty(), shown.get(0).fault());
            JsonNode page = written(plan, computed(plan));
            JsonNode unit = page.at("/layers/0/units/1");
            assertEquals("logit:1", unit.path("unit").asText());
            assertTrue(unit.path("fault").asText().contains("did not work out")
                    && unit.path("files").isEmpty());
        }
    }

    private JsonNode written(SurveyPlan plan, byte[][] parts) throws IOException {
        Path out = directory.resolve("out");
        try (StagingDirectory draft = StagingDirectory.open(out, Survey.FILE, true)) {
            plan.write(number -> parts[number], draft);
            draft.finish();
        }
        return EvidenceJson.read(Files.readString(out.resolve(Survey.FILE)), ObjectNode.class);
    }

    @Test
    void inspectionsAreCardsOfTheUnitsThatHaveAPath() throws IOException {
        Survey survey = new Survey(protocol(110), List.of("conv1", "logits"), 1, TOP, true);
        try (Subject subject = fashion()) {
            SurveyPlan plan = survey.on(subject, Progress.NONE);
            List<SurveyPart> parts = survey.parts(subject.graph());
            assertEquals(
                    List.of(
                            new SurveyPart(SurveyPart.Kind.INSPECTION, "logits", 0, 5),
                            new SurveyPart(SurveyPart.Kind.INSPECTION, "logits", 5, 10)),
                    parts.stream()
                            .filter(part -> part.kind() == SurveyPart.Kind.INSPECTION)
                            .toList());
            JsonNode report = written(plan, computed(plan));
            assertTrue(report.at("/layers/0/units/0/inspection").isMissingNode());
            JsonNode card = report.at("/layers/1/units/7/inspection");
            assertEquals("logit:7", card.path("unit").asText());
            assertTrue(card.path("parts").size() > 3 && card.has("verdict"), card.toString());
            String page = Files.readString(directory.resolve("out/index.html"));
            assertTrue(page.contains("\"agreement\"") && page.contains("clean units reach"));
        }
    }

    @Test
    void partsOfSomethingElseAreNotMerged() throws IOException {
        try (Subject subject = fashion()) {
            SurveyPlan plan = survey("logits").on(subject, Progress.NONE);
            List<byte[]> parts = new ArrayList<>(List.of(computed(plan)));
            SurveyFindings second = SurveyFindings.read(parts.get(2));
            byte[] less = SurveyFindings.ofVisualizations(
                            second.visualizations().orElseThrow().subList(1, 5))
                    .bytes();
            for (List<byte[]> wrong : List.of(
                    List.of(parts.get(0), parts.get(1), less),
                    List.of(parts.get(1), parts.get(1), parts.get(2)),
                    List.of(parts.get(0), parts.get(0), parts.get(2)))) {
                String message = assertThrows(
                                IllegalArgumentException.class, () -> written(plan, wrong.toArray(byte[][]::new)))
                        .getMessage();
                assertTrue(message.contains("what was kept of logits, units "), message);
            }
            assertThrows(IllegalArgumentException.class, () -> SurveyFindings.read(new byte[] {'{'}));
        }
    }

    @Test
    void whatCannotBeSurveyedIsRefused() throws IOException {
        try (Subject subject = fashion()) {
            Survey hungry = new Survey(protocol(8), List.of("conv1"), 1, 9, false);
            String few = assertThrows(IllegalArgumentException.class, () -> hungry.on(subject, Progress.NONE))
                    .getMessage();
            assertTrue(few.contains("8 natural images are too few for 9 examples"), few);
            Survey careful = new Survey(protocol(100), List.of("conv1"), 1, 9, true);
            String fewer = assertThrows(IllegalArgumentException.class, () -> careful.on(subject, Progress.NONE))
                    .getMessage();
            assertTrue(fewer.contains("100 natural images are too few for comparison"), fewer);
        }
    }
}
