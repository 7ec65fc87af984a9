package io.eyewitness.nn.weights;

import ai.djl.Device;
import io.eyewitness.nn.graph.GraphNetwork;
import io.eyewitness.nn.image.ContentHash;
import io.eyewitness.nn.network.Network;
import io.eyewitness.nn.train.Task;
import io.eyewitness.theory.file.AtomicFiles;
import io.eyewitness.theory.file.TemporaryFolder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The networks whose weights come with the project. */
public final class Pretrained {
    private static final String WEIGHTS = "/io/eyewitness/nn/weights/";
    private static final String DECODER = "-decoder";

    private Pretrained() {}

    /** The names of the networks. */
    public static List<String> names() {
        return Arrays.stream(Task.values())
                .map(Task::title)
                .filter(name -> Pretrained.class.getResource(resource(name)) != null)
                .toList();
    }

    /**
     * A network, ready to run.
     *
     * @throws IllegalArgumentException if no weights of this name come with the project
     */
    public static GraphNetwork network(String name, Device device) throws IOException {
        return network(name, file -> NetworkFile.read(file, device));
    }

    /**
     * A network on the device of another network, which closes it with itself.
     *
     * @throws IllegalArgumentException if no weights of this name come with the project
     */
    public static GraphNetwork beside(Network other, String name) throws IOException {
        return network(name, file -> NetworkFile.readBeside(other, file));
    }

    private static GraphNetwork network(String name, Function<Path, GraphNetwork> reader) throws IOException {
        try (InputStream stream = weights(name)) {
            Path copy = TemporaryFolder.file(".safetensors");
            try {
                AtomicFiles.copy(stream, copy);
                return reader.apply(copy);
            } finally {
                Files.deleteIfExists(copy);
            }
        }
    }

    /** The name of the decoder of images for a network, if one comes with the project. */
    public static Optional<String> decoderFor(String network) {
        return Optional.of(network + DECODER).filter(name -> Pretrained.class.getResource(resource(name)) != null);
    }

    /**
     * The SHA-256 of a network's weights, as they come with the project.
     *
     * @throws IllegalArgumentException if no weights of this name come with the project
     */
    public static String sha256(String name) throws IOException {
        try (InputStream stream = weights(name)) {
            return ContentHash.of(stream);
        }
    }

    private static InputStream weights(String name) {
        InputStream stream = Pretrained.class.getResourceAsStream(resource(name));
        if (stream == null) {
            throw new IllegalArgumentException("the weights of " + name + " do not come with eyewitness (only those of "
                    + String.join(", ", names()) + " do); give a file of them with --weights");
        }
        return stream;
    }

    private static String resource(String name) {
        return WEIGHTS + name + ".safetensors";
    }
}
