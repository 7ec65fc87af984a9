package io.eyewitness.nn.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import io.eyewitness.theory.house.HelpTexts;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class MainTest {
    @TempDir
    private Path directory;

    @Test
    void helpNamesTheCommandAsItIsTyped() {
        Run run = Run.of("train", "--help");
        assertEquals(0, run.exitCode(), run.errors());
        assertTrue(run.output().startsWith("Usage: eyewitness nn train"), run.output());
        assertTrue(Run.of("--version").output().matches("eyewitness \\d.*\\s*"));
    }

    @Test
    void wrongUsageIsOneSentence() {
        Run.of("train", "mnist").refused("mnist");
        Run.of("train", "fashion", "--epochs", "0").refused("at least one epoch");
        Run.of("train", "fashion", "--device", "tpu").refused("'tpu' is no device");
        Run.of("accuracy", "--model", "alexnet").refused("alexnet");
    }

    @Test
    void outputThatIsLostIsNoSuccess() {
        Writer full = new Writer() {
            @Override
            public void write(char[] text, int from, int length) throws IOException {
                throw new IOException("no space left");
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        StringWriter errors = new StringWriter();
        int code = Main.commandLine()
                .setOut(new PrintWriter(full))
                .setErr(new PrintWriter(errors, true))
                .execute("layers");
        assertEquals(2, code);
        assertEquals("eyewitness: standard output cannot be written to, so output is lost\n", errors.toString());
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
    void aDeviceWithTooLittleMemoryIsNoDefect() {
        String told = "CUDA out of memory. Tried to allocate 20.00 GiB.";
        List<String> lines = answer(new EngineException(told + "\nException raised from malloc"));
        assertEquals(1, lines.size(), lines::toString);
        assertTrue(lines.get(0).contains(told) && lines.get(0).contains("a smaller --batch"), lines::toString);
        String ofWindows = "DefaultCPUAllocator: not enough memory: you tried to allocate 16000000000000 bytes.";
        assertTrue(answer(new EngineException(ofWindows)).get(0).contains("too little memory"));
        assertTrue(answer(new EngineException("no kernel")).get(0).contains("a defect"));
        assertTrue(answer(new IllegalStateException("out of memory")).get(0).contains("a defect"));
    }

    @Test
    void aDeviceThatFailsIsNoDefect() {
        String told = "CUDA error: no kernel image is available for execution on the device";
        List<String> lines = answer(new EngineException(told + "\nCUDA kernel errors might be asynchronous"));
        assertEquals(
                List.of("eyewitness: the device failed (" + told + "); see docs/gpu.md, or try --device cpu"), lines);
    }

    private static List<String> answer(RuntimeException thrown) {
        StringWriter errors = new StringWriter();
        CommandLine main =
                Main.commandLine().addSubcommand("throw", new Throwing(thrown)).setErr(new PrintWriter(errors, true));
        assertEquals(3, main.execute("throw"));
        return errors.toString().lines().toList();
    }

    @Command
    private record Throwing(RuntimeException thrown) implements Runnable {
        @Override
        public void run() {
            throw thrown;
        }
    }

    @Test
    void weightsThatAreNoneAreNamed() throws IOException {
        Path weights = Files.writeString(directory.resolve("weights"), "none");
        Run.of("accuracy", "--model", "fashion", "--weights", weights.toString())
                .refused(weights.toString());
    }

    @Test
    void helpIsText() {
        assertEquals(List.of(), HelpTexts.broken(Main.commandLine()));
    }
}
