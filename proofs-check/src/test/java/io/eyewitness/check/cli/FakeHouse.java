package io.eyewitness.check.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The launcher in a checkout whose Maven and Java are scripts. */
abstract class FakeHouse {
    private static final List<String> TOOLS = List.of(
            "bash sh env find readlink mkdir mv rm cat sed awk head sleep ps ln flock sort cksum cmp".split(" "));
    static final Path SOURCE = Path.of("theory/src/main/java/A.java");
    static final String FAKE_JAVA = """
            #!/usr/bin/env bash
            if [ "$1" = -version ]; then echo 'openjdk version "%1$s" 2025-04-15' >&2; exit; fi
            for argument in "$@"; do
              case $argument in
                -XX:DumpLoadedClassList=*) printf '%%s\n' 'A id: 7' 'A id: 8' >"${argument#*=}" ;;
                -Xshare:dump) [ ! -e crash ] || exit 134; is_dump=true ;;
                -XX:SharedClassListFile=*) list=${argument#*=} ;;
                -XX:SharedArchiveFile=*) [ -z "${is_dump-}" ] || cat "$list" >>"${argument#*=}" ;;
              esac
            done
            echo "in $PWD"
            echo "LC_ALL is ${LC_ALL-}"
            printf '%%s\\n' "$@"
            """;
    static final String FAKE_JAR = """
            #!/usr/bin/env bash
            echo jar >"$4"
            """;
    private static final String FAKE_MAVEN = """
            #!/usr/bin/env bash
            echo call >>calls
            sleep "$(cat seconds)"
            [ ! -e interrupted ] || exit 130
            [ ! -e broken ] || { echo 'A.java: not a statement'; exit 1; }
            mkdir -p theory/target/classes proofs-check/target/classes
            for argument in "$@"; do
              case $argument in -DoutputDirectory=*) mkdir "${argument#*=}" && cat library.jar >"${argument#*=}/library.jar" ;; esac
            done
            """;

    @TempDir
    Path folder;

    Path house;
    Path path;

    record Outcome(int exitCode, String output, String errors) {}

    @BeforeEach
    void buildAFakeHouse() throws IOException {
        folder = folder.toRealPath();
        house = Files.createDirectories(folder.resolve("a house"));
        path = Files.createDirectories(folder.resolve("bin"));
        for (String tool : TOOLS) {
            Path found = find(tool);
            if (found != null) {
                script(path.resolve(tool), "#!/bin/sh\nexec '%s' \"$@\"\n".formatted(found));
            }
        }
        Files.createDirectory(house.resolve(".mvn"));
        for (String part : List.of("eyewitness", ".mvn/build.sh")) {
            Files.copy(Path.of("..", part), house.resolve(part));
        }
        script(house.resolve("mvnw"), FAKE_MAVEN);
        for (String file : List.of(
                "pom.xml",
                "theory/pom.xml",
                "proofs-check/pom.xml",
                SOURCE.toString(),
                "proofs-check/src/main/java/B.java",
                "library.jar")) {
            Files.createDirectories(house.resolve(file).getParent());
            Files.createFile(house.resolve(file));
        }
        Files.writeString(house.resolve("seconds"), "0");
    }

    void jdk(String version) throws IOException {
        script(path.resolve("java"), FAKE_JAVA.formatted(version));
        script(path.resolve("javac"), "#!/bin/sh\n");
        script(path.resolve("jar"), FAKE_JAR);
    }

    /** Whether Java was started with an archive of classes. */
    static boolean isShared(Outcome outcome) {
        assertEquals(0, outcome.exitCode(), outcome.errors());
        return outcome.output().contains("-XX:SharedArchiveFile=");
    }

    long builds() throws IOException {
        return Files.readAllLines(house.resolve("calls")).size();
    }

    Outcome launch(String... arguments) throws Exception {
        return run(Stream.concat(Stream.of(house + "/eyewitness"), Stream.of(arguments))
                .toArray(String[]::new));
    }

    Outcome run(String... command) throws Exception {
        Process process = start("run", command);
        assertTrue(process.waitFor(30, TimeUnit.SECONDS));
        return new Outcome(
                process.exitValue(),
                Files.readString(folder.resolve("run.output")),
                Files.readString(folder.resolve("run.errors")));
    }

    Process start(String name, String... command) throws IOException {
        String program =
                command[0].contains("/") ? command[0] : path.resolve(command[0]).toString();
        List<String> line = new ArrayList<>(List.of(command));
        line.set(0, program);
        ProcessBuilder builder = new ProcessBuilder(line)
                .directory(folder.toFile())
                .redirectOutput(folder.resolve(name + ".output").toFile())
                .redirectError(folder.resolve(name + ".errors").toFile());
        builder.environment().clear();
        builder.environment().put("PATH", path.toString());
        builder.environment().put("TMPDIR", folder.toString());
        return builder.start();
    }

    static List<String> tail(List<String> lines, int count) {
        return lines.subList(lines.size() - count, lines.size());
    }

    static void script(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.deleteIfExists(file);
        Files.writeString(file, text);
        assertTrue(file.toFile().setExecutable(true));
    }

    static Path find(String tool) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(entry -> Path.of(entry, tool))
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
    }
}
