package io.eyewitness.nn.cli;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.eyewitness.nn.data.FashionMnist;
import io.eyewitness.nn.image.LabelledImages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Silent units and twins from the command line, with few images and steps: what is written and refused. */
class ManipulationCommandsTest {
    @TempDir
    private Path directory;

    @BeforeEach
    void fewImages() throws IOException {
        LabelledImages images = FashionMnist.builtIn().shuffled(2);
        FashionFiles.write(directory.resolve("data"), "train", images.first(60));
        FashionFiles.write(
                directory.resolve("data"),
                "t10k",
                images.subset(IntStream.range(60, 130).toArray()));
    }

    private Run fool(String what, String... arguments) {
        Stream<String> usual = Stream.of(
                "fool", what, "--steps=2", "--data=" + directory.resolve("data"), "--out=" + directory.resolve("out"));
        return Run.of(Stream.concat(usual, Stream.of(arguments)).toArray(String[]::new));
    }

    private void usable(String file) throws IOException {
        Path out = directory.resolve("out");
        assertTrue(ImageIO.read(out.resolve("contact-sheet.png").toFile()).getWidth() > 100);
        assertTrue(Files.readString(out.resolve("index.html")).contains("\"settings\":[["));
        assertFalse(
                Files.exists(out.resolve("measurement")),
                "with other settings than the protocol's there is no evidence");
        String weights = "--weights=" + out.resolve(file);
        Run.of("accuracy", weights, "--data=" + directory.resolve("data")).done();
        Run.of("visualize", weights, "--unit=logit:3", "--steps=1", "--force", "--out=" + directory.resolve("seen"))
                .done();
    }

    @Test
    void silentUnitsAreWrittenAndMeasured() throws IOException {
        Run run = fool("silent", "--units=3").done();
        assertTrue(run.output().startsWith("fashion: begun=0.0 calibration=10000 convolution=conv5 "), run.output());
        assertFalse(run.output().contains("silent-units: exploratory"), "the ledger has criteria for it");
        assertTrue(run.output().contains("silent-outputs: mean of changedOnCalibration 0.000"), run.output());
        usable("silent.safetensors");
        fool("silent").refused("out is there already; --force replaces it");
    }

    @Test
    void twinsAreWrittenAndMeasured() throws IOException {
        Run run = fool("twins", "--groups=1").done();
        assertTrue(run.output().contains("twins: mean of sameOnTraining 1.000"), run.output());
        usable("twin1.safetensors");
        usable("twin2.safetensors");
    }

    @Test
    void whatCannotBeIsRefusedAndNothingIsWritten() {
        fool("silent", "--layer=conv9").refused("has no layer conv9");
        fool("silent", "--layer=relu5").refused("silent units need a convolution");
        fool("silent", "--target=unit:10").refused("10 classes");
        fool("silent", "--target=" + directory.resolve("none.png")).refused("there is no such file");
        fool("silent", "--units=1").refused("--units must be at least 2");
        fool("twins", "--groups=0").refused("--groups and --steps must be at least 1");
        assertFalse(Files.exists(directory.resolve("out")));
    }
}
