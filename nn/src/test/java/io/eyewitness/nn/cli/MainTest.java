package io.eyewitness.nn.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import ai.djl.engine.Engine;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class MainTest {
    @TempDir
    private Path directory;

    private record Run(int exitCode, String output, String errors) {
        static Run of(String... arguments) {
            StringWriter output = new StringWriter();
            StringWriter errors = new StringWriter();
            CommandLine command =
                    Main.commandLine().setOut(new PrintWriter(output, true)).setErr(new PrintWriter(errors, true));
            return new Run(command.execute(arguments), output.toString(), errors.toString());
        }

        void refused(String sentence) {
            assertEquals(2, exitCode, errors);
            List<String> lines = errors.lines().toList();
            assertTrue(lines.size() == 1 || lines.get(1).startsWith("Try: ./eyewitness nn"), errors);
            assertTrue(lines.get(0).startsWith("eyewitness: ") && lines.get(0).contains(sentence), errors);
            assertFalse(errors.contains("Exception"), errors);
        }
    }

    @Test
    void helpNamesTheCommandAsItIsTyped() {
        Run run = Run.of("train", "--help");
        assertEquals(0, run.exitCode, run.errors);
        assertTrue(run.output.startsWith("Usage: eyewitness nn train"), run.output);
        assertTrue(Run.of("--version").output.matches("eyewitness \\d.*\\s*"));
    }

    @Test
    void wrongUsageIsOneSentence() {
        Run.of("train", "mnist").refused("mnist");
        Run.of("train", "fashion", "--epochs", "0").refused("at least one epoch");
        Run.of("train", "fashion", "--device", "tpu").refused("'tpu' is no device");
        Run.of("accuracy", "--model", "alexnet").refused("alexnet");
    }

    @Test
    void aGpuThatIsNotThereIsSaidSo() {
        assumeFalse(Engine.getInstance().getGpuCount() > 7, "this machine has many GPUs");
        Run.of("accuracy", "--model", "fashion", "--device", "gpu7").refused("there is no gpu7");
    }

    @Test
    void dataThatIsNotThereIsSaidSoBeforeAnythingIsWritten() throws IOException {
        Path out = directory.resolve("weights");
        String missing = directory.resolve("missing").toString();
        Run.of("train", "fashion", "--data", missing, "--out", out.toString()).refused("there is no such file");
        Run.of("train", "cifar", "--data", missing, "--out", out.toString()).refused(missing);
        Run.of("train", "cifar", "--out", out.toString()).refused("name with --data");
        Run.of("train", "fashion", "--out", directory.toString()).refused("is a directory");
        Run.of("train", "fashion", "--out", missing + "/deep/weights").refused("cannot be written");
        try (var files = Files.list(directory)) {
            assertEquals(0, files.count());
        }
    }

    @Test
    void weightsThatAreNoneAreNamed() throws IOException {
        Path weights = Files.writeString(directory.resolve("weights"), "none");
        Run.of("accuracy", "--model", "fashion", "--weights", weights.toString())
                .refused(weights.toString());
    }
}
