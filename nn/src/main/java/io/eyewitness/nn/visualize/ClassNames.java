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
 * @param folders what folders of their pictures are called, in the same order, such as WordNet ids; none where not known
 */
public record ClassNames(List<String> names, List<String> folders) {
    private static final int COLUMNS = 3;

    public ClassNames {
        names = List.copyOf(names);
        folders = List.copyOf(folders);
    }

    /** Names alone. */
    public ClassNames(List<String> names) {
        this(names, List.of());
    }

    /** No names. */
    public static ClassNames unknown() {
        return new ClassNames(List.of());
    }

    /**
     * The names in a text file, one a line; of a line with tabs what follows the last. Where all lines are a class's number, its folder and
     * its name, parted by tabs, the folders are known too.
     *
     * @throws IOException if it cannot be read
     * @throws IllegalArgumentException if it is no text, or the numbers are not those of the lines, counted from 0
     */
    public static ClassNames read(Path file) throws IOException {
        List<String[]> lines = lines(file);
        List<String> names =
                lines.stream().map(line -> line[line.length - 1].strip()).toList();
        boolean withFolders = !lines.isEmpty()
                && lines.stream().allMatch(line -> line.length == COLUMNS && line[0].matches("\\d{1,9}"));
        if (!withFolders) {
            return new ClassNames(names);
        }
        for (int i = 0; i < lines.size(); i++) {
            if (Integer.parseInt(lines.get(i)[0]) != i) {
                throw new IllegalArgumentException(
                        file + " has the class " + lines.get(i)[0] + " where " + i + " should be");
            }
        }
        return new ClassNames(names, lines.stream().map(line -> line[1].strip()).toList());
    }

    private static List<String[]> lines(Path file) throws IOException {
        try {
            return Files.readAllLines(file).stream()
                    .map(line -> line.split("\t", -1))
                    .toList();
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
