package io.eyewitness.nn.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextLineTest {
    @TempDir
    private Path directory;

    private Path file(String text) throws IOException {
        return Files.writeString(directory.resolve("list"), text);
    }

    @Test
    void marksEndsOfLinesAndEmptyLinesAreNoPartOfALine() throws IOException {
        List<TextLine> lines = TextLine.read(file("\ufeffa\t b \r\n\r\n  \nc"));
        assertEquals(List.of(new TextLine(1, "a\t b "), new TextLine(4, "c")), lines);
        assertEquals(List.of("a", "b"), lines.get(0).columns());
    }

    @Test
    void whatHoldsNoLinesIsRefused() throws IOException {
        Path list = directory.resolve("list");
        for (String empty : List.of("", "\ufeff", "\r\n \n")) {
            file(empty);
            assertEquals(list + ": the list is empty", refused(list));
        }
        Files.write(list, "a\nb".getBytes(StandardCharsets.UTF_16));
        assertEquals(list + ": it is not text in UTF-8; save it in UTF-8", refused(list));
        assertEquals(directory + ": it is a directory, not a list", refused(directory));
    }

    private static String refused(Path file) {
        return assertThrows(MalformedData.class, () -> TextLine.read(file)).getMessage();
    }
}
