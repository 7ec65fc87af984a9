package io.eyewitness.theory.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The source files of all modules: what a reader who searches by file name and package relies on. */
class SourcesTest {
    private static final List<String> MODULES = List.of("theory", "proofs-check", "sim", "nn", "cluster");
    private static final Set<String> MAY_BE_SHARED = Set.of("Main.java", "package-info.java");
    private static final int MOST_LINES = 400;
    private static final int MOST_FILES = 15;

    private static List<Path> sources(String module) throws IOException {
        try (Stream<Path> files = Files.walk(Documents.ROOT.resolve(module).resolve("src/main/java"))) {
            List<Path> sources =
                    files.filter(file -> file.toString().endsWith(".java")).toList();
            assertFalse(sources.isEmpty(), module);
            return sources;
        }
    }

    @Test
    void aFileNameStandsForOneThingInAllModules() throws IOException {
        TreeMap<String, List<Path>> shared = new TreeMap<>();
        for (String module : MODULES) {
            sources(module).stream()
                    .collect(Collectors.groupingBy(file -> file.getFileName().toString()))
                    .forEach((name, files) -> shared.merge(
                            name,
                            files,
                            (some, more) ->
                                    Stream.concat(some.stream(), more.stream()).toList()));
        }
        shared.keySet().removeAll(MAY_BE_SHARED);
        shared.values().removeIf(files -> files.size() == 1);
        assertEquals(List.of(), List.copyOf(shared.values()));
    }

    @Test
    void noFileIsLong() throws IOException {
        for (String module : MODULES) {
            for (Path file : sources(module)) {
                int lines = Files.readAllLines(file).size();
                assertTrue(lines <= MOST_LINES, file + " has " + lines + " lines");
            }
        }
    }

    @Test
    void noPackageIsLarge() throws IOException {
        for (String module : MODULES) {
            sources(module).stream()
                    .collect(Collectors.groupingBy(Path::getParent))
                    .forEach((folder, files) ->
                            assertTrue(files.size() <= MOST_FILES, folder + " has " + files.size() + " files"));
        }
    }
}
