package io.eyewitness.check.cli;

import io.eyewitness.theory.obligation.Obligation;
import io.eyewitness.theory.obligation.Obligations;
import io.eyewitness.theory.witness.FunctionClass;
import java.util.AbstractList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.TypeConversionException;

/** What can be explained: a row of the table, or an obligation. */
sealed interface Subject {
    /** How many near names are told at most. */
    int MOST_NEAR = 8;

    /** A row of the table. */
    record Row(FunctionClass functionClass) implements Subject {}

    /** An obligation. */
    record Statement(Obligation obligation) implements Subject {}

    /** The names of the rows, for the help. */
    final class Classes extends AbstractList<String> {
        @Override
        public String get(int index) {
            return FunctionClass.values()[index].name();
        }

        @Override
        public int size() {
            return FunctionClass.values().length;
        }
    }

    /**
     * The subject of that name, in any case.
     *
     * @throws TypeConversionException if there is none, with the names that are near
     */
    static Subject named(String name) {
        return row(name)
                .or(() -> statement(name))
                .orElseThrow(() -> new TypeConversionException(
                        "there is no class and no obligation '" + name + "'; " + near(name)));
    }

    private static Optional<Subject> row(String name) {
        return Stream.of(FunctionClass.values())
                .filter(row -> row.name().equalsIgnoreCase(name))
                .<Subject>map(Row::new)
                .findFirst();
    }

    private static Optional<Subject> statement(String name) {
        return Obligations.all().stream()
                .filter(obligation -> obligation.id().equalsIgnoreCase(name))
                .<Subject>map(Statement::new)
                .findFirst();
    }

    private static String near(String name) {
        List<String> names = Stream.concat(
                        Stream.of(FunctionClass.values()).map(FunctionClass::name),
                        Obligations.all().stream().map(Obligation::id))
                .toList();
        int most = names.stream()
                .mapToInt(candidate -> commonPrefix(candidate, name))
                .max()
                .orElse(0);
        if (most == 0) {
            return "the classes are " + List.of(FunctionClass.values()) + ", and explain CLASS names its obligations";
        }
        List<String> nearest = names.stream()
                .filter(candidate -> commonPrefix(candidate, name) == most)
                .toList();
        return nearest.stream().limit(MOST_NEAR).collect(Collectors.joining(", ", "near it: ", ""))
                + (nearest.size() > MOST_NEAR ? ", ..." : "");
    }

    private static int commonPrefix(String candidate, String name) {
        int length = 0;
        while (candidate.regionMatches(true, 0, name, 0, length + 1)) {
            length++;
        }
        return length;
    }
}
