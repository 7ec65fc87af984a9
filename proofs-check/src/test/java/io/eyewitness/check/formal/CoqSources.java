package io.eyewitness.check.formal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The sources of a Coq development, and coqc to compile them.
 *
 * @param texts the text of each file, by its name without {@code .v}, each after those that it requires
 */
record CoqSources(Map<String, String> texts) {
    private static final Pattern REQUIRE = Pattern.compile("From Eyewitness Require (?:Import|Export) ([^.]*)\\.");
    private static final Pattern ERROR = Pattern.compile(
            "File \"[^\"]*?(\\w+)\\.v\", line (\\d+), characters (\\d+)-\\d+:\\s*Error:\\s*(.*)", Pattern.DOTALL);
    private static final Pattern START_OR_END_OF_PROOF = Pattern.compile("\\b(Proof|Qed|Defined)\\b");
    private static final long TIMEOUT_SECONDS = 120;

    /**
     * An error that coqc reports.
     *
     * @param file the file, without {@code .v}
     * @param inProof whether it is in a proof, not in a definition or a statement
     * @param message what coqc says
     */
    record Failure(String file, boolean inProof, String message) {}

    static boolean isCoqInstalled() {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "coqc")));
    }

    /** The files that {@code _CoqProject} lists. */
    static CoqSources read(Path folder) throws IOException {
        Map<String, String> texts = new LinkedHashMap<>();
        for (String line : Files.readAllLines(folder.resolve("_CoqProject"))) {
            if (line.endsWith(".v")) {
                texts.put(line.substring(0, line.length() - 2), Files.readString(folder.resolve(line)));
            }
        }
        Map<String, String> ordered = new LinkedHashMap<>();
        texts.keySet().forEach(name -> addAfterItsRequirements(name, texts, ordered));
        return new CoqSources(ordered);
    }

    private static void addAfterItsRequirements(String name, Map<String, String> texts, Map<String, String> ordered) {
        required(texts.get(name)).forEach(required -> addAfterItsRequirements(required, texts, ordered));
        ordered.put(name, texts.get(name));
    }

    private static Set<String> required(String text) {
        return REQUIRE.matcher(text)
                .results()
                .flatMap(match -> Stream.of(match.group(1).strip().split("\\s+")))
                .collect(Collectors.toSet());
    }

    Set<String> required(String name, Set<String> among) {
        return required(texts.get(name)).stream().filter(among::contains).collect(Collectors.toSet());
    }

    CoqSources with(String name, String text) {
        Map<String, String> changed = new LinkedHashMap<>(texts);
        changed.put(name, text);
        return new CoqSources(changed);
    }

    /** The file and those that require it, directly or not, each after those that it requires. */
    List<String> affectedBy(String changed) {
        Set<String> affected = new LinkedHashSet<>(Set.of(changed));
        texts.keySet().stream()
                .filter(name -> !required(name, affected).isEmpty())
                .forEach(affected::add);
        return List.copyOf(affected);
    }

    /** Compiles one file in a folder that has what it requires compiled, and leaves the result there. */
    Optional<Failure> compile(String name, Path folder) throws IOException, InterruptedException {
        Files.writeString(folder.resolve(name + ".v"), texts.get(name));
        Path log = folder.resolve(name + ".log");
        Process coqc = new ProcessBuilder("coqc", "-q", "-Q", ".", "Eyewitness", name + ".v")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (!coqc.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
            coqc.destroyForcibly().waitFor();
            throw new IllegalStateException("coqc takes over " + TIMEOUT_SECONDS + " s for " + name + ".v");
        }
        return coqc.exitValue() == 0 ? Optional.empty() : Optional.of(failure(Files.readString(log)));
    }

    private Failure failure(String output) {
        Matcher error = ERROR.matcher(output);
        if (!error.find()) {
            throw new IllegalStateException("coqc fails without an error: " + output);
        }
        String file = error.group(1);
        return new Failure(
                file,
                isInProof(texts.get(file), Integer.parseInt(error.group(2)), Integer.parseInt(error.group(3))),
                error.group(4).strip());
    }

    /** Coq counts lines from 1, and characters of a line, in bytes, from 0. */
    private static boolean isInProof(String text, int line, int column) {
        List<String> lines = text.lines().toList();
        byte[] last = lines.get(line - 1).getBytes(StandardCharsets.UTF_8);
        String before = String.join("\n", lines.subList(0, line - 1))
                + "\n"
                + new String(last, 0, Math.min(column, last.length), StandardCharsets.UTF_8);
        return START_OR_END_OF_PROOF
                .matcher(before)
                .results()
                .reduce((first, second) -> second)
                .filter(keyword -> keyword.group().equals("Proof"))
                .isPresent();
    }
}
