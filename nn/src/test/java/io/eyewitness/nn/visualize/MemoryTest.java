package io.eyewitness.nn.visualize;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.eyewitness.nn.network.GraphNetwork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class MemoryTest {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final int WARM_UP = 300;
    private static final int STEPS = 2_000;
    private static final long MOST_KIB = 20_000;

    /** 2,000 steps that kept only one image of 3 x 32 x 32 floats each would need 24,000 KiB more. */
    @Test
    void staysFlatOverManySteps() throws IOException {
        assumeTrue(Files.isReadable(STATUS), STATUS + " is absent");
        try (GraphNetwork network = TestNetwork.of(3);
                Climb climb = Ascent.of(Objectives.logit(1)).ofSize(32).start(network)) {
            advance(climb, WARM_UP);
            long before = residentKib();
            advance(climb, STEPS);
            long grown = residentKib() - before;
            assertTrue(grown < MOST_KIB, "the process grew by " + grown + " KiB in " + STEPS + " steps");
        }
    }

    private static void advance(Climb climb, int steps) {
        for (int i = 0; i < steps; i++) {
            climb.advance();
        }
    }

    private static long residentKib() throws IOException {
        System.gc();
        return Files.readAllLines(STATUS).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .sum();
    }
}
