package io.eyewitness.theory.house;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.eyewitness.theory.decimal.Decimals;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** That files are the same on every Java: Java 19 began to write numbers otherwise. */
public final class OtherJava {
    private static final int CHANGED = 19;
    private static final Pattern VERSION = Pattern.compile("JAVA_VERSION=\"(\\d+)[^\"]*\"");
    private static final Pattern DECIMAL = Pattern.compile("(?<![\\w.\"/-])-?\\d+\\.\\d+(E-?\\d+)?(?![\\w.\"/])");

    private OtherJava() {}

    /** Asserts that all numbers with a point in some files of a folder have their shortest text; at least one of them is there. */
    public static void assertShortest(Path folder, Predicate<String> names) throws IOException {
        int count = 0;
        for (byte[] content : files(folder, names).values()) {
            Matcher decimal = DECIMAL.matcher(new String(content, StandardCharsets.UTF_8));
            while (decimal.find()) {
                count++;
                String text = decimal.group();
                if (!Decimals.text(Float.parseFloat(text)).equals(text)) {
                    assertEquals(Decimals.text(Double.parseDouble(text)), text);
                }
            }
        }
        assertTrue(count > 0, folder + " has no numbers with a point");
    }

    /** Runs a main class on a Java on the other side of the change, where one is installed beside this one. */
    public static void run(Class<?> main, String... arguments) throws IOException, InterruptedException {
        Optional<Path> home = home();
        assumeTrue(home.isPresent(), "no Java on the other side of Java " + CHANGED + " is beside this one");
        List<String> command = new ArrayList<>(List.of(
                home.orElseThrow().resolve("bin/java").toString(),
                "-Djava.awt.headless=true",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        Path output = Files.createTempFile("other-java", ".txt");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            assertTrue(process.waitFor(20, TimeUnit.MINUTES));
            assertEquals(0, process.exitValue(), Files.readString(output));
        } finally {
            Files.delete(output);
        }
    }

    /** Asserts that two folders hold the same files, as far as their names say so. */
    public static void assertSameFiles(Path one, Path other, Predicate<String> names) throws IOException {
        SortedMap<String, byte[]> expected = files(one, names);
        SortedMap<String, byte[]> actual = files(other, names);
        assertEquals(expected.keySet(), actual.keySet());
        expected.forEach((name, content) -> assertArrayEquals(content, actual.get(name), name));
    }

    private static SortedMap<String, byte[]> files(Path folder, Predicate<String> names) throws IOException {
        SortedMap<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(folder)) {
            for (Path file : walk.filter(Files::isRegularFile).toList()) {
                String name = folder.relativize(file).toString();
                if (names.test(name)) {
                    files.put(name, Files.readAllBytes(file));
                }
            }
        }
        return files;
    }

    private static Optional<Path> home() throws IOException {
        boolean isOld = Runtime.version().feature() < CHANGED;
        Path homes = Path.of(System.getProperty("java.home")).toRealPath().getParent();
        try (Stream<Path> beside = Files.list(homes)) {
            return beside.sorted()
                    .filter(home -> Files.isExecutable(home.resolve("bin/java")))
                    .filter(home -> version(home) >= 17 && (version(home) < CHANGED) != isOld)
                    .findFirst();
        }
    }

    private static int version(Path home) {
        Path release = home.resolve("release");
        try {
            Matcher version = VERSION.matcher(Files.exists(release) ? Files.readString(release) : "");
            return version.find() ? Integer.parseInt(version.group(1)) : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
