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
 * A line of a list.
 *
 * @param number in its file, counted from 1
 * @param text the line, which is not blank
 */
public record TextLine(int number, String text) {
    private static final String BYTE_ORDER_MARK = "\ufeff";

    /**
     * The lines of a file that are not blank, without a byte order mark and line ends of any system.
     *
     * @throws IOException naming the file, if it cannot be read, is not text in UTF-8 or has no such lines
     */
    public static List<TextLine> read(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new MalformedData(file, "it is a directory, not a list");
        }
        String text;
        try {
            text = Files.readString(file, StandardCharsets.UTF_8);
        } catch (CharacterCodingException e) {
            throw new MalformedData(file, "it is not text in UTF-8; save it in UTF-8", e);
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

    /** Its columns, which are separated by tabs, without surrounding blanks. */
    public List<String> columns() {
        return List.of(text.split("\t", -1)).stream().map(String::strip).toList();
    }

    /** The error that this line of a file is malformed. */
    public MalformedData bad(Path file, String reason) {
        return new MalformedData(file, "line " + number + " " + reason);
    }
}
