package io.eyewitness.sim.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.eyewitness.theory.house.OtherJava;
import io.eyewitness.theory.house.Run;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xml.sax.InputSource;

/** Pictures and the curves of letters in drawings depend on Java's fonts; all else is the same on every Java. */
class OtherJavaTest {
    private static final Predicate<String> ARE_NUMBERS = name -> !name.endsWith(".png") && !name.endsWith(".svg");
    private static final String GAME = "game --samples 60 --dimension 1,2";
    private static final String PHASE = "phase --samples 200";
    private static final String BOUND =
            "bound --assume lipschitz:2 --observe phi --observe value:0.25,0.5=0.4 --grid 5 --dimension 2";

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
        OtherJava.assertShortest(directory.resolve("here"), ARE_NUMBERS);
    }

    @ParameterizedTest
    @ValueSource(strings = {GAME, PHASE, BOUND})
    void filesAreTheSameOnAnotherJava(String command) throws Exception {
        OtherJava.run(Main.class, arguments(command, "other"));
        Run.of(Main.commandLine(), arguments(command, "here")).done();
        OtherJava.assertSameFiles(directory.resolve("here"), directory.resolve("other"), ARE_NUMBERS);
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
