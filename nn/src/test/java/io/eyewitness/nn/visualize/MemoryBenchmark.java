package io.eyewitness.nn.visualize;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.Device;
import io.eyewitness.nn.architecture.Architectures;
import io.eyewitness.nn.graph.GraphNetwork;
import io.eyewitness.nn.network.SampleData;
import io.eyewitness.nn.weights.NetworkFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The memory of thousands of steps on SqueezeNet at 224 pixels with the usual settings. No part of the ordinary tests, for it takes minutes and wants a machine to
 * itself; it runs by name:
 *
 * <pre>{@code
 * ./mvnw test -pl theory,nn -Dtest=MemoryBenchmark -Dsurefire.failIfNoSpecifiedTests=false
 * }</pre>
 */
class MemoryBenchmark {
    private static final int STEPS = 2_000;
    private static final int BETWEEN_LOOKS = 200;
    private static final long MOST_GROWN_KIB = 64 * 1024;

    private final Objective objective = Objective.logit(7);
    private GraphNetwork network;
    private Optimization climb;

    @BeforeEach
    void open() {
        Path weights = SampleData.require("squeezenet1_1-imagenet.safetensors");
        network = NetworkFile.read(weights, Architectures.named("squeezenet1_1"), Device.cpu());
        climb = VisualizationSpec.of(objective).start(network);
    }

    @AfterEach
    void close() {
        climb.close();
        network.close();
    }

    @Test
    void memoryStaysFlat() throws IOException {
        Path status = Path.of("/proc/self/status");
        assumeTrue(Files.isReadable(status), status + " is absent");
        long first = 0;
        long last = 0;
        for (int done = BETWEEN_LOOKS; done <= STEPS + BETWEEN_LOOKS; done += BETWEEN_LOOKS) {
            for (int i = 0; i < BETWEEN_LOOKS; i++) {
                climb.advance();
            }
            last = residentKib(status);
            first = done == BETWEEN_LOOKS ? last : first;
            System.out.printf("after %d steps: %d MiB resident%n", done, last / 1024);
        }
        assertTrue(last - first < MOST_GROWN_KIB, "the process grew by " + (last - first) + " KiB");
    }

    private static long residentKib(Path status) throws IOException {
        System.gc();
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .sum();
    }
}
