package io.eyewitness.theory.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertLinesMatch;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

class SkippedTestsTest {
    @Test
    void countsEachSkippedTestWithItsReason(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("skipped-tests.txt");
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        run(new SkippedTests(file, new PrintStream(printed, true, StandardCharsets.UTF_8)));
        String report = printed.toString(StandardCharsets.UTF_8);
        assertLinesMatch(
                List.of(
                        "Skipped tests in .*: 4",
                        "  .*DisabledSample > factory\\(\\): all of it waits",
                        "  .*DisabledSample > first\\(\\): all of it waits",
                        "  .*DisabledSample > second\\(\\): all of it waits",
                        "  .*MixedSample > needsMore\\(\\): Assumption failed: no solver here"),
                report.lines().toList());
        assertEquals(report, Files.readString(file));
    }

    private static void run(SkippedTests listener) {
        var request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(MixedSample.class), selectClass(DisabledSample.class))
                .filters(EngineFilter.includeEngines("junit-jupiter"))
                .build();
        var config = LauncherConfig.builder()
                .enableTestExecutionListenerAutoRegistration(false)
                .build();
        LauncherFactory.create(config).execute(request, listener);
    }

    static class MixedSample {
        @Test
        void runs() {}

        @Test
        void needsMore() {
            Assumptions.assumeTrue(false, "no solver here");
        }
    }

    @Disabled("all of it waits")
    static class DisabledSample {
        @Test
        void first() {}

        @Test
        void second() {}

        @TestFactory
        List<DynamicTest> factory() {
            return List.of();
        }
    }
}
