package io.eyewitness.nn.experiment;

import ai.djl.Device;
import io.eyewitness.nn.data.ClassNames;
import io.eyewitness.nn.image.ContentHash;
import io.eyewitness.nn.network.LayerShapes;
import io.eyewitness.nn.network.Network;
import io.eyewitness.nn.train.Task;
import io.eyewitness.nn.weights.Pretrained;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A network and the origin of its weights.
 *
 * @param network ready to run
 * @param weights the name of their file, or {@code built-in}
 * @param sha256 of that file
 * @param classes the names of the network's classes
 */
public record LoadedModel(Network network, String weights, String sha256, ClassNames classes) implements AutoCloseable {
    private static final String BUILT_IN = "built-in";

    /**
     * A network whose weights come with the project.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    public static LoadedModel builtIn(String name, Device device) throws IOException {
        return of(Pretrained.network(name, device), BUILT_IN, Pretrained.sha256(name));
    }

    /** A network that was read from a file. */
    public static LoadedModel of(Network network, Path file) throws IOException {
        return of(network, String.valueOf(file.getFileName()), ContentHash.of(file));
    }

    private static LoadedModel of(Network network, String weights, String sha256) {
        ClassNames known = Task.named(network.name())
                .map(Task::classes)
                .filter(all -> all.size() == outputs(network))
                .map(ClassNames::new)
                .orElseGet(ClassNames::unknown);
        return new LoadedModel(network, weights, sha256, known);
    }

    /**
     * This model with other names of its classes.
     *
     * @param file the file of the names
     * @throws IOException if they are not as many as the network has classes
     */
    public LoadedModel named(ClassNames names, Path file) throws IOException {
        names.requireFor(outputs(network), file);
        return new LoadedModel(network, weights, sha256, names);
    }

    private static int outputs(Network network) {
        return LayerShapes.width(network, Network.LOGITS, network.input().size());
    }

    @Override
    public void close() {
        network.close();
    }
}
