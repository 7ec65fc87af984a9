package io.eyewitness.nn.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eyewitness.nn.fool.TargetImage;
import io.eyewitness.nn.gallery.Png;
import io.eyewitness.nn.graph.Graph;
import io.eyewitness.nn.graph.GraphBuilder;
import io.eyewitness.nn.graph.Operation;
import io.eyewitness.nn.graph.Parameters;
import io.eyewitness.nn.image.ContentHash;
import io.eyewitness.nn.network.InputSpec;
import io.eyewitness.nn.tensor.Tensor;
import io.eyewitness.nn.weights.NetworkFile;
import io.eyewitness.theory.file.PngFile;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code visualize} does with files, several units at once and other parametrisations. */
class ArrangementsTest {
    /** The size of an image of 28 pixels in a mosaic. */
    private static final int CELL = 4 * 28;

    @TempDir
    private Path directory;

    private Path picture;

    @BeforeEach
    void draw() throws IOException {
        picture = Files.write(directory.resolve("eye.png"), PngFile.bytes(Png.picture(TargetImage.eye(1, 40), 0)));
    }

    private Run visualize(String... arguments) {
        List<String> all = new ArrayList<>(
                List.of("visualize", "--out", directory.resolve("out").toString(), "--steps", "2"));
        for (String argument : arguments) {
            all.add(argument.replace("EYE", picture.toString()));
        }
        return Run.of(all.toArray(String[]::new));
    }

