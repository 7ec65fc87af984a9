package io.eyewitness.nn.experiment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import io.eyewitness.nn.data.ClassNames;
import io.eyewitness.nn.fool.HookedNetwork;
import io.eyewitness.nn.graph.Graph;
import io.eyewitness.nn.graph.GraphNetwork;
import io.eyewitness.nn.graph.Node;
import io.eyewitness.nn.graph.Operation;
import io.eyewitness.nn.image.ContentHash;
import io.eyewitness.nn.image.LabelledImages;
import io.eyewitness.nn.image.TrainTest;
import io.eyewitness.nn.network.InputSpec;
import io.eyewitness.nn.network.Network;
import io.eyewitness.nn.network.SampleData;
import io.eyewitness.nn.progress.Progress;
import io.eyewitness.nn.weights.Pretrained;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NaturalImagesTest {
    @TempDir
    private Path directory;

    private void picture(String name, int grey) throws IOException {
        BufferedImage picture = new BufferedImage(6, 6, BufferedImage.TYPE_INT_RGB);
        for (int place = 0; place < 36; place++) {
            picture.setRGB(place % 6, place / 6, grey << 16 | grey << 8 | grey);
        }
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        ImageIO.write(picture, "png", file.toFile());
    }

    private static GraphNetwork mean() {
        Graph graph = new Graph(
                "mean",
                new InputSpec(4, List.of(0f, 0f, 0f), List.of(1f, 1f, 1f)),
                List.of(new Node(Network.LOGITS, new Operation.GlobalAverage(), List.of(Graph.INPUT), Network.LOGITS)),
                List.of());
        return new GraphNetwork(graph, Map.of(), Device.cpu());
    }

    private static List<Integer> greys(LabelledImages images) {
        byte[] image = new byte[images.shape().bytes()];
        return IntStream.range(0, images.size())
                .mapToObj(i -> {
                    images.copy(i, image, 0);
                    return (int) image[0];
                })
                .toList();
    }

    private void split() throws IOException {
        picture("test/zebra/1.png", 1);
        picture("test/wild/2.png", 2);
        picture("train/ape/3.png", 3);
        picture("train/zebra/4.png", 4);
        picture("train/wild/5.png", 5);
        picture("train/wild/6.png", 6);
    }

    /** No fifth is cut off. */
    @Test
    void photographsMayComeSplit() throws IOException {
        split();
        ClassNames classes = new ClassNames(List.of("Z", "A", "B"), List.of("zebra", "ape", "bear"));
        try (GraphNetwork network = mean()) {
            NaturalImages images = NaturalImages.of(network, directory, classes);
            assertTrue(images.areSplit());
            TrainTest parts = images.split(4, Progress.NONE);
            assertEquals(Set.of(3, 4, 5, 6), Set.copyOf(greys(parts.train())));
            assertEquals(Set.of(1, 2), Set.copyOf(greys(parts.test())));
            LabelledImages all = images.test(4, Progress.NONE);
            assertEquals(List.of(3, 5, 6, 4, 2, 1), greys(all));
            assertArrayEquals(new int[] {1, -1, -1, 0, -1, 0}, all.labels());
            assertEquals(List.of("zebra", "ape", "bear"), parts.test().classes());
            assertEquals(Set.of(1, 2), Set.copyOf(greys(images.unseen(4, Progress.NONE))));
            NaturalImages four = NaturalImages.ofAny(network, directory, classes, 4);
            assertEquals(2, four.split(4, Progress.NONE).train().size());
            assertEquals(2, four.split(4, Progress.NONE).test().size());
        }
    }

    @Test
    void aDrawLeavesNoPartEmpty() throws IOException {
        for (String few : List.of("train", "test")) {
            Path data = Files.createDirectory(directory.resolve("few-" + few));
            picture("few-" + few + "/" + few + "/ape/0.png", 0);
            for (int i = 1; i < 12; i++) {
                picture("few-" + few + (few.equals("test") ? "/train" : "/test") + "/ape/" + i + ".png", i);
            }
            try (GraphNetwork network = mean()) {
                TrainTest four = NaturalImages.ofAny(network, data, ClassNames.unknown(), 4)
                        .split(4, Progress.NONE);
                assertEquals(few.equals("train") ? 1 : 3, four.train().size());
                assertEquals(few.equals("train") ? 3 : 1, four.test().size());
            }
        }
    }

    /** Without names of classes the folders of both parts are the classes; accuracy wants classes and no parts. */
    @Test
    void theFoldersOfBothPartsAreTheClassesAndAccuracyTakesNoParts() throws IOException {
        split();
        try (GraphNetwork network = mean()) {
            NaturalImages images = NaturalImages.of(network, directory);
            TrainTest parts = images.split(4, Progress.NONE);
            assertEquals(List.of("ape", "wild", "zebra"), parts.test().classes());
            String message = assertThrows(IOException.class, () -> images.labelled(null, Progress.NONE))
                    .getMessage();
            assertTrue(message.contains("are the parts of a data set"), message);
            ClassNames others = new ClassNames(List.of("B"), List.of("bear"));
            String other = assertThrows(
                            IOException.class,
                            () -> NaturalImages.of(network, directory, others).test(3, Progress.NONE))
                    .getMessage();
            assertTrue(other.contains("ape: this folder belongs to none of the 1 classes"), other);
        }
    }

    /** The hashes are those of the ledger's evidence on squeezenet1_1. */
    @Test
    void photographsInTheFoldersOfClassesAreReadAsWhenTheProtocolsWereFixed() throws IOException {
        Path sample = SampleData.require("imagenet-sample");
        ClassNames classes = ClassNames.read(SampleData.require("imagenet-classes.tsv"));
        try (GraphNetwork network = mean()) {
            NaturalImages images = NaturalImages.of(network, sample, classes);
            assertEquals(
                    "5c9664405f1cca1af09eaaf4183df4a25fc90bb8b6ba8e8988efbafb3d7a155b",
                    ContentHash.of(images.test(128, Progress.NONE)));
            TrainTest parts = images.split(128, Progress.NONE);
            assertEquals(
                    "1536f679705696e95d1bf0b74c8f308f3a8807f45e87c68db8f5c94c4d5b3d28", ContentHash.of(parts.test()));
            assertEquals(
                    "cd4bf869fdbd8cca774eca1b49d5915855dde932a495c23196e8fc9b4d7866b0", ContentHash.of(parts.train()));
        }
    }

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
