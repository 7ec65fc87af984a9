package io.eyewitness.nn.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code nn survey} from the command line. */
class SurveyCommandTest {
    @TempDir
    private Path directory;

    private Run survey(String out, String... options) {
        List<String> all = new ArrayList<>(List.of("survey", "--data=built-in", "--steps=1", "--set=naturals=30"));
        all.addAll(List.of("--top=2", "--out=" + directory.resolve(out)));
        all.addAll(List.of(options));
        return Run.of(all.toArray(String[]::new));
    }

    private TreeMap<String, byte[]> files(String out) throws IOException {
        TreeMap<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(directory.resolve(out))) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(directory.resolve(out).relativize(file).toString(), Files.readAllBytes(file));
            }
        }
        return files;
    }

    private void requireSame(String one, String other) throws IOException {
        TreeMap<String, byte[]> first = files(one);
        TreeMap<String, byte[]> second = files(other);
        assertEquals(first.keySet(), second.keySet());
        first.forEach((name, bytes) -> assertArrayEquals(bytes, second.get(name), name));
    }

    @Test
    void sharesThatAreMergedAndARunThatWasStoppedGiveTheBytesOfTheWholeRun() throws IOException {
        String layers = "--layers=logits,conv1";
        Run whole = survey("whole", layers).done();
        assertTrue(whole.output().contains("42 visualizations of 42 units"), whole.output());
        survey("second", layers, "--part=2/2").done();
        Run.of("merge", directory.resolve("second").toString(), "--out=" + directory.resolve("none"))
                .refused("part");
        survey("first", layers, "--part=1/2").done();
        String[] folders = {
            directory.resolve("second").toString(), directory.resolve("first").toString()
        };
        Run.of("merge", folders[0], folders[1], "--out=" + directory.resolve("merged"))
                .done();
        requireSame("whole", "merged");
        Files.createDirectories(directory.resolve(".stopped.parts"));
        survey(".stopped.parts/parts", layers, "--part=1/3").done();
        survey("stopped", layers).done();
        requireSame("whole", "stopped");
        assertFalse(Files.exists(directory.resolve(".stopped.parts")));
        survey("first", "--layers=conv1", "--part=1/2").refusedAfterNotes("they differ in surveyed");
    }

    @Test
    void theReportNamesUnitsNumbersExamplesAndFiles() throws IOException {
        survey("out", "--layers=logits,relu1", "--starts=2").done();
        JsonNode report =
                new ObjectMapper().readTree(directory.resolve("out/survey.json").toFile());
        assertEquals("eyewitness-survey/1", report.path("schema").asText());
        assertEquals("relu1", report.at("/layers/0/layer").asText(), "in the order of computation");
        assertEquals(32, report.at("/layers/0/units").size());
        JsonNode bag = report.at("/layers/1/units/8");
        assertEquals("logit:8", bag.path("unit").asText());
        assertEquals("logit:8 (Bag)", bag.path("name").asText());
        assertEquals(2, bag.path("visualizations").size());
        assertEquals(bag.path("largest"), bag.at("/examples/0/value"));
        assertTrue(bag.at("/examples/0/value").asDouble()
                >= bag.at("/examples/1/value").asDouble());
        List<Integer> images = new ArrayList<>();
        report.path("images").forEach(image -> images.add(image.path("image").asInt()));
        assertTrue(images.contains(bag.at("/examples/1/image").asInt()));
        assertEquals(
                28,
                ImageIO.read(directory
                                .resolve("out")
                                .resolve(bag.at("/files/1").asText())
                                .toFile())
                        .getWidth());
        survey("out", "--layers=logits").refused("out is there already; --force replaces it");
        survey("out", "--layers=logits", "--force").done();
    }

    @Test
    void refusalsComeBeforeTheWork() {
        survey("no", "--layers=conv").refused("fashion has no layer conv; similar layers are conv1");
        survey("no", "--layers=conv1,logits,conv1").refused("--layers names conv1 twice");
        survey("no").refused("--layers");
        survey("no", "--layers=conv1", "--starts=0").refused("starts is a number from 1");
        survey("no", "--layers=conv1", "--set=units=7").refused("there is no such setting here");
        survey("no", "--layers=conv1", "--set=top=7").refused("--set top says again what another option says");
        survey("no", "--layers=conv1", "--set=naturals=1").refusedAfterNotes("1 natural images are too few");
        survey("no", "--layers=logits", "--inspect").refusedAfterNotes("30 natural images are too few for comparison");
        survey("no", "--layers=conv1", "--part=3/2").refused("a share is K/N");
        Run.of("survey", "--model=cifar", "--layers=stem", "--data=" + directory.resolve("gone"))
                .refusedAfterNotes("gone");
        assertFalse(Files.exists(directory.resolve("no")) || Files.exists(directory.resolve(".no.parts")));
    }
}
