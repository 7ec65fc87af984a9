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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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
                        "Skipped tests in .*: 6",
                        disabled("factory"),
                        disabled("first"),
                        disabled("second"),
                        "  %s#needsMore: Assumption failed: no solver here".formatted(MixedSample.class.getName()),
                        "  %s#needsMoreEachTime: Assumption failed: no solver here (2 times)"
                                .formatted(MixedSample.class.getName())),
                report.lines().toList());
        assertEquals(report, Files.readString(file));
    }

    private static String disabled(String method) {
        return "  %s#%s: all of it waits".formatted(DisabledSample.class.getName(), method);
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

        @ParameterizedTest
        @ValueSource(ints = {1, 2})
        void needsMoreEachTime(int time) {
            Assumptions.assumeTrue(time > 2, "no solver here");
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
