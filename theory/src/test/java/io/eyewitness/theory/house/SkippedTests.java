package io.eyewitness.theory.house;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Counts the tests that a module skipped, disabled or aborted by an assumption, and says why: on standard output when
 * the module's tests end, and in {@code target/skipped-tests.txt}. A line names a method as Surefire's option
 * {@code -Dtest} wants it, so {@code .ci/run} can run what was skipped where more is installed. The platform finds this
 * listener as a service.
 */
public final class SkippedTests implements TestExecutionListener {
    private final Path file;
    private final PrintStream output;
    private final Map<String, Integer> counts = Collections.synchronizedMap(new TreeMap<>());
    private TestPlan plan;

    public SkippedTests() {
        this(Path.of("target", "skipped-tests.txt"), System.out);
    }

    SkippedTests(Path file, PrintStream output) {
        this.file = file;
        this.output = output;
    }

    @Override
    public void testPlanExecutionStarted(TestPlan testPlan) {
        plan = testPlan;
    }

    @Override
    public void executionSkipped(TestIdentifier identifier, String reason) {
        skip(identifier, reason);
    }

    @Override
    public void executionFinished(TestIdentifier identifier, TestExecutionResult result) {
        if (result.getStatus() == TestExecutionResult.Status.ABORTED) {
            skip(identifier, result.getThrowable().map(Throwable::getMessage).orElse("aborted"));
        }
    }

    @Override
    public void testPlanExecutionFinished(TestPlan testPlan) {
        String report = report();
        output.print(report);
        if (Files.isDirectory(file.getParent())) {
            try {
                Files.writeString(file, report);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot write " + file.toAbsolutePath(), e);
            }
        }
    }

    private String report() {
        String module = String.valueOf(Path.of("").toAbsolutePath().getFileName());
        int all = counts.values().stream().mapToInt(Integer::intValue).sum();
        return counts.entrySet().stream()
                .map(skipped -> "  " + skipped.getKey() + times(skipped.getValue()) + "\n")
                .collect(Collectors.joining("", "Skipped tests in " + module + ": " + all + "\n", ""));
    }

    private static String times(int count) {
        return count == 1 ? "" : " (" + count + " times)";
    }

    private void skip(TestIdentifier identifier, String reason) {
        Stream.concat(Stream.of(identifier), plan.getDescendants(identifier).stream())
                .filter(this::isTestOrFactory)
                .forEach(test -> counts.merge(name(test) + ": " + reason.strip(), 1, Integer::sum));
    }

    /** A factory has no children before it ran. */
    private boolean isTestOrFactory(TestIdentifier identifier) {
        return identifier.isTest() || plan.getChildren(identifier).isEmpty();
    }

    private static String name(TestIdentifier identifier) {
        return identifier
                .getSource()
                .filter(MethodSource.class::isInstance)
                .map(MethodSource.class::cast)
                .map(method -> method.getClassName() + "#" + method.getMethodName())
                .orElse(identifier.getDisplayName());
    }
}
