package io.eyewitness.check.bundle;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
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
        files.forEach((name, text) -> hashes.put(name, hash(text)));
        hashes.remove(Bundle.MANIFEST);
        return new Manifest(SCHEMA, versions, hashes);
    }

    /** The SHA-256 of a text in UTF-8. */
    static String hash(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
