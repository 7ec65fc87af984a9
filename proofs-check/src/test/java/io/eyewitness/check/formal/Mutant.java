package io.eyewitness.check.formal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
    private static final String STATEMENTS = "Statements.v";
    private static final String CHANGED = "Changed.v";
    private static final Pattern COMMENT = Pattern.compile("\\(\\*.*?\\*\\)", Pattern.DOTALL);
    private static final Pattern DEFINITION = Pattern.compile(
            "^(?:Definition|Fixpoint|Inductive|Record) (\\w+).*?(?=^(?:Definition|Fixpoint|Inductive|Record) |\\z)",
            Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern CONSTRUCTOR_OR_FIELD = Pattern.compile("(?:\\||:=)\\s*(\\w+)|[{;]\\s*(\\w+) :");
    private static final String SCOPE = "\nOpen Scope R_scope.\n";

    /**
     * The development with the change.
     *
     * @param sources the files
     * @param changed the changed files
     */
    record Mutated(SortedMap<String, String> sources, Set<String> changed) {
        /**
         * The files to compile anew, each after those that it needs: first the changed files, those that need the least
         * others before the rest, since a proof fails there as a rule.
         *
         * @param needed the files that each file needs, itself after them
         */
        List<String> order(Map<String, Set<String>> needed) {
            Map<String, Set<String>> affected = new LinkedHashMap<>();
            needed.forEach((name, others) -> {
                Set<String> before = others.stream()
                        .filter(affected::containsKey)
                        .flatMap(other -> affected.get(other).stream())
                        .collect(Collectors.toCollection(LinkedHashSet::new));
                if (changed.contains(name) || !before.isEmpty()) {
                    before.add(name);
                    affected.put(name, before);
                }
            });
            Stream<Set<String>> first = affected.entrySet().stream()
                    .filter(file -> changed.contains(file.getKey()))
                    .map(Map.Entry::getValue)
                    .sorted(Comparator.comparingInt(Set::size));
            return Stream.concat(first, affected.values().stream())
                    .flatMap(Set::stream)
                    .distinct()
                    .toList();
        }
    }

    /**
     * A change of a file of statements leaves these files as they are: the changed definition and those that mention it
     * come, under the same names, in a file of their own, which all files that mention one of them import last. So files
     * that say nothing of them need no compilation.
     *
     * @param order the names of all files, each after those that it needs
     */
    Mutated of(Development original, Collection<String> order) {
        SortedMap<String, String> sources = new TreeMap<>(original.sources());
        sources.computeIfPresent(file, (name, text) -> text.replace(from, to));
        if (!file.endsWith(STATEMENTS)) {
            return new Mutated(sources, Set.of(file));
        }
        List<String> statements =
                order.stream().filter(name -> name.endsWith(STATEMENTS)).toList();
        Map<String, String> before = definitions(statements, original.sources());
        List<String> definitions = new ArrayList<>();
        Set<String> names = new LinkedHashSet<>();
        definitions(statements, sources).forEach((defined, text) -> {
            if (!text.equals(before.get(defined)) || mentions(text, names)) {
                definitions.add(text);
                names.addAll(names(defined, text));
            }
        });
        sources.putAll(original.sources());
        Set<String> changed = new LinkedHashSet<>(Set.of(CHANGED));
        sources.replaceAll((name, text) -> {
            if (name.endsWith(STATEMENTS) || !mentions(text, names)) {
                return text;
            }
            changed.add(name);
            if (!text.contains(SCOPE)) {
                throw new IllegalStateException(
                        name + " lacks the line before which the changed definition is imported");
            }
            return text.replace(SCOPE, "\nFrom Eyewitness Require Import Changed." + SCOPE);
        });
        String modules = String.join(" ", statements).replace(".v", "");
        sources.put(
                CHANGED,
                "Require Import Reals List.\nImport ListNotations.\nFrom Eyewitness Require Import " + modules + "."
                        + SCOPE + String.join("", definitions));
        return new Mutated(sources, changed);
    }

    /** The text of each definition, by its name, in order. */
    private static Map<String, String> definitions(List<String> statements, Map<String, String> sources) {
        Map<String, String> definitions = new LinkedHashMap<>();
        statements.forEach(name -> DEFINITION
                .matcher(COMMENT.matcher(sources.get(name)).replaceAll(""))
                .results()
                .forEach(definition -> definitions.put(definition.group(1), definition.group())));
        return definitions;
    }

    /** The names that a definition introduces: its own, and those of constructors or fields. */
    private static Set<String> names(String defined, String text) {
        Set<String> names = new LinkedHashSet<>(Set.of(defined));
        if (text.startsWith("Inductive") || text.startsWith("Record")) {
            CONSTRUCTOR_OR_FIELD
                    .matcher(text)
                    .results()
                    .forEach(name -> names.add(name.group(1) == null ? name.group(2) : name.group(1)));
        }
        return names;
    }

    private static boolean mentions(String text, Set<String> names) {
        return !names.isEmpty()
                && Pattern.compile("\\b(?:" + String.join("|", names) + ")(?:_ind|_rect?)?\\b")
                        .matcher(text)
                        .find();
    }
}
