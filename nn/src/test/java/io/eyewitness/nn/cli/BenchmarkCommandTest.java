package io.eyewitness.nn.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchmarkCommandTest {
    @TempDir
    private Path directory;

    @Test
    void passesAndStepsAreTimedAtEachBatchSize() throws IOException {
        Path file = directory.resolve("speed.json");
        Run run = Run.of("benchmark", "--batch", "1,16", "--seconds", "0", "--json", file.toString());
        assertEquals(0, run.exitCode(), run.errors());
        JsonNode numbers = new JsonMapper().readTree(file.toFile());
        assertEquals("fashion", numbers.get("network").asText());
        assertEquals(28, numbers.get("size").asInt());
        assertEquals("cpu", numbers.get("setting").get("device").asText());
        List<Integer> images = List.of(1, 16);
        for (int i = 0; i < images.size(); i++) {
            JsonNode row = numbers.get("batches").get(i);
            assertEquals(images.get(i), row.get("images").asInt());
            assertTrue(row.get("pairs").asInt() >= 3);
            assertTrue(row.get("fastestPass").asDouble() > 0, row::toString);
            assertTrue(row.get("pass").asDouble() >= row.get("fastestPass").asDouble(), row::toString);
            assertTrue(row.get("step").asDouble() >= row.get("fastestStep").asDouble(), row::toString);
            assertTrue(
                    row.get("fastestStep").asDouble() > row.get("fastestPass").asDouble() / 2, row::toString);
            assertEquals(
                    1000 * images.get(i) / row.get("step").asDouble(),
                    row.get("imagesPerSecond").asDouble(),
                    1e-9 * row.get("imagesPerSecond").asDouble());
        }
        JsonNode few = numbers.get("batches").get(0);
        JsonNode many = numbers.get("batches").get(1);
        assertTrue(
                many.get("fastestPass").asDouble() > few.get("fastestPass").asDouble(),
                "16 images take no longer than one");
        assertTrue(run.output().contains("images/s"), run.output());
    }

    @Test
    void whatCannotBeMeasuredIsRefused() {
        Path file = directory.resolve("none.json");
        assertEquals(
                2,
                Run.of("benchmark", "--batch", "1,0", "--json", file.toString()).exitCode());
        assertEquals(
                2,
                Run.of("benchmark", "--seconds=-1", "--json", file.toString()).exitCode());
        assertEquals(
                2, Run.of("benchmark", "--size", "3", "--json", file.toString()).exitCode());
        assertFalse(Files.exists(file));
    }
}
