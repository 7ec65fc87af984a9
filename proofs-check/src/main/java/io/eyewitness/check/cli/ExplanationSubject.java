package io.eyewitness.check.cli;

import io.eyewitness.theory.function.FunctionClass;
import io.eyewitness.theory.obligation.Obligation;
import io.eyewitness.theory.obligation.Obligations;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.TypeConversionException;

/** The subject of an explanation: a row of the table, or an obligation. */
sealed interface ExplanationSubject {
    /** The largest number of similar names in a message. */
    int MOST_SIMILAR = 8;

    /** A row of the table. */
    record Row(FunctionClass functionClass) implements ExplanationSubject {}

    /** An obligation. */
    record Statement(Obligation obligation) implements ExplanationSubject {}

    /** The names of the rows, for the help. */
    final class Classes implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Stream.of(FunctionClass.values()).map(FunctionClass::name).iterator();
        }
    }

    /**
     * The subject of a name, in upper or lower case.
     *
     * @throws TypeConversionException if there is none, with similar names
     */
    static ExplanationSubject named(String name) {
        Stream<ExplanationSubject> rows = Stream.of(FunctionClass.values())
                .filter(row -> row.name().equalsIgnoreCase(name))
                .map(Row::new);
        Stream<ExplanationSubject> statements = Obligations.all().stream()
                .filter(obligation -> obligation.id().equalsIgnoreCase(name))
                .map(Statement::new);
        return Stream.concat(rows, statements)
                .findFirst()
                .orElseThrow(() -> new TypeConversionException(
                        "there is no class and no obligation '" + name + "'; " + similar(name)));
    }

    private static String similar(String name) {
        List<String> names = Stream.concat(
                        Stream.of(FunctionClass.values()).map(FunctionClass::name),
                        Obligations.all().stream().map(Obligation::id))
                .toList();
        int longest = names.stream()
                .mapToInt(candidate -> commonPrefix(candidate, name))
                .max()
                .orElse(0);
        if (longest == 0) {
            return "the classes are " + List.of(FunctionClass.values()) + ", and explain CLASS names its obligations";
        }
        List<String> nearest = names.stream()
                .filter(candidate -> commonPrefix(candidate, name) == longest)
                .toList();
        return nearest.stream().limit(MOST_SIMILAR).collect(Collectors.joining(", ", "near it: ", ""))
                + (nearest.size() > MOST_SIMILAR ? ", ..." : "");
    }

    private static int commonPrefix(String candidate, String name) {
        int length = 0;
        while (candidate.regionMatches(true, 0, name, 0, length + 1)) {
            length++;
        }
        return length;
    }
}
