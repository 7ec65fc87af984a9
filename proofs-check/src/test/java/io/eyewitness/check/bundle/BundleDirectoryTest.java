package io.eyewitness.check.bundle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.eyewitness.theory.evidence.EvidenceJson;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BundleDirectoryTest {
    @TempDir
    Path target;

    private static Map<String, String> bundle(String... names) {
        Map<String, String> files = new TreeMap<>();
        for (String name : names) {
            files.put(name, name);
        }
        files.put(Bundle.MANIFEST, EvidenceJson.write(Manifest.of(files, new TreeMap<>())));
        files.put(Bundle.TIMES, "{}");
        return files;
    }

    private void publish(Map<String, String> files) throws IOException {
        try (BundleDirectory work = new BundleDirectory(target)) {
            work.publish(files);
        }
    }

    private void put(String name, String text) throws IOException {
        Path file = target.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private Map<String, String> standing() throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(target)) {
            for (Path file : walk.filter(Files::isRegularFile).toList()) {
                files.put(target.relativize(file).toString().replace('\\', '/'), Files.readString(file));
            }
        }
        files.remove(BundleDirectory.LOCK);
        return files;
    }

    private void assertRefused(String name) throws IOException {
        Map<String, String> before = standing();
        FileSystemException problem =
                assertThrows(FileSystemException.class, () -> new BundleDirectory(target).close());
        assertEquals(target.resolve(name).toString(), problem.getFile());
        assertTrue(problem.getReason().contains("choose another directory"), problem.getReason());
        assertEquals(before, standing());
    }

    @Test
    void whereItCannotBeMadeTheOptionIsNamed() throws IOException {
        put("file", "");
        for (String name : new String[] {"file", "file/evidence"}) {
            Path evidence = target.resolve(name);
            FileSystemException problem =
                    assertThrows(FileSystemException.class, () -> new BundleDirectory(evidence).close());
            assertEquals(evidence.toString(), problem.getFile());
            assertTrue(problem.getReason().contains("--evidence"), problem.getReason());
        }
    }

    @Test
    void whereItCannotBeWrittenToTheOptionIsNamed() throws IOException {
        publish(bundle("claims.json"));
        assumeTrue(target.toFile().setWritable(false) && !Files.isWritable(target), "root may write everywhere");
        try {
            FileSystemException problem =
                    assertThrows(FileSystemException.class, () -> new BundleDirectory(target).close());
            assertEquals(target.toString(), problem.getFile());
            assertTrue(problem.getReason().contains("--evidence"), problem.getReason());
        } finally {
            assertTrue(target.toFile().setWritable(true));
        }
    }

    @Test
    void aBundleIsReplacedWhole() throws IOException {
        publish(bundle("claims.json", "obligation/S1.json", "witness/F.json"));
        Map<String, String> second = bundle("claims.json", "obligation/S2.json", "witness/F.json");
        publish(second);
        assertEquals(second, standing());
        try (Stream<Path> entries = Files.list(target)) {
            assertEquals(
                    List.of(),
                    entries.filter(e -> e.toString().contains(".run")).toList());
        }
    }

    @Test
    void whatBelongsToNoBundleStays() throws IOException {
        put("explain/F.png", "plot");
        put("notes.txt", "mine");
        publish(bundle("claims.json"));
        publish(bundle("claims.json"));
        assertEquals("plot", standing().get("explain/F.png"));
        assertEquals("mine", standing().get("notes.txt"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "claims.json",
                "verdicts.json",
                "times.json",
                "manifest.json",
                "obligation/mine.txt",
                "witness/deep/mine.txt",
                "decoder/mine"
            })
    void aFileThatNoManifestListsIsNeverDeleted(String name) throws IOException {
        put(name, "{\"name\": \"mine\"}");
        assertRefused(name.replace("/mine.txt", name.contains("deep") ? "" : "/mine.txt"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"obligation/mine.txt", "verdicts.json", "decoder"})
    void aFileBesideABundleIsNotDeletedEither(String name) throws IOException {
        publish(bundle("claims.json", "obligation/S1.json"));
        put(name, "mine");
        assertRefused(name);
    }

    @Test
    void aFileThatComesDuringTheRunIsNotDeleted() throws IOException {
        try (BundleDirectory work = new BundleDirectory(target)) {
            put("witness/mine.txt", "mine");
            assertThrows(FileSystemException.class, () -> work.publish(bundle("witness/F.json")));
        }
        assertEquals(Map.of("witness/mine.txt", "mine"), standing());
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "symbolic links need a privilege there")
    void aLinkIsForeign() throws IOException {
        Path elsewhere = Files.createDirectory(target.resolve("elsewhere"));
        Files.createSymbolicLink(target.resolve("obligation"), elsewhere);
        assertRefused("obligation");
        assertFalse(Files.exists(target.resolve(BundleDirectory.LOCK)));
    }
}
