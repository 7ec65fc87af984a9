package io.eyewitness.check.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the commands of README.md as a shell would, with this build's classes in place of the launcher's. */
class ReadmeTest {
    private static final Path README = Path.of("..", "README.md");
    private static final Path CI = Path.of("..", ".ci", "run");
    private static final String TESTS = "./mvnw -B verify";

    @TempDir
    Path directory;

    private record Outcome(int code, String output) {}

    static List<String> blocks(String language) throws IOException {
        return Pattern.compile("(?s)```" + language + "\n(.*?)```")
                .matcher(Files.readString(README))
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    static Stream<String> commands() throws IOException {
        return blocks("sh").stream().flatMap(String::lines).filter(line -> !line.equals(TESTS));
    }

    /** In one folder and in order, since a command may use what one before it wrote. */
    @Test
    void eachCommandDoesWhatItSaysAndTheTableStandsThereAsItPrints() throws Exception {
        String shown = blocks("text").get(0);
        for (String command : commands().toList()) {
            assertTrue(command.startsWith("./eyewitness "), command);
            Outcome outcome = shell(command);
            assertEquals(0, outcome.code(), command + "\n" + outcome.output());
            if (command.equals("./eyewitness table")) {
                assertTrue(outcome.output().startsWith(shown), outcome.output());
            }
            for (MatchResult file : Pattern.compile("--(?:out|plot) (\\S+)")
                    .matcher(command)
                    .results()
                    .toList()) {
                assertTrue(Files.size(directory.resolve(file.group(1))) > 0, command);
            }
        }
    }

    @Test
    void theTestCommandIsTheOneThatCiRuns() throws IOException {
        assertTrue(blocks("sh").contains(TESTS + "\n"));
        assertTrue(Files.readString(CI).contains("\n" + TESTS + "\n"));
    }

    private Outcome shell(String command) throws IOException, InterruptedException {
        List<String> java = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "--enable-native-access=ALL-UNNAMED",
                "-Djava.awt.headless=true",
                "-Dstdout.encoding=UTF-8",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        Path launcher = directory.resolve("eyewitness");
        String quoted = String.join(
                " ",
                java.stream()
                        .map(part -> "'" + part.replace("'", "'\\''") + "'")
                        .toList());
        Files.writeString(launcher, "#!/bin/sh\nexec " + quoted + " \"$@\"\n");
        assertTrue(launcher.toFile().setExecutable(true));
        Process process = new ProcessBuilder("bash", "-c", command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Outcome(process.waitFor(), output);
    }
}
