package io.eyewitness.check.formal;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A change of one definition or statement of the Coq development.
 *
 * @param name what it says instead
 * @param file the source
 * @param from the text, which occurs there once
 * @param to what replaces it
 * @param fails why it is false; null if it is true
 * @param survives why it is still true; null if it is false
 */
record Mutant(String name, String file, String from, String to, String fails, String survives) {
    private static final List<String> STATEMENTS = List.of("Statements.v", "FurtherStatements.v");
    private static final String THEOREMS = "Theorems.v";
    private static final Set<String> LAST = Set.of(THEOREMS, "Controls.v");
    private static final Pattern COMMENT = Pattern.compile("\\(\\*.*?\\*\\)", Pattern.DOTALL);
    private static final Pattern DEFINITION = Pattern.compile(
            "^(?:Definition|Fixpoint|Inductive|Record) (\\w+).*?(?=^(?:Definition|Fixpoint|Inductive|Record) |\\z)",
            Pattern.MULTILINE | Pattern.DOTALL);
    private static final String SCOPE = "\nOpen Scope R_scope.\n";

    /**
     * The development with the change, and the first file that has to be compiled anew.
     *
     * @param sources the files
     * @param changed the changed file
     */
    record Mutated(Development sources, String changed) {}

    /**
     * A change of what only the last files use is made there: the changed definitions, under the same names, come in
     * front of the theorems, and all that is between needs no compilation.
     */
    Mutated of(Development original) {
        Development mutated = with(original, file, original.sources().get(file).replace(from, to));
        if (!STATEMENTS.contains(file)) {
            return new Mutated(mutated, file);
        }
        Map<String, String> definitions = definitions(mutated);
        Map<String, String> before = definitions(original);
        Set<String> affected = new LinkedHashSet<>();
        definitions.forEach((defined, text) -> {
            if (!Objects.equals(text, before.get(defined)) || mentions(text, affected)) {
                affected.add(defined);
            }
        });
        boolean isUsedBefore = original.sources().entrySet().stream()
                .filter(source -> !STATEMENTS.contains(source.getKey()) && !LAST.contains(source.getKey()))
                .anyMatch(source -> mentions(source.getValue(), affected));
        if (isUsedBefore) {
            return new Mutated(mutated, file);
        }
        String changed = affected.stream().map(definitions::get).collect(Collectors.joining());
        String theorems = original.sources().get(THEOREMS);
        return new Mutated(
                with(original, THEOREMS, theorems.replace(SCOPE, SCOPE + "Import ListNotations.\n" + changed)),
                THEOREMS);
    }

    private static Development with(Development original, String name, String text) {
        SortedMap<String, String> sources = new TreeMap<>(original.sources());
        sources.put(name, text);
        return new Development(sources);
    }

    /** The text of each definition, by its name, in order. */
    private static Map<String, String> definitions(Development development) {
        Map<String, String> definitions = new LinkedHashMap<>();
        for (String name : STATEMENTS) {
            Matcher definition = DEFINITION.matcher(
                    COMMENT.matcher(development.sources().get(name)).replaceAll(""));
            while (definition.find()) {
                definitions.put(definition.group(1), definition.group());
            }
        }
        return definitions;
    }

    private static boolean mentions(String text, Set<String> names) {
        return !names.isEmpty()
                && Pattern.compile("\\b(?:" + String.join("|", names) + ")\\b")
                        .matcher(text)
                        .find();
    }
}
