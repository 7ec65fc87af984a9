package io.eyewitness.nn.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The names of a network's classes.
 *
 * @param names in the order of the logits; empty if they are not known
 * @param folders the names of the folders of their pictures, such as WordNet ids, in the same order; empty if they are not known
 */
public record ClassNames(List<String> names, List<String> folders) {
    private static final int COLUMNS = 3;
    private static final String ROW = "NUMBER<TAB>FOLDER<TAB>NAME";

    public ClassNames {
        names = List.copyOf(names);
        folders = List.copyOf(folders);
    }

    /** Names without folders. */
    public ClassNames(List<String> names) {
        this(names, List.of());
    }

    /** No names. */
    public static ClassNames unknown() {
        return new ClassNames(List.of());
    }

    /**
     * The names in a text file: one on each line, in the order of the logits; on a line with one tab, the name follows the tab. If a line has
     * more tabs, each line must hold the number of a class, its folder and its name, separated by tabs; then the folders are known too.
     *
     * @throws IOException naming the file and the malformed line, such as a number that is not followed by a tab
     */
    public static ClassNames read(Path file) throws IOException {
        List<TextLine> lines = TextLine.read(file);
        List<String> names = lines.stream().map(line -> last(line.columns())).toList();
        if (lines.stream().anyMatch(line -> line.columns().size() >= COLUMNS)) {
            return new ClassNames(names, folders(file, lines));
        }
        for (int i = 0; i < lines.size(); i++) {
            TextLine line = lines.get(i);
            if (line.number() != i + 1) {
                throw new MalformedData(file, "line " + (i + 1) + " is empty, but each line names a class");
            }
        }
        requireNames(file, lines);
        return new ClassNames(names);
    }

    /** Refuses lines that begin with numbers like the rows of a table: numbers with commas and the like, or consecutive numbers with blanks. */
    private static void requireNames(Path file, List<TextLine> lines) throws IOException {
        boolean hasTitles =
                lines.size() > 1 && !isRow(lines.get(0)) && lines.get(0).text().matches(".*[,;|].*");
        List<TextLine> rows = hasTitles ? lines.subList(1, lines.size()) : lines;
        if (rows.stream().allMatch(ClassNames::isRow) || isCounted(rows, 0) || isCounted(rows, 1)) {
            throw rows.get(0).bad(file, "has no tabs; separate NUMBER, FOLDER and NAME by tabs, as " + ROW);
        }
    }

    private static boolean isRow(TextLine line) {
        return line.text().matches(" *([\"']?)\\d+\\1 *[,;:|].*");
    }

    /** A number and a dash are part of a name, as in the names of torchvision's MNIST. */
    private static boolean isCounted(List<TextLine> lines, int from) {
        return IntStream.range(0, lines.size())
                .allMatch(i -> lines.get(i).text().matches(" *" + (i + from) + " +[^-\\s].*"));
    }

    private static List<String> folders(Path file, List<TextLine> lines) throws IOException {
        Map<String, TextLine> folders = new LinkedHashMap<>();
        for (TextLine line : lines) {
            List<String> columns = line.columns();
            if (columns.size() != COLUMNS) {
                throw line.bad(file, "is not " + ROW + ": " + line.text());
            }
            if (!columns.get(0).matches("\\d{1,9}")) {
                throw line.bad(
                        file,
                        "has '" + columns.get(0) + "' where the number " + folders.size() + " should be; a line is "
                                + ROW);
            }
            int number = Integer.parseInt(columns.get(0));
            if (number != folders.size()) {
                throw line.bad(file, "has the class " + number + " where " + folders.size() + " should be");
            }
            String folder = columns.get(1);
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

    /**
     * Refuses names if their number is not the number of classes: they belong to another network, or a class is missing.
     *
     * @param classes the number of the network's classes
     * @param file the file of the names
     */
    public void requireFor(long classes, Path file) throws IOException {
        if (names.size() != classes) {
            throw new MalformedData(
                    file,
                    "it names " + names.size() + " classes, but the network has " + classes
                            + "; name each class, in the order of the outputs");
        }
    }

    private static String last(List<String> columns) {
        return columns.get(columns.size() - 1);
    }

    /** The name of a class, or its number if it has no name. */
    public String of(int index) {
        return index < names.size() ? names.get(index) : "class " + index;
    }

    /** The name in brackets after a space, or nothing. */
    public String suffix(int index) {
        return index < names.size() ? " (" + names.get(index) + ")" : "";
    }
}
