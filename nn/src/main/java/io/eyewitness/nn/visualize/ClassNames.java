package io.eyewitness.nn.visualize;

import io.eyewitness.nn.data.BadData;
import io.eyewitness.nn.data.TextLine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
     * The names in a text file, one a line; of a line with tabs what follows the last. Where lines are a class's number, its folder and
     * its name, parted by tabs, the folders are known too, and all lines must be so.
     *
     * @throws IOException naming the file and the line that is not as it should be
     */
    public static ClassNames read(Path file) throws IOException {
        List<TextLine> lines = TextLine.read(file);
        List<String> names = lines.stream().map(line -> last(line.columns())).toList();
        if (lines.stream().anyMatch(ClassNames::hasFolder)) {
            return new ClassNames(names, folders(file, lines));
        }
        for (int i = 0; i < lines.size(); i++) {
            TextLine line = lines.get(i);
            if (line.number() != i + 1) {
                throw new BadData(file, "line " + (i + 1) + " is empty, but each line names a class");
            }
            if (line.text().matches(i + "[ ,;]+n?\\d{8}[ ,;].*")) {
                throw line.bad(file, "has no tabs; part NUMBER, FOLDER and NAME by tabs");
            }
        }
        return new ClassNames(names);
    }

    private static boolean hasFolder(TextLine line) {
        return line.columns().size() == COLUMNS && line.columns().get(0).matches("\\d{1,9}");
    }

    private static List<String> folders(Path file, List<TextLine> lines) throws IOException {
        Map<String, TextLine> folders = new LinkedHashMap<>();
        for (TextLine line : lines) {
            if (!hasFolder(line)) {
                throw line.bad(file, "is not NUMBER<TAB>FOLDER<TAB>NAME, as others are: " + line.text());
            }
            int number = Integer.parseInt(line.columns().get(0));
            if (number != folders.size()) {
                throw line.bad(file, "has the class " + number + " where " + folders.size() + " should be");
            }
            String folder = line.columns().get(1);
            TextLine other = folders.put(folder, line);
            if (folder.isEmpty() || other != null) {
                throw line.bad(
                        file,
                        folder.isEmpty()
                                ? "names no folder"
                                : "has the folder of line " + other.number() + ", " + folder);
            }
        }
        return List.copyOf(folders.keySet());
    }

    private static String last(List<String> columns) {
        return columns.get(columns.size() - 1);
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
