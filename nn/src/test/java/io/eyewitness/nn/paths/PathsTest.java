package io.eyewitness.nn.paths;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import io.eyewitness.nn.architecture.Architectures;
import io.eyewitness.nn.data.ClassNames;
import io.eyewitness.nn.data.FashionMnist;
import io.eyewitness.nn.experiment.Choices;
import io.eyewitness.nn.experiment.LoadedModel;
import io.eyewitness.nn.experiment.NaturalImages;
import io.eyewitness.nn.experiment.RunTerms;
import io.eyewitness.nn.experiment.Subject;
import io.eyewitness.nn.graph.Graph;
import io.eyewitness.nn.graph.GraphBuilder;
import io.eyewitness.nn.graph.GraphNetwork;
import io.eyewitness.nn.graph.Operation;
import io.eyewitness.nn.graph.Parameters;
import io.eyewitness.nn.image.Images;
import io.eyewitness.nn.image.LabelledImages;
import io.eyewitness.nn.network.Network;
import io.eyewitness.nn.weights.Pretrained;
import io.eyewitness.theory.claim.Estimate;
import io.eyewitness.theory.evidence.Measurement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Natural images in place of visualizations: where their paths lead is known. */
class PathsTest {
    private static final int OWN = 6;

    private static GraphNetwork network;
    private static LabelledImages known;
    private static Groups groups;
    private static List<PathUnit> units;
    private static Paths same;

    @BeforeAll
    static void open() throws IOException {
        network = Pretrained.network("fashion", Device.cpu());
        known = FashionMnist.builtIn();
        groups = Groups.ofClasses(known.firstOfEachClass(OWN));
        units = groups.units(atMost(1));
        same = paths(0);
    }

    /** All groups of at least two images. */
    private static PathProtocol atMost(int classes) {
        return new PathProtocol(classes, 1, 1000, 2, 1);
    }

    @AfterAll
    static void close() {
        network.close();
    }

    /** Images of a class that the groups do not hold. */
    private static Images fresh(int label) {
        LabelledImages images = known.subset(Arrays.copyOfRange(known.ofClass(label), OWN, OWN + 8));
        try (NDManager scratch = network.manager().newSubManager()) {
            return Images.of(images.batch(scratch, 0, images.size()));
        }
    }

    private static Paths paths(int shift) {
        List<Images> shown = units.stream()
                .map(unit -> fresh((unit.logit() + shift) % units.size()))
                .toList();
        return Paths.measure(network, Paths.layers(network), groups, units, shown, layer -> {});
    }

    private static double column(Measurement measurement, String name) {
        int column = measurement.columns().indexOf(name);
        return measurement.units().stream()
                .mapToDouble(unit -> unit.values().get(column))
                .average()
                .orElseThrow();
    }

    @Test
    void imagesOfTheClassTravelWithTheirLikesAndOthersDoNot() {
        Paths other = paths(5);
        assertEquals(List.of("relu1", "relu2", "relu3", "relu4", "relu5", Network.LOGITS), same.layers());
        for (Similarity similarity : Similarity.values()) {
            Estimate at =
                    PathCurve.of(same, similarity, 0.95, 1).points().get(5).orElseThrow();
            assertEquals(1, at.value(), 0.1, similarity.text());
            assertTrue(at.low() <= at.value() && at.value() <= at.high());
            double elsewhere = PathCurve.of(other, similarity, 0.95, 1)
                    .points()
                    .get(5)
                    .orElseThrow()
                    .value();
            assertTrue(elsewhere < 0.2, similarity + " " + elsewhere);
        }
        assertTrue(column(same.measurement(), "earlyGap") > 0);
        assertTrue(column(same.measurement(), "earlyBeyondMidway") > 0);
        assertTrue(column(same.measurement(), "logitsBeyondMidway") > 0);
        assertTrue(column(other.measurement(), "earlyBeyondMidway") < 0);
        assertTrue(column(other.measurement(), "logitsBeyondMidway") < 0);
    }

