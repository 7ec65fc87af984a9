package io.eyewitness.check.bundle;

import io.eyewitness.theory.text.Sha256;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a bundle holds. Hashes show that it arrived whole; they prove nothing, since whoever forges a file can hash it again.
 *
 * @param schema the version of the form
 * @param versions of what made the bundle, which is eyewitness
 * @param sha256 of each file but the manifest, by name, in hexadecimal digits
 */
public record Manifest(int schema, SortedMap<String, String> versions, SortedMap<String, String> sha256) {
    static final int SCHEMA = 1;
    static final String MAKER = "eyewitness";

    public Manifest {
        versions = Collections.unmodifiableSortedMap(new TreeMap<>(versions));
        sha256 = Collections.unmodifiableSortedMap(new TreeMap<>(sha256));
    }

    /** The manifest of files, the manifest itself left out. */
    public static Manifest of(Map<String, String> files, SortedMap<String, String> versions) {
        SortedMap<String, String> hashes = new TreeMap<>();
        files.forEach((name, text) -> hashes.put(name, Sha256.hex(text)));
        hashes.remove(Bundle.MANIFEST);
        return new Manifest(SCHEMA, versions, hashes);
    }
}