    private JsonNode settings() throws IOException {
        return new ObjectMapper()
                .readTree(directory.resolve("out/run.json").toFile())
                .get("settings");
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private BufferedImage mosaic() throws IOException {
        return ImageIO.read(directory.resolve("out/mosaic.png").toFile());
    }

    @Test
    void filesAreNamedWithTheirHashes() throws IOException {
        visualize("--unit", "content(relu2,EYE)+0.5*style(relu3,EYE)", "--unit", "direction(relu4,3-7)")
                .done();
        assertEquals(
                ContentHash.of(picture),
                settings().get("files").get(picture.toString()).asText());
        assertEquals("direction(relu4,3-7)", settings().get("units").get(1).asText());
        assertFalse(settings().has("arrangement"));
        assertTrue(Files.readString(directory.resolve("out/index.html")).contains(ContentHash.of(picture)));
    }

    /** Its text stays the same, but not its content. */
    @Test
    void aPictureThatChangedMakesAnotherRun() throws IOException {
        visualize("--unit", "content(relu2,EYE)").done();
        String before = settings().get("files").toString();
        Files.write(picture, PngFile.bytes(Png.picture(TargetImage.eye(1, 41), 0)));
        visualize("--unit", "content(relu2,EYE)", "--force").done();
        assertFalse(before.equals(settings().get("files").toString()));
    }

    @Test
    void framesLeadFromOneUnitToAnother() throws IOException {
        visualize("--unit", "logit:1", "--unit=-relu5:9", "--frames", "4").done();
        assertEquals(
                List.of("logit:1", "0.667*logit:1+-0.333*relu5:9", "0.333*logit:1+-0.667*relu5:9", "-relu5:9"),
                texts(settings().get("units")));
        assertEquals("4 frames", settings().get("arrangement").asText());
        assertEquals("fourier, aligned", settings().get("parametrisation").asText());
        assertEquals(4 * CELL + 3 * 2, mosaic().getWidth());
        assertEquals(CELL, mosaic().getHeight());
    }

    @Test
    void interactionsAreATableOfPairs() throws IOException {
        visualize("--unit", "relu5:1", "--unit", "relu5:9", "--unit", "logit:3", "--interactions")
                .done();
        assertEquals(
                List.of("relu5:1", "relu5:1+relu5:9", "relu5:1+logit:3", "relu5:9", "relu5:9+logit:3", "logit:3"),
                texts(settings().get("units")));
        BufferedImage table = mosaic();
        int[] upper = table.getRGB(CELL + 2, 0, CELL, CELL, null, 0, CELL);
        int[] lower = table.getRGB(0, CELL + 2, CELL, CELL, null, 0, CELL);
        assertTrue(Arrays.equals(upper, lower), "the table is symmetric");
        assertFalse(Arrays.equals(upper, table.getRGB(0, 0, CELL, CELL, null, 0, CELL)), "a pair is not a unit alone");
    }

    @Test
    void aGridHasADirectionForEachPlace() throws IOException {
        visualize("--unit", "direction(relu5,EYE)", "--grid", "--size", "16").done();
        List<String> units = texts(settings().get("units"));
        assertEquals(49, units.size());
        assertEquals("direction(relu5," + picture + ",1,2)", units.get(9));
        assertEquals(7 * (6 * 16) + 6 * 2, mosaic().getWidth());
    }

    @Test
    void aPlaceAfterAFileOfNumbersIsRefused() throws IOException {
        Path numbers = Files.writeString(directory.resolve("numbers.txt"), "1 2 3");
        visualize("--unit", "direction(relu5," + numbers + ",1,2)")
                .refused("names a place, but " + numbers + " is no picture; leave the place out");
    }

    /** A network of 4 x 4 places that black leaves closed. */
    private Path seeingLight() {
        Graph graph = new GraphBuilder()
                .then("light", new Operation.Conv(3, 2, 4, 4, 0, 1, true))
                .relu("relu")
                .then("flat", new Operation.Flatten())
                .logits(32, 3, "head")
                .graph("light", new InputSpec(16, List.of(0f, 0f, 0f), List.of(1f, 1f, 1f)));
        Map<String, Tensor> parameters = new HashMap<>(Parameters.initial(graph, 1));
        float[] ones = new float[2 * 3 * 4 * 4];
        Arrays.fill(ones, 1);
        parameters.put("light.weight", new Tensor(List.of(2L, 3L, 4L, 4L), ones));
        parameters.put("light.bias", new Tensor(List.of(2L), new float[2]));
        Path file = directory.resolve("light.safetensors");
        NetworkFile.write(file, graph, parameters);
        return file;
    }

    @Test
    void aPlaceOfAGridWhereNothingIsActiveIsGrey() throws IOException {
        BufferedImage half = new BufferedImage(16, 16, BufferedImage.TYPE_INT_RGB);
        half.createGraphics().fillRect(8, 0, 8, 16);
        Files.write(picture, PngFile.bytes(half));
        String weights = "--weights=" + seeingLight();
        visualize(weights, "--unit", "direction(relu,EYE)", "--grid").done();
        assertEquals(8, settings().get("units").size());
        assertEquals(
                "direction(relu," + picture + ",0,2)",
                settings().get("units").get(0).asText());
        assertEquals(Color.GRAY.getRGB(), mosaic().getRGB(5, 5));
        Files.write(picture, PngFile.bytes(new BufferedImage(16, 16, BufferedImage.TYPE_INT_RGB)));
        visualize(weights, "--force", "--unit", "direction(relu,EYE)", "--grid")
                .refused("is 0 in all channels at all places; give another picture");
    }

    @Test
    void otherParametrisationsAreChosenByName() throws IOException {
        visualize("--unit", "logit:1", "--param", "cppn").done();
        assertEquals("cppn", settings().get("parametrisation").asText());
        assertEquals(0.005, settings().get("rate").asDouble());
        visualize(
                        "--unit",
                        "logit:1+5*content(relu2,EYE)",
                        "--param",
                        "accentuation",
                        "--picture",
                        picture.toString(),
                        "--force")
                .done();
        assertTrue(settings().get("parametrisation").asText().startsWith("accentuation (eye.png, "));
        assertEquals(0.05, settings().get("rate").asDouble());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--unit logit:1 --frames 4|give --unit twice, not 1 times",
                "--unit logit:1 --unit logit:2 --frames 1|--frames 1 shows no way",
                "--unit logit:1 --interactions|give --unit at least twice",
                "--unit logit:1 --unit logit:2 --interactions --frames 3|give one of them",
                "--unit logit:1 --unit logit:2 --interactions --batch 2|without --batch",
                "--unit logit:1 --grid|logit:1 has no places to show",
                "--unit direction(relu5,3-7) --grid|direction(relu5,3-7) has no places to show",
                "--unit direction(average,EYE) --grid|average has no places",
                "--unit direction(relu5,none.png) --grid|none.png: there is no such file",
                "--unit content(rellu5,EYE)|similar layers are relu5",
                "--unit content(relu5,none.png)|none.png: there is no such file",
                "--unit direction(relu5,none.txt)|none.txt: there is no such file",
                "--unit content(relu5)|'content(relu5)' is no unit",
                "--unit logit:1 --param accentuation|give one with --picture",
                "--unit logit:1 --picture EYE|--picture needs --param accentuation",
                "--unit logit:1 --param accentuation --picture none.png|none.png: there is no such file"
            })
    void whatCannotBeDoneIsRefusedInASentence(String arguments, String sentence) {
        visualize(arguments.split(" ")).refused(sentence);
    }

    @Test
    void examplesTakeTheSameUnits() throws IOException {
        Run.of(
                        "examples",
                        "--unit",
                        "style(relu3," + picture + ")",
                        "--data",
                        "built-in",
                        "--out",
                        directory.resolve("examples").toString())
                .done();
        Run.of("examples", "--unit", "content(relu3,none.png)").refused("none.png: there is no such file");
    }
}
