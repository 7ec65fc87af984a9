package io.eyewitness.check.formal;

import io.eyewitness.theory.text.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The sources of the Coq development.
 *
 * @param sources the text of each source, by the name of its file, such as {@code Statements.v}
 */
public record Development(SortedMap<String, String> sources) {
    /** The logical name of the library. */
    static final String LIBRARY = "Eyewitness";

    private static final String FOLDER = "/io/eyewitness/check/coq/";
    private static final String PROJECT = "_CoqProject";

    public Development {
        sources = Collections.unmodifiableSortedMap(new TreeMap<>(sources));
    }

    /** The development that comes with the program: the files that {@code _CoqProject} lists. */
    public static Development builtIn() {
        SortedMap<String, String> sources = new TreeMap<>();
        text(PROJECT)
                .lines()
                .map(String::strip)
                .filter(line -> line.endsWith(".v"))
                .forEach(name -> sources.put(name, text(name)));
        return new Development(sources);
    }

    private static String text(String name) {
        try (InputStream stream = Development.class.getResourceAsStream(FOLDER + name)) {
            if (stream == null) {
                throw new IllegalStateException("the Coq source " + name + " did not come with the program");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(name + " cannot be read", e);
        }
    }

    /** The SHA-256 of each source and of the ledger's file, by name. */
    SortedMap<String, String> hashes(LedgerFile ledger) {
        SortedMap<String, String> hashes = new TreeMap<>();
        sources.forEach((name, text) -> hashes.put(name, Sha256.hex(text)));
        hashes.put(LedgerFile.NAME, Sha256.hex(ledger.text()));
        return hashes;
    }
}
