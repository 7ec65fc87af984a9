package io.eyewitness.nn.visualize;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import io.eyewitness.nn.architecture.Architectures;
import io.eyewitness.nn.graph.GraphNetwork;
import io.eyewitness.nn.network.SampleData;
import io.eyewitness.nn.weights.NetworkFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What a step costs on SqueezeNet at 224 pixels with the usual settings. No part of the ordinary tests, for it takes minutes and wants a machine to
 * itself; it runs by name:
 *
 * <pre>{@code
 * ./mvnw test -pl theory,nn -Dtest=StepBenchmark -Dsurefire.failIfNoSpecifiedTests=false
 * }</pre>
 */
class StepBenchmark {
    private static final int WARM_UP = 20;
    private static final int PAIRS = 300;
    private static final double MOST_TIMES = 1.3;
    private static final int STEPS = 2_000;
    private static final int BETWEEN_LOOKS = 200;
    private static final long MOST_GROWN_KIB = 64 * 1024;
    private static final double NANOS_PER_MILLI = 1e6;

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

    /** Steps and bare passes take turns, so that what else the machine does troubles both alike. */
    @Test
    void aStepCostsLittleMoreThanABarePass() {
        double[] bare = new double[PAIRS];
        double[] step = new double[PAIRS];
        try (NDManager manager = network.manager().newSubManager();
                NDArray image = Parametrisation.noise(
                        manager, VisualizationSpec.of(objective).shape(network), 1, new Random(1))) {
            for (int i = -WARM_UP; i < PAIRS; i++) {
                double passed = millis(() -> pass(image));
                double stepped = millis(climb::advance);
                if (i >= 0) {
                    bare[i] = passed;
                    step[i] = stepped;
                }
            }
        }
        Arrays.sort(bare);
        Arrays.sort(step);
        double ratio = step[PAIRS / 2] / bare[PAIRS / 2];
        System.out.printf(
                Locale.ROOT,
                "of %d pairs, in ms: bare pass median %.1f, least %.1f; step median %.1f, least %.1f; ratio of medians"
                        + " %.3f, of least %.3f%n",
                PAIRS,
                bare[PAIRS / 2],
                bare[0],
                step[PAIRS / 2],
                step[0],
                ratio,
                step[0] / bare[0]);
        assertTrue(ratio <= MOST_TIMES, "a step takes " + ratio + " times as long as a bare pass");
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

    private void pass(NDArray image) {
        try (NDManager scratch = network.manager().newSubManager()) {
            NDArray leaf = image.duplicate();
            leaf.attach(scratch);
            leaf.setRequiresGradient(true);
            try (GradientCollector collector = scratch.getEngine().newGradientCollector()) {
                collector.backward(network.logits(leaf).get(":, 7").sum());
            }
            leaf.getGradient().toFloatArray();
        }
    }

    private static double millis(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / NANOS_PER_MILLI;
    }

    private static long residentKib(Path status) throws IOException {
        System.gc();
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .sum();
    }
}
