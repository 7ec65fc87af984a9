package io.eyewitness.check.bundle;

import io.eyewitness.theory.evidence.EvidenceFiles;
import io.eyewitness.theory.evidence.EvidenceJson;
import io.eyewitness.theory.text.Sha256;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * The manifest of a bundle. Its hashes show that the bundle arrived whole; they prove nothing, since a forger can hash a file again.
 *
 * @param schema the version of the form
 * @param versions the version of the program that made the bundle, by its name
 * @param sha256 of each file but the manifest, by name, in hexadecimal digits
 */
public record Manifest(int schema, SortedMap<String, String> versions, SortedMap<String, String> sha256) {
    private static final int SCHEMA = 1;
    static final String MAKER = "eyewitness";

    /** The files that are not evidence. */
    private static final Set<String> FRAME = Set.of(Bundle.MANIFEST, Bundle.LEDGER, Bundle.VERDICTS, Bundle.MODELS);

    public Manifest {
        versions = Collections.unmodifiableSortedMap(new TreeMap<>(versions));
        sha256 = Collections.unmodifiableSortedMap(new TreeMap<>(sha256));
    }

    /** The manifest of files, the manifest itself left out. */
    public static Manifest of(Map<String, String> files, SortedMap<String, String> versions) {
        SortedMap<String, String> hashes = new ConcurrentSkipListMap<>();
        files.entrySet().parallelStream().forEach(file -> hashes.put(file.getKey(), Sha256.hex(file.getValue())));
        hashes.remove(Bundle.MANIFEST);
        return new Manifest(SCHEMA, versions, hashes);
    }

    /**
     * Requires that a bundle holds the files that its manifest lists, with these hashes, and no others.
     *
     * @throws BundleRefused naming the first file that is missing, changed or no part of a bundle
     */
    static void requireWhole(Bundle bundle) throws BundleRefused {
        Manifest listed = read(bundle.text(Bundle.MANIFEST).orElse(""));
        Manifest actual = of(bundle.files(), listed.versions());
        for (String name : bundle.files().keySet()) {
            if (!belongs(name, bundle)) {
                throw new BundleRefused(name + " is no part of a bundle");
            }
        }
        SortedSet<String> names = new TreeSet<>(listed.sha256().keySet());
        names.addAll(actual.sha256().keySet());
        for (String name : names) {
            String expected = listed.sha256().get(name);
            String found = actual.sha256().get(name);
            if (found == null) {
                throw new BundleRefused(name + " is in the manifest, but missing");
            }
            if (!found.equals(expected)) {
                throw new BundleRefused(
                        name + (expected == null ? " is not in the manifest" : " is not as the manifest says"));
            }
        }
    }

    private static Manifest read(String text) throws BundleRefused {
        Manifest manifest;
        try {
            manifest = EvidenceJson.read(text, Manifest.class);
        } catch (IllegalArgumentException e) {
            throw new BundleRefused(Bundle.MANIFEST + ": " + e.getMessage());
        }
        if (manifest.schema() != SCHEMA) {
            throw new BundleRefused(Bundle.MANIFEST + ": its schema is " + manifest.schema() + ", not " + SCHEMA);
        }
        if (!manifest.versions().keySet().equals(Set.of(MAKER))) {
            throw new BundleRefused(Bundle.MANIFEST + ": it names the versions of "
                    + manifest.versions().keySet() + ", not of " + MAKER + " alone");
        }
        return manifest;
    }

    private static boolean belongs(String name, Bundle bundle) {
        return FRAME.contains(name)
                || EvidenceFiles.isEvidence(name)
                || EvidenceFiles.besideWhich(name)
                        .filter(bundle.files()::containsKey)
                        .isPresent();
    }
}
