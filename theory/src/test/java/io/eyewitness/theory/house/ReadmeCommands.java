package io.eyewitness.theory.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The commands of README.md, run as a shell would, with a module's classes in place of the launcher's. */
public final class ReadmeCommands {
    /** How README.md says that the tests are run. */
    public static final String TESTS = "./mvnw -B verify";

    private static final Path README = Path.of("..", "README.md");
    private static final String NETWORKS = "./eyewitness nn ";
    private static final String SIMULATIONS = "./eyewitness sim ";

    private final Path directory;

    /**
     * What became of a command.
     *
     * @param code its exit code
     * @param output what it wrote, to standard output and error
     */
    public record Outcome(int code, String output) {}

    /**
     * Commands in a folder.
     *
     * @param main the module's command line
     */
    public ReadmeCommands(Path directory, Class<?> main) throws IOException {
        this.directory = directory;
        List<String> java = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "--enable-native-access=ALL-UNNAMED",
                "-Djava.awt.headless=true",
                "-Dstdout.encoding=UTF-8",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        String quoted = java.stream()
                .map(part -> "'" + part.replace("'", "'\\''") + "'")
                .collect(Collectors.joining(" "));
        Path launcher = Files.writeString(
                directory.resolve("eyewitness"),
                "#!/bin/sh\ncase $1 in nn|sim) shift ;; esac\nexec " + quoted + " \"$@\"\n");
        if (!launcher.toFile().setExecutable(true)) {
            throw new IOException(launcher + " cannot be made executable");
        }
    }

    /** The blocks of a language. */
    public static List<String> blocks(String language) {
        try {
            return Pattern.compile("(?s)```" + language + "\n(.*?)```")
                    .matcher(Files.readString(README))
                    .results()
                    .map(match -> match.group(1))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The commands of the table, but for the one that runs the tests. */
    public static List<String> ofTheTable() {
        return commands().stream()
                .filter(command -> Stream.of(NETWORKS, SIMULATIONS, TESTS).noneMatch(command::startsWith))
                .toList();
    }

    /** The commands about networks. */
    public static List<String> ofNetworks() {
        return startingWith(NETWORKS);
    }

    /** The commands that simulate. */
    public static List<String> ofSimulations() {
        return startingWith(SIMULATIONS);
    }

    private static List<String> startingWith(String beginning) {
        return commands().stream()
                .filter(command -> command.startsWith(beginning))
                .toList();
    }

    private static List<String> commands() {
        return blocks("sh").stream().flatMap(String::lines).toList();
    }

    /** Runs one. */
    public Outcome run(String command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("bash", "-c", command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Outcome(process.waitFor(), output);
    }
}
