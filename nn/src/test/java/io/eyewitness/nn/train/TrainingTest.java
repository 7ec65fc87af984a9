package io.eyewitness.nn.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import io.eyewitness.nn.graph.Graph;
import io.eyewitness.nn.graph.GraphNetwork;
import io.eyewitness.nn.graph.Parameters;
import io.eyewitness.nn.image.LabelledImages;
import io.eyewitness.nn.image.TinyImages;
import io.eyewitness.nn.progress.Progress;
import io.eyewitness.nn.tensor.Tensor;
import io.eyewitness.nn.weights.NetworkFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingTest {
    private static final Hyperparameters RECIPE =
            new Hyperparameters(6, 16, 0.05, 0.9, 5e-4, 0.05, new Augmentation(1, true));
    private static final LabelledImages IMAGES = TinyImages.halves(96, 1, 8, 1);

    @TempDir
    private Path directory;

    private static Training.Result train(long seed) {
        return Training.run(TinyGraph.convolutional(), IMAGES, RECIPE, seed, Device.cpu(), Progress.NONE);
    }

    private static Accuracy accuracy(Map<String, Tensor> parameters, LabelledImages images) {
        try (GraphNetwork network = new GraphNetwork(TinyGraph.convolutional(), parameters, Device.cpu())) {
            return Accuracy.of(network, images, done -> {});
        }
    }

    private byte[] bytes(long seed, String name) throws IOException {
        Graph graph = TinyGraph.convolutional();
        Training.Result result = train(seed);
        Path file = directory.resolve(name);
        Accuracy accuracy = accuracy(result.parameters(), IMAGES);
        NetworkFile.write(file, graph, result.parameters(), TrainingRecord.texts(RECIPE, seed, IMAGES, accuracy));
        return Files.readAllBytes(file);
    }

    @Test
    void theSameSeedGivesTheSameFileAndAnotherSeedAnother() throws IOException {
        byte[] first = bytes(1, "first");
        assertTrue(Arrays.equals(first, bytes(1, "again")));
        assertNotEquals(train(1).parameters(), train(2).parameters());
    }

    @Test
    void theLossFallsAndImagesNotSeenAreClassedRight() {
        Training.Result result = train(1);
        assertEquals(RECIPE.epochs(), result.losses().size());
        assertTrue(result.losses().get(5) < 0.8 * result.losses().get(0), result.losses()::toString);
        Accuracy accuracy = accuracy(result.parameters(), TinyImages.halves(100, 1, 8, 99));
        assertTrue(accuracy.right() >= 95, accuracy::toString);
    }

    @Test
    void runningStatisticsFollowTheData() {
        Map<String, Tensor> parameters = train(1).parameters();
        assertNotEquals(0, parameters.get("bn.running_mean").values()[0]);
        assertNotEquals(1, parameters.get("bn.running_var").values()[0]);
    }

    @Test
    void aLossThatIsNoNumberEndsTheTraining() {
        Hyperparameters wild = new Hyperparameters(6, 16, 1e30, 0.9, 5e-4, 0.05, Augmentation.NONE);
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> Training.run(TinyGraph.linear(), IMAGES, wild, 1, Device.cpu(), Progress.NONE))
                .getMessage();
        assertTrue(message.contains("try a lower learning rate"), message);
    }

    @Test
    void imagesWithOtherChannelsAreRefused() {
        LabelledImages colours = TinyImages.halves(4, 3, 8, 1);
        assertThrows(
                IllegalArgumentException.class,
                () -> Training.run(TinyGraph.convolutional(), colours, RECIPE, 1, Device.cpu(), Progress.NONE));
    }

    @Test
    void accuracyOnImagesOfOtherClassesIsRefused() {
        LabelledImages two = LabelledImages.of(IMAGES.shape(), List.of("a", "b"), new byte[64], new int[1]);
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> accuracy(Parameters.initial(TinyGraph.convolutional(), 1), two))
                .getMessage();
        assertTrue(message.contains("2 classes") && message.contains("10") && message.contains("--classes"), message);
    }

    @Test
    void filesNameTheHyperparametersAsThoseOfTheCommittedWeightsDo() {
        String text =
                TrainingRecord.texts(RECIPE, 1, IMAGES, new Accuracy(1, 2)).get("training.recipe");
        assertTrue(text.startsWith("Recipe[epochs=" + RECIPE.epochs() + ", batch="), text);
    }
}