    /** Against pairs of vectors one by one, at the logits. */
    @Test
    void theAnchorsAreMeansOverPairsOfImages() {
        Anchored anchored = same.at(5, Similarity.COSINE).get(3);
        float[][] rows = new float[groups.images().size()][];
        try (NDManager scratch = network.manager().newSubManager()) {
            float[] flat = network.logits(groups.images().batch(scratch, 0, rows.length))
                    .toFloatArray();
            for (int i = 0; i < rows.length; i++) {
                rows[i] = Similarity.COSINE.unit(Arrays.copyOfRange(flat, 10 * i, 10 * i + 10));
            }
        }
        List<Integer> own = groups.members(units.get(3).group());
        double likes = 0;
        double different = 0;
        for (int i = 0; i < rows.length; i++) {
            for (int j : own) {
                double product = 0;
                for (int k = 0; k < 10; k++) {
                    product += rows[i][k] * rows[j][k];
                }
                boolean isOwn = groups.images().label(i) == 3;
                likes += isOwn && i != j ? product / (OWN * (OWN - 1)) : 0;
                different += isOwn ? 0 : product / (9 * OWN * OWN);
            }
        }
        assertEquals(likes, anchored.same(), 1e-4);
        assertEquals(different, anchored.different(), 1e-4);
    }

    /** The numbers about the middle say where 1/4 and -1/4 are, too. */
    @Test
    void theDistancesBeyondAQuarterAgreeWithThatBeyondTheMiddle() {
        for (Paths paths : List.of(same, paths(5))) {
            double gap = column(paths.measurement(), "earlyGap");
            double beyondMidway = column(paths.measurement(), "earlyBeyondMidway");
            assertEquals(gap, column(paths.nearZero(), "earlyGap"));
            assertEquals(beyondMidway + 0.25 * gap, column(paths.nearZero(), "earlyBeyondQuarter"), 1e-9);
            assertEquals(beyondMidway + 0.75 * gap, column(paths.nearZero(), "earlyBeyondMinusQuarter"), 1e-9);
        }
    }

    /** Images of another class stand for the visualizations of a manipulated network. */
    @Test
    void aManipulatedNetworkIsComparedWithTheCleanOne() {
        Measurement itself = same.below(same);
        Paths other = paths(5);
        Measurement below = other.below(same);
        for (String name : other.measurement().columns()) {
            assertEquals(column(other.measurement(), name), column(below, name), name);
        }
        int logits = same.layers().size() - 1;
        Map.of("logitsFall", logits, "lastFall", logits - 1).forEach((name, layer) -> {
            assertEquals(0, column(itself, name));
            double fall = similarity(same, layer) - similarity(other, layer);
            assertEquals(fall, column(below, name), 1e-9);
            assertTrue(fall > 0.2, "another class's images are less similar: " + fall);
        });
        assertTrue(column(itself, "lastBeyondMidway") > 0);
        assertTrue(column(below, "lastBeyondMidway") < 0);
    }

    private static double similarity(Paths paths, int layer) {
        return paths.at(layer, Similarity.SPEARMAN).stream()
                .mapToDouble(Anchored::visualization)
                .average()
                .orElseThrow();
    }

    /** Layers that share a pass are measured as each by itself. */
    @Test
    void layersTogetherGiveWhatEachGivesAlone() {
        List<Images> shown = units.stream().map(unit -> fresh(unit.logit())).toList();
        List<String> layers = Paths.layers(network);
        List<Map<Similarity, List<Anchored>>> together = new LayerMeter(network, layers, groups, units).measure(shown);
        assertEquals(same.anchored(), together);
        for (int i = 0; i < layers.size(); i++) {
            assertEquals(
                    List.of(together.get(i)),
                    new LayerMeter(network, List.of(layers.get(i)), groups, units).measure(shown),
                    layers.get(i));
        }
    }

