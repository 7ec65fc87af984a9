package io.eyewitness.theory.house;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The commands of the documents, run as a shell would, with a module's classes in place of the launcher's. */
public final class DocumentCommands {
    /** How README.md says that the tests are run. */
    public static final String TESTS = "./mvnw -B verify";

    private static final String LAUNCHER = "./eyewitness ";

    private final Path directory;

    /** Whose commands they are. */
    public enum Part {
        /** Those of the table, which have no name of their own. */
        TABLE,
        /** Those that begin with {@code ./eyewitness nn}. */
        NN,
        /** Those that begin with {@code ./eyewitness sim}, and {@code ./eyewitness merge} of simulations' parts. */
        SIM;

        /** Whose a command is. */
        static Part of(String command) {
            if (command.startsWith(LAUNCHER + "nn ")) {
                return NN;
            }
            return command.startsWith(LAUNCHER + "sim ") || command.startsWith(LAUNCHER + "merge ") ? SIM : TABLE;
        }
    }

    /**
     * What became of a command.
     *
     * @param document where it stands
     * @param command the command
     * @param folder where it was run
     * @param code its exit code
     * @param output what it wrote, to standard output and error
     */
    public record Outcome(String document, String command, Path folder, int code, String output) {
        @Override
        public String toString() {
            return document + ": " + command + "\nexit code " + code + "\n" + output;
        }
    }

    /** Writes {@code eyewitness}, which runs the module's classes, to a directory. */
    public DocumentCommands(Path directory, Class<?> main) throws IOException {
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
                "#!/bin/sh\nexport OMP_WAIT_POLICY=PASSIVE\ncase $1 in nn|sim) shift ;; esac\nexec " + quoted
                        + " \"$@\"\n");
        if (!launcher.toFile().setExecutable(true)) {
            throw new IOException(launcher + " cannot be made executable");
        }
    }

    /**
     * Runs the commands of {@code sh} blocks, those of each document in order in a folder of its own, since a command may use what one
     * before it wrote; none after one that fails.
     *
     * @param directory which gets the folders
     * @param main the module's command line
     * @param part whose commands are run
     */
    public static List<Outcome> run(Path directory, Class<?> main, Part part) throws IOException, InterruptedException {
        return run(directory, main, part, "sh", "");
    }

    /**
     * Asks for the help of the commands of {@code console} blocks, options and all, as which they are parsed: what is unknown in them
     * makes them fail.
     *
     * @param directory which gets a folder for each document
     * @param main the module's command line
     * @param part whose commands are asked about
     */
    public static List<Outcome> parse(Path directory, Class<?> main, Part part)
            throws IOException, InterruptedException {
        return run(directory, main, part, "console", " --help");
    }

    private static List<Outcome> run(Path directory, Class<?> main, Part part, String language, String option)
            throws IOException, InterruptedException {
        List<Outcome> outcomes = new ArrayList<>();
        for (String document : Documents.names()) {
            Path folder = Files.createDirectory(directory.resolve(document.replace('/', '-')));
            DocumentCommands commands = new DocumentCommands(folder, main);
            for (String command : Documents.lines(document, language)) {
                if (command.startsWith(LAUNCHER) && Part.of(command) == part) {
                    Outcome outcome = commands.outcome(document, command + option);
                    outcomes.add(outcome);
                    if (outcome.code() != 0) {
                        return outcomes;
                    }
                }
            }
        }
        return outcomes;
    }

    private Outcome outcome(String document, String command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("bash", "-c", command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Outcome(document, command, directory, process.waitFor(), output);
    }
}
