package io.eyewitness.nn.visualize;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a network's classes are called.
 *
 * @param names in the order of the logits; fewer, or none, where they are not known
 */
public record ClassNames(List<String> names) {
    public ClassNames {
        names = List.copyOf(names);
    }

    /** No names. */
    public static ClassNames unknown() {
        return new ClassNames(List.of());
    }

    /**
     * The names in a text file, one a line; of a line with tabs what follows the last.
     *
     * @throws IOException if it cannot be read
     * @throws IllegalArgumentException if it is no text
     */
    public static ClassNames read(Path file) throws IOException {
        try {
            return new ClassNames(Files.readAllLines(file).stream()
                    .map(line -> line.substring(line.lastIndexOf('\t') + 1).strip())
                    .toList());
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(file + " is no text in UTF-8", e);
        }
    }

    /** The name of a class, or its number where it has none. */
    public String of(int index) {
        return index < names.size() ? names.get(index) : "class " + index;
    }

    /** The name in brackets after a space, or nothing. */
    String suffix(int index) {
        return index < names.size() ? " (" + names.get(index) + ")" : "";
    }
}