    /** Of classes with 2, 3, 4 and 5 images, units are those with at least 3 where the protocol says so, spread over these. */
    @Test
    void groupsOfFewImagesHaveNoUnits() {
        int[] some = IntStream.range(0, 4)
                .flatMap(label -> Arrays.stream(known.ofClass(label)).limit(label + 2))
                .toArray();
        Groups few = Groups.ofClasses(known.subset(some));
        assertEquals(List.of(0, 1, 2, 3), logits(few.units(new PathProtocol(1, 1, 4, 2, 1))));
        assertEquals(List.of(1, 2, 3), logits(few.units(new PathProtocol(1, 1, 4, 3, 1))));
        assertEquals(List.of(1, 2), logits(few.units(new PathProtocol(1, 1, 2, 3, 1))));
        assertThrows(IllegalArgumentException.class, () -> few.units(new PathProtocol(1, 1, 4, 5, 1)));
    }

    private static List<Integer> logits(List<PathUnit> units) {
        return units.stream().map(PathUnit::logit).toList();
    }

    /** The protocol that was fixed for each network is the one that a run without choices has, and other groups or layers depart from it. */
    @ParameterizedTest
    @CsvSource({
        "fashion, 3, 4, 100000, 2",
        "squeezenet1_1, 3, 4, 100000, 2",
        "inception_v1, 1, 2, 60, 3",
        "mobilenet_v2, 1, 2, 60, 3"
    })
    void theProtocolOfAKnownNetworkIsFixed(
            String name, int classes, int visualizations, int comparedGroups, int groupImages) {
        Graph graph = name.equals("mobilenet_v2") ? mobileNet() : Architectures.named(name);
        try (GraphNetwork initial = new GraphNetwork(graph, Parameters.initial(graph, 1), Device.cpu())) {
            PathProtocol usual = protocol(initial, Choices.NONE);
            assertEquals(new PathProtocol(classes, visualizations, comparedGroups, groupImages, 100_000), usual);
            assertTrue(usual.isFixed(name));
            assertTrue(protocol(initial, Choices.NONE.with("visualizations", 1)).isFixed(name));
            for (String changed : List.of("compared-groups", "group-images", "layers")) {
                assertFalse(protocol(initial, Choices.NONE.with(changed, 7)).isFixed(name), changed);
            }
        }
    }

    /** The layers that tell the network, which comes as a file. */
    private static Graph mobileNet() {
        return new GraphBuilder()
                .then("/features/features.0/conv/Conv", new Operation.Identity())
                .then("/features/features.17/conv/conv.2/conv/Conv", new Operation.Identity())
                .then("/features/features.18/act/Clip", new Operation.Identity())
                .then(Network.LOGITS, new Operation.GlobalAverage())
                .graph("mobilenet_v2", network.input());
    }

    private static PathProtocol protocol(GraphNetwork of, Choices choices) {
        return PathProtocol.of(new Subject(
                new LoadedModel(of, "none", "0", ClassNames.unknown()),
                "cpu",
                NaturalImages.of(of, null),
                new RunTerms(choices, Optional.empty())));
    }

    @Test
    void groupsComeFromAFile(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("groups.tsv");
        List<String> names = known.classes();
        Files.writeString(
                file,
                "feet\t5\t" + names.get(5) + "\nfeet\t7\t" + names.get(7) + "\nfeet\t9\t" + names.get(9) + "\ntops\t0\t"
                        + names.get(0) + "\n");
        Groups read = Groups.read(file, known.firstOfEachClass(2));
        assertEquals(List.of("tops", "feet"), read.names(2));
        assertEquals(
                List.of(0, 5, 7),
                read.units(atMost(2)).stream().map(PathUnit::logit).toList());
        assertEquals(6, read.members("feet").size());
        assertEquals(2, read.units(atMost(2)).get(2).own().size());
        Files.writeString(file, "feet\t5\n");
        assertTrue(assertThrows(IOException.class, () -> Groups.read(file, known))
                .getMessage()
                .endsWith("line 1 is not a group, the number of a class and its folder, separated by tabs: feet\t5"));
        Files.writeString(file, "feet\t5\t" + names.get(5) + "\n");
        Groups one = Groups.read(file, known);
        assertThrows(IllegalArgumentException.class, () -> one.units(atMost(1)));
    }
}
