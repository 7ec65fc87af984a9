package io.eyewitness.nn.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eyewitness.nn.graph.Graph;
import io.eyewitness.nn.graph.Node;
import io.eyewitness.nn.graph.Operation;
import io.eyewitness.nn.network.InputSpec;
import io.eyewitness.nn.network.Network;
import io.eyewitness.nn.tensor.Tensor;
import io.eyewitness.nn.weights.NetworkFile;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a network whose logits are how red, green and blue an image is, from 0 to 1. */
class ExamplesCommandTest {
    private static final Graph COLOURS = new Graph(
            "colours",
            new InputSpec(8, List.of(0f, 0f, 0f), List.of(1f, 1f, 1f)),
            List.of(
                    new Node("average", new Operation.GlobalAverage(), List.of(Graph.INPUT), "average"),
                    new Node(Network.LOGITS, new Operation.Linear(3, 3), List.of("average"), "linear")),
            List.of());

    @TempDir
    private Path directory;

    @BeforeEach
    void writeNetworkAndPictures() throws IOException {
        Map<String, Tensor> identity = Map.of(
                "linear.weight",
                new Tensor(List.of(3L, 3L), new float[] {1, 0, 0, 0, 1, 0, 0, 0, 1}),
                "linear.bias",
                new Tensor(List.of(3L), new float[3]));
        NetworkFile.write(directory.resolve("weights"), COLOURS, identity);
        picture("bright", "1.png", 0xff8000);
        picture("bright", "2.png", 0xcc8000);
        picture("dark", "1.png", 0x330000);
        picture("dark", "2.png", 0x0000ff);
    }

    private void picture(String label, String name, int colour) throws IOException {
        BufferedImage picture = new BufferedImage(12, 9, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 12 * 9; i++) {
            picture.setRGB(i % 12, i / 12, colour);
        }
        Path folder = Files.createDirectories(directory.resolve("data").resolve(label));
        ImageIO.write(picture, "png", folder.resolve(name).toFile());
    }

    private Run examples(String... arguments) {
        Stream<String> usual = Stream.of(
                "examples",
                "--unit=logit:0",
                "--weights=" + directory.resolve("weights"),
                "--data=" + directory.resolve("data"),
                "--out=" + directory.resolve("out"));
        return Run.of(Stream.concat(usual, Stream.of(arguments)).toArray(String[]::new));
    }

    @Test
    void theReddestPicturesComeFirst() throws IOException {
        examples("--top", "3").done();
        JsonNode json = new ObjectMapper()
                .readTree(directory.resolve("out").resolve("examples.json").toFile());
        assertEquals(
                List.of(0, 1, 2),
                json.get("largest").findValues("image").stream()
                        .map(JsonNode::asInt)
                        .toList());
        assertEquals(
                List.of(3, 2, 1),
                json.get("smallest").findValues("image").stream()
                        .map(JsonNode::asInt)
                        .toList());
        assertEquals(
                directory.resolve("data").resolve("bright").resolve("2.png").toString(),
                json.get("largest").get(1).get("file").asText());
        assertFalse(json.get("largest").get(1).has("part"));
        assertEquals("bright", json.get("largest").get(0).get("label").asText());
        assertEquals(0.8, json.get("largest").get(1).get("value").asDouble(), 1e-6);
        assertEquals("class 2", json.get("smallest").get(0).get("topClassName").asText());
        assertTrue(ImageIO.read(directory
                                .resolve("out")
                                .resolve("contact-sheet.png")
                                .toFile())
                        .getWidth()
                > 500);
        examples().refused("out is there already; --force replaces it");
        examples("--force").done();
    }

    @Test
    void imagesInAFileOfManyAreFoundByTheirNumber() throws IOException {
        Path out = directory.resolve("out");
        Run.of("examples", "--unit=logit:3", "--top=1", "--data=built-in", "--out=" + out)
                .done();
        JsonNode largest = new ObjectMapper()
                .readTree(out.resolve("examples.json").toFile())
                .get("largest")
                .get(0);
        assertEquals("built-in", largest.get("file").asText());
        assertEquals(
                "image " + largest.get("image").asInt() + ", counted from 0",
                largest.get("part").asText());
    }

    @Test
    void moreThanASheetHoldsAreInTheListAlone() throws IOException {
        for (int i = 0; i < 70; i++) {
            picture("many", i + ".png", i);
        }
        examples("--top", "99999999").done();
        JsonNode json = new ObjectMapper()
                .readTree(directory.resolve("out").resolve("examples.json").toFile());
        assertEquals(74, json.get("largest").size());
        assertEquals(74, json.get("smallest").size());
        int height = ImageIO.read(
                        directory.resolve("out").resolve("contact-sheet.png").toFile())
                .getHeight();
        assertTrue(height < 2 * 11 * 260, "10 lines of 6 twice, not 13, in " + height + " pixels");
    }

    @Test
    void classesAreCalledAsTheFileSaysAndNothingIsHidden() throws IOException {
        Path names = Files.writeString(directory.resolve("names"), "0\tred\n1\tgreen\n2\tblue\u202e\n");
        examples("--classes", names.toString()).done();
        String json = Files.readString(directory.resolve("out").resolve("examples.json"));
        assertTrue(json.contains("\"topClassName\" : \"blue\\u202e\""), json);
        Files.writeString(names, "red\ngreen\n");
        examples("--force", "--classes", names.toString())
                .refused(names + ": it names 2 classes, but the network has 3");
        Files.write(names, new byte[] {(byte) 0xff, (byte) 0xfe});
        examples("--classes", names.toString()).refused("is not text in UTF-8");
    }

    @Test
    void whatIsPassedOverIsToldInOneLine() throws IOException {
        Path data = directory.resolve("data");
        Files.writeString(data.resolve("dark").resolve("1.json"), "{}");
        Files.writeString(data.resolve("dark").resolve("Thumbs.db"), "");
        Files.createDirectories(data.resolve("__MACOSX"));
        assertEquals(
                List.of("eyewitness: " + data
                        + ": skipped: hidden or left by other programs: 2 (Thumbs.db, __MACOSX); not a"
                        + " picture: 1 (1.json)"),
                examples().done().errors().lines().toList());
    }

    @Test
    void damagedDataIsNamedAndNothingIsWritten() throws IOException {
        Path damaged =
                Files.writeString(directory.resolve("data").resolve("dark").resolve("3.png"), "no picture");
        examples().refused(damaged.toString());
        Files.delete(damaged);
        Path empty = Files.createDirectory(directory.resolve("data").resolve("none"));
        examples().refused(empty + ": this class has no pictures");
        Files.delete(empty);
        Run.of(
                        "examples",
                        "--unit=logit:0",
                        "--weights=" + directory.resolve("weights"),
                        "--data=" + directory.resolve("missing"))
                .refused("missing: there is no such file");
        examples("--top", "0").refused("give at least 1");
        Run.of("examples", "--unit=logit:3", "--weights=" + directory.resolve("weights"))
                .refused("has 3 classes");
        assertFalse(Files.exists(directory.resolve("out")));
    }
}
