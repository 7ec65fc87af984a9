package io.eyewitness.nn.experiment;

import io.eyewitness.nn.graph.GraphNetwork;
import io.eyewitness.nn.image.ContentHash;
import io.eyewitness.nn.network.LayerShapes;
import io.eyewitness.nn.network.Network;
import io.eyewitness.nn.weights.NetworkFile;
import io.eyewitness.theory.claim.Preregistration;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * Networks that were made from a clean one and are compared with it.
 *
 * @param files of the networks, by their names, in the order in which they are measured
 */
public record Suspects(Map<String, Path> files) {
    /** The names that claims are about, with the measurements whose protocols in the ledger say how such networks are made. */
    private static final Map<String, String> MADE =
            Map.of("permuted", "permuted", "arbitrary", "arbitrary-image", "silent", "silent-units");

    public Suspects {
        files = Collections.unmodifiableMap(new LinkedHashMap<>(files));
    }

    /** No networks. */
    public static Suspects none() {
        return new Suspects(Map.of());
    }

    /** Whether there are none. */
    public boolean isEmpty() {
        return files.isEmpty();
    }

    /** Their names. */
    public Set<String> names() {
        return files.keySet();
    }

    /** What the setting of a measurement says of them. */
    public SortedMap<String, String> setting() throws IOException {
        SortedMap<String, String> setting = new TreeMap<>();
        for (Map.Entry<String, Path> suspect : files.entrySet()) {
            setting.put("suspect " + suspect.getKey(), "sha256:" + ContentHash.of(suspect.getValue()));
        }
        return setting;
    }

    /** The reason for which one is not what the claims are about, by the settings that its file says; empty if all are. */
    public Optional<String> departure(Subject subject) {
        return files.entrySet().stream()
                .flatMap(suspect -> departure(subject, suspect.getKey(), suspect.getValue()).stream())
                .findFirst();
    }

    private static Optional<String> departure(Subject subject, String name, Path file) {
        Map<String, String> made = NetworkFile.texts(file);
        if (!made.getOrDefault("weights", "")
                .endsWith("sha256:" + subject.model().sha256())) {
            return Optional.of("the suspect " + name + " was not made from these weights");
        }
        return Optional.ofNullable(MADE.get(name))
                .flatMap(measurement -> Preregistration.find(measurement, subject.name()))
                .flatMap(known -> known.protocol().ofSettings(made).stream().findFirst())
                .map(problem -> "the suspect " + name + " was not made by the ledger's protocol: " + problem);
    }

    /**
     * Refuses one that was made from another network or cannot be used, before minutes are spent on others.
     *
     * @param size of the images in pixels
     */
    public void requireFitting(GraphNetwork clean, int size) {
        forEach(clean, (name, network) -> {
            if (!network.name().equals(clean.name())) {
                throw new IllegalArgumentException("--suspect " + files.get(name) + " was made from " + network.name()
                        + ", not from " + clean.name());
            }
            LayerShapes.of(network, List.of(Network.LOGITS), size);
        });
    }

    /** Opens each on the device of the clean network, and closes it after its turn. */
    public void forEach(GraphNetwork clean, BiConsumer<String, GraphNetwork> measured) {
        files.forEach((name, file) -> {
            try (GraphNetwork network = NetworkFile.read(file, clean.manager().getDevice())) {
                measured.accept(name, network);
            }
        });
    }
}
