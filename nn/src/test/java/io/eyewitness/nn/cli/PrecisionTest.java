package io.eyewitness.nn.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eyewitness.nn.network.Network;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrecisionTest {
    @TempDir
    private Path directory;

    private Run visualize(String precision) {
        String out = directory.resolve(precision).toString();
        Run run = Run.of("visualize", "--unit", "logit:3", "--steps", "64", "--precision", precision, "--out", out);
        return run.done();
    }

    private JsonNode json(String precision) throws IOException {
        return new ObjectMapper()
                .readTree(directory.resolve(precision).resolve("run.json").toFile());
    }

    private double value(String precision) throws IOException {
        return json(precision).get("images").get(0).get("value").doubleValue();
    }

    /** The value is of single precision, so it says how good the picture is that was made in another. */
    @ParameterizedTest
    @CsvSource({"bfloat16, 0.02", "half, 0.002"})
    void aPictureIsAsGoodAndTheErrorIsStated(String precision, double most) throws IOException {
        visualize("single");
        String output = visualize(precision).output();
        assertTrue(output.contains("those of " + precision + " differ from them by up to "), output);
        double error = json(precision).get("largestRelativeErrorOfValues").doubleValue();
        assertTrue(error > 0 && error < most, "error " + error);
        assertEquals(value("single"), value(precision), 0.15 * value("single"));
        assertFalse(json("single").get("images").equals(json(precision).get("images")), "the precision has no effect");
        assertEquals(precision, json(precision).get("settings").get("precision").textValue());
        assertFalse(json("single").has("largestRelativeErrorOfValues"));
        assertFalse(json("single").get("settings").has("precision"));
    }

    @Test
    void whatCannotBeIsRefused() throws IOException {
        Run.of("visualize", "--unit", "logit:3", "--precision", "quarter").refused("[single, half, bfloat16]");
        Run.of("benchmark", "--precision", "double").refused("[single, half, bfloat16]");
        Run.of("fool", "circuit", "--precision", "half").refused("--precision");
        Path script = directory.resolve("script.pt");
        try (InputStream made = Network.class.getResourceAsStream("script.pt")) {
            Files.copy(made, script);
        }
        Run.of("visualize", "--unit", "logit:2", "--model", script.toString(), "--size", "16", "--precision", "half")
                .refused("leave --precision out");
    }

    @Test
    void theBenchmarkNamesThePrecision() {
        String output = Run.of("benchmark", "--batch", "1", "--seconds", "0", "--precision", "bfloat16")
                .done()
                .output();
        assertTrue(output.contains("precision: bfloat16"), output);
    }
}
