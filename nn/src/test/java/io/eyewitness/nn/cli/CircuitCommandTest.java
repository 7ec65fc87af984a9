package io.eyewitness.nn.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import io.eyewitness.nn.data.FashionMnist;
import io.eyewitness.nn.fool.circuit.Circuit;
import io.eyewitness.nn.graph.GraphNetwork;
import io.eyewitness.nn.image.LabelledImages;
import io.eyewitness.nn.weights.NetworkFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command with one step a visualization and few images: what it writes and refuses, not how well it fools. */
class CircuitCommandTest {
    @TempDir
    private Path directory;

    @BeforeEach
    void fewImages() throws IOException {
        LabelledImages images = FashionMnist.builtIn();
        FashionFiles.write(directory.resolve("data"), "train", images.first(60));
        FashionFiles.write(directory.resolve("data"), "t10k", images.first(20));
    }

    private Run circuit(String... arguments) {
        Stream<String> usual = Stream.of(
                "fool",
                "circuit",
                "--steps=1",
                "--data=" + directory.resolve("data"),
                "--out=" + directory.resolve("out"));
        return Run.of(Stream.concat(usual, Stream.of(arguments)).toArray(String[]::new));
    }

    @Test
    void aNetworkAGalleryAndNumbersAreWritten() throws IOException {
        Run run = circuit("--shift=3").done();
        assertTrue(run.output().contains("permuted-outputs: mean of equalOutputs"), run.output());
        Path out = directory.resolve("out");
        assertTrue(ImageIO.read(out.resolve("contact-sheet.png").toFile()).getWidth() > 500);
        assertTrue(Files.readString(out.resolve("index.html")).contains("permuted by 3"));
        assertTrue(Files.readString(out.resolve("index.html")).contains("own classes, in order"));
        assertFalse(
                Files.exists(out.resolve("measurement")), "with other steps than the protocol's there is no evidence");
        Path file = out.resolve("fooled.safetensors");
        try (GraphNetwork fooled = NetworkFile.read(file, Device.cpu())) {
            assertEquals("fashion", fooled.name());
            assertTrue(fooled.layers().contains(Circuit.CLASSIFIER));
        }
        circuit().refused("out is there already; --force replaces it");
        Run.of("accuracy", "--weights=" + file, "--data=" + directory.resolve("data"))
                .done();
        Run.of("visualize", "--weights=" + file, "--unit=logit:3", "--steps=1", "--out=" + directory.resolve("seen"))
                .done();
        Run.of(
                        "fool",
                        "circuit",
                        "--weights=" + file,
                        "--data=" + directory.resolve("data"),
                        "--out=" + directory.resolve("again"))
                .refused("has a circuit already");
    }

    @Test
    void theVisualizationOfALogitIsATargetToo() throws IOException {
        circuit("--form=arbitrary", "--target=unit:9").done();
        assertTrue(
                Files.readString(directory.resolve("out").resolve("index.html")).contains("the picture unit:9"));
    }

    @Test
    void tooFewImagesAreRefused() throws IOException {
        FashionFiles.write(
                directory.resolve("data"), "t10k", FashionMnist.builtIn().first(9));
        circuit().refused("9 for measurement are too few; give --data");
    }

    @Test
    void whatIsNoTargetIsNamedAndNothingIsWritten() throws IOException {
        Path text = Files.writeString(directory.resolve("text"), "no picture");
        circuit("--form=arbitrary", "--target=" + text).refused(text + ": it is no picture");
        circuit("--form=arbitrary", "--target=" + directory.resolve("none")).refused("there is no such file");
        circuit("--form=arbitrary", "--target=unit:10").refused("fashion has 10 logits, counted from 0");
        circuit("--form=arbitrary", "--target=unit:x").refused("--target unit:x");
        circuit("--form=arbitrary", "--shift=2").refused("--shift goes with --form permuted");
        circuit("--target=unit:1").refused("--target goes with --form arbitrary");
        circuit("--shift=0").refused("--shift 0");
        circuit("--shift=10").refused("give a number from 1 to 9");
        assertFalse(Files.exists(directory.resolve("out")));
    }
}
