package io.eyewitness.check.formal;

import io.eyewitness.theory.file.AtomicFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Compiles sources by coqc, and has coqchk check them again, in the folder of the programs. */
final class Compilation {
    private static final Pattern RULE = Pattern.compile("(\\S+)\\.vo [^:\n]*: \\S+\\.v((?: \\S+)*)");
    private static final String OBJECT = ".vo";
    private static final String SOURCE = ".v";

    /** The kinds of assumptions of which coqchk must report {@code <none>}. */
    private static final List<String> NONE = List.of(
            "Constants/Inductives relying on type-in-type",
            "Constants/Inductives relying on unsafe (co)fixpoints",
            "Inductives whose positivity is assumed");

    private final Coq coq;
    private final Programs programs;
    private final Runnable step;

    /**
     * A compilation.
     *
     * @param step an action to run after each file
     */
    Compilation(Coq coq, Programs programs, Runnable step) {
        this.coq = coq;
        this.programs = programs;
        this.step = step;
    }

    /** Compiles sources, as many at once as there are processors, each after those that it needs. */
    void compile(SortedMap<String, String> sources) throws IOException {
        for (Map.Entry<String, String> source : sources.entrySet()) {
            write(source.getKey(), source.getValue());
        }
        ExecutorService threads =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        try {
            Map<String, CompletableFuture<Void>> compiled = new LinkedHashMap<>();
            dependencies(sources.keySet())
                    .forEach((name, needed) -> compiled.put(
                            name,
                            CompletableFuture.allOf(
                                            needed.stream().map(compiled::get).toArray(CompletableFuture[]::new))
                                    .thenRunAsync(() -> compileOne(name), threads)));
            for (CompletableFuture<Void> file : compiled.values()) {
                file.join();
            }
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException problem ? problem : e;
        } finally {
            threads.shutdownNow();
        }
    }

    private void compileOne(String name) {
        Programs.Outcome outcome = coqc(name);
        if (outcome.code() != 0) {
            throw new NotProven(name + ": coqc refuses it: " + error(outcome));
        }
        step.run();
    }

    /** Compiles one more source, which may need all others. */
    Programs.Outcome compile(String name, String text) throws IOException {
        write(name, text);
        return coqc(name);
    }

    /** Writes a source. */
    void write(String name, String text) throws IOException {
        AtomicFiles.put(programs.folder().resolve(name), text.getBytes(StandardCharsets.UTF_8));
    }

    /** Compiles a source that was written. */
    Programs.Outcome coqc(String name) {
        return programs.run(command(coq.compiler().toString(), "-q", name));
    }

    private static List<String> command(String program, String... arguments) {
        return Stream.concat(Stream.of(program, "-Q", ".", Development.LIBRARY), Stream.of(arguments))
                .toList();
    }

    /** Coq's error message, without the place. */
    static String error(Programs.Outcome outcome) {
        String text = outcome.errors().replaceAll("\\s+", " ").strip();
        int error = text.lastIndexOf("Error:");
        return error < 0 ? text : text.substring(error);
    }

    /** The sources that each source needs, by coqdep; each source comes after those that it needs. */
    Map<String, Set<String>> dependencies(Set<String> names) {
        List<String> arguments = new ArrayList<>(command(coq.dependencies().toString()));
        arguments.addAll(names);
        Programs.Outcome outcome = programs.run(arguments);
        if (outcome.code() != 0) {
            throw new NotProven("coqdep fails: " + error(outcome));
        }
        Map<String, Set<String>> needed = new LinkedHashMap<>();
        RULE.matcher(outcome.output().replace("./", ""))
                .results()
                .forEach(rule -> needed.put(
                        rule.group(1) + SOURCE,
                        new LinkedHashSet<>(Stream.of(rule.group(2).strip().split(" "))
                                .filter(object -> object.endsWith(OBJECT))
                                .map(object -> object.substring(0, object.length() - OBJECT.length()) + SOURCE)
                                .filter(names::contains)
                                .toList())));
        Map<String, Set<String>> sorted = new LinkedHashMap<>();
        while (sorted.size() < names.size()) {
            int before = sorted.size();
            names.stream()
                    .filter(name ->
                            !sorted.containsKey(name) && sorted.keySet().containsAll(needed.getOrDefault(name, names)))
                    .forEach(name -> sorted.put(name, needed.get(name)));
            if (sorted.size() == before) {
                Set<String> left = new TreeSet<>(names);
                left.removeAll(sorted.keySet());
                throw new NotProven("the sources depend on one another in a cycle: " + String.join(", ", left));
            }
        }
        return sorted;
    }

    /** Runs coqchk on a compiled library and all libraries that it needs. */
    void check(Collection<String> files) {
        List<String> arguments = new ArrayList<>(List.of("-silent", "-o"));
        files.forEach(file -> arguments.add(Development.LIBRARY + "." + file.replaceFirst("\\.v$", "")));
        Programs.Outcome outcome = programs.run(command(coq.checker().toString(), arguments.toArray(String[]::new)));
        String text = outcome.output() + outcome.errors();
        if (outcome.code() != 0) {
            throw new NotProven("coqchk refuses the compiled library: "
                    + text.replaceAll("\\s+", " ").strip());
        }
        for (String kind : NONE) {
            if (!text.contains("* " + kind + ": <none>")) {
                throw new NotProven("coqchk finds in the compiled library: " + section(text, kind));
            }
        }
        String axioms = section(text, "Axioms");
        if (axioms.contains(" " + Development.LIBRARY + ".") || !axioms.startsWith("Axioms:")) {
            throw new NotProven("coqchk finds axioms of the development: " + axioms);
        }
    }

    private static String section(String summary, String heading) {
        int start = summary.indexOf("* " + heading);
        int end = summary.indexOf("\n* ", start + 1);
        return (start < 0 ? summary : summary.substring(start + 2, end < 0 ? summary.length() : end))
                .replaceAll("\\s+", " ")
                .strip();
    }
}
