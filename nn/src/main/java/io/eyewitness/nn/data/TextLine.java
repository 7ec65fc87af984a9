package io.eyewitness.nn.data;

import io.eyewitness.theory.file.Reasons;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A line of a list that people or programs wrote.
 *
 * @param number in its file, counted from 1
 * @param text in which there is more than blanks
 */
public record TextLine(int number, String text) {
    private static final String BYTE_ORDER_MARK = "\ufeff";

    /**
     * The lines of a file, but for empty ones, a byte order mark and the ends of lines, whatever system wrote them.
     *
     * @throws IOException naming the file, if it cannot be read, is no text in UTF-8 or has no such lines
     */
    public static List<TextLine> read(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new MalformedData(file, "it is a directory, not a list");
        }
        String text;
        try {
            text = Files.readString(file, StandardCharsets.UTF_8);
        } catch (CharacterCodingException e) {
            throw new MalformedData(file, "it is no text in UTF-8", e);
        } catch (IOException e) {
            throw Reasons.naming(file, e);
        }
        List<String> all = (text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text)
                .lines()
                .toList();
        List<TextLine> lines = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            if (!all.get(i).isBlank()) {
                lines.add(new TextLine(i + 1, all.get(i)));
            }
        }
        if (lines.isEmpty()) {
            throw new MalformedData(file, "the list is empty");
        }
        return List.copyOf(lines);
    }

    /** What stands between its tabs, without blanks around. */
    public List<String> columns() {
        return List.of(text.split("\t", -1)).stream().map(String::strip).toList();
    }

    /** What is wrong with this line of a file. */
    public MalformedData bad(Path file, String reason) {
        return new MalformedData(file, "line " + number + " " + reason);
    }
}
