package io.eyewitness.sim.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.eyewitness.theory.house.OtherJava;
import io.eyewitness.theory.house.Run;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xml.sax.InputSource;

/**
 * Pictures depend on Java's fonts, and drawings in the curves of letters and in the room that they take; all else is the same on every
 * Java.
 */
class OtherJavaTest {
    private static final Predicate<String> ARE_NUMBERS = name -> !name.endsWith(".png") && !name.endsWith(".svg");
    /** A page is for people and says numbers with as many digits as its tables do. */
    private static final Predicate<String> ARE_DATA = ARE_NUMBERS.and(name -> !name.endsWith(".html"));

    private static final String GAME = "game --samples 60 --dimension 1,2";
    private static final String PHASE = "phase --samples 200";
    private static final String BOUND =
            "bound --assume lipschitz:2 --observe phi --observe value:0.25,0.5=0.4 --grid 5 --dimension 2";

    private static final Pattern TAG = Pattern.compile("<[^>]+>");
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");
    private static final double ROOM = 2;
    private static final Pattern FINER = Pattern.compile("\\.[0-9]{4}|\\.[0-9]+E");

    @TempDir
    private Path directory;

    private String[] arguments(String command, String out) {
        return Stream.concat(
                        Stream.of(command.split(" ")),
                        Stream.of("--out", directory.resolve(out).toString()))
                .toArray(String[]::new);
    }

    @ParameterizedTest
    @ValueSource(strings = {GAME, PHASE, BOUND})
    void numbersHaveTheirShortestText(String command) throws Exception {
        Run.of(Main.commandLine(), arguments(command, "here")).done();
        OtherJava.assertShortest(directory.resolve("here"), ARE_DATA);
    }

    @ParameterizedTest
    @ValueSource(strings = {GAME, PHASE, BOUND})
    void filesAreTheSameOnAnotherJava(String command) throws Exception {
        OtherJava.run(Main.class, arguments(command, "other"));
        Run.of(Main.commandLine(), arguments(command, "here")).done();
        OtherJava.assertSameFiles(directory.resolve("here"), directory.resolve("other"), ARE_NUMBERS);
        List<Path> drawings = drawings(directory.resolve("here"));
        assertFalse(drawings.isEmpty());
        for (Path drawing : drawings) {
            Path other =
                    directory.resolve("other").resolve(directory.resolve("here").relativize(drawing));
            assertSameButForRoom(tags(drawing), tags(other));
        }
    }

    private static List<Path> drawings(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".svg"))
                    .sorted()
                    .toList();
        }
    }

    private static List<String> tags(Path drawing) throws IOException {
        // A clip is called by a hash of where it lies.
        return TAG.matcher(Files.readString(drawing).replaceAll("clip-+\\d+", "clip"))
                .results()
                .map(MatchResult::group)
                .toList();
    }

    /**
     * The same shapes in the same order, colours and lines, at most two pixels apart; but for letters, which are filled curves, and where
     * they are put: a label in the middle starts by half its width before it.
     */
    private static void assertSameButForRoom(List<String> here, List<String> other) {
        assertEquals(here.size(), other.size());
        for (int i = 0; i < here.size(); i++) {
            String tag = here.get(i);
            boolean isLetters =
                    tag.startsWith("<path") && !tag.contains("fill:none") || tag.startsWith("<g transform=");
            if (!isLetters) {
                assertEquals(
                        NUMBER.matcher(tag).replaceAll("#"),
                        NUMBER.matcher(other.get(i)).replaceAll("#"));
                assertArrayEquals(numbers(tag), numbers(other.get(i)), ROOM, tag);
            }
        }
    }

    private static double[] numbers(String tag) {
        return NUMBER.matcher(tag)
                .results()
                .mapToDouble(number -> Double.parseDouble(number.group()))
                .toArray();
    }

    @ParameterizedTest
    @ValueSource(strings = GAME)
    void drawingsHaveThousandthsOfAPixel(String command) throws Exception {
        Run.of(Main.commandLine(), arguments(command, "here")).done();
        String svg = Files.readString(directory.resolve("here/game.svg"));
        assertTrue(svg.contains("."), svg);
        DocumentBuilderFactory documents = DocumentBuilderFactory.newInstance();
        documents.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        assertEquals(
                "svg",
                documents
                        .newDocumentBuilder()
                        .parse(new InputSource(new StringReader(svg)))
                        .getDocumentElement()
                        .getTagName());
        assertFalse(FINER.matcher(svg).find());
    }
}
