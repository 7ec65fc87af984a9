package io.eyewitness.nn.weights;

import ai.djl.Device;
import io.eyewitness.nn.graph.Graph;
import io.eyewitness.nn.graph.GraphNetwork;
import io.eyewitness.nn.graph.Parameters;
import io.eyewitness.nn.network.LogitsCheck;
import io.eyewitness.nn.network.Network;
import io.eyewitness.nn.tensor.Safetensors;
import io.eyewitness.nn.tensor.Tensor;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** Networks as safetensors files, which hold the parameters and, as the text {@code eyewitness.graph}, the architecture. */
public final class NetworkFile {
    private static final String GRAPH = "eyewitness.graph";

    private NetworkFile() {}

    /** Writes a file that describes itself. */
    public static void write(Path file, Graph graph, Map<String, Tensor> parameters) {
        write(file, graph, parameters, Map.of());
    }

    /** Writes a file that describes itself and holds more texts, such as the record of its training. */
    public static void write(Path file, Graph graph, Map<String, Tensor> parameters, Map<String, String> texts) {
        Parameters.require(graph, parameters);
        Map<String, String> metadata = new TreeMap<>(texts);
        metadata.put(GRAPH, graph.json());
        new Safetensors(parameters, metadata).write(file);
    }

    /**
     * The network of a file: of the architecture that the file describes, or else of the known architecture that has its tensors.
     *
     * @throws IllegalArgumentException naming the file and the fault
     */
    public static GraphNetwork read(Path file, Device device) {
        return read(file, content -> classifier(weights(content), device));
    }

    /**
     * The network of an architecture and a file of its parameters; an architecture that the file describes is ignored.
     *
     * @throws IllegalArgumentException naming the file and the fault
     */
    public static GraphNetwork read(Path file, Graph graph, Device device) {
        return read(file, content -> classifier(SavedWeights.of(graph, content.tensors()), device));
    }

    /**
     * The network of a file that describes itself, on the device of another network, which closes it with itself. It need not be a classifier.
     *
     * @throws IllegalArgumentException naming the file and the fault
     */
    public static GraphNetwork readBeside(Network other, Path file) {
        return read(file, content -> {
            SavedWeights weights = weights(content);
            return GraphNetwork.beside(other, weights.graph(), weights.tensors());
        });
    }

    /** The texts that a file holds besides its architecture, such as the settings of the manipulation that made it. */
    public static SortedMap<String, String> texts(Path file) {
        SortedMap<String, String> texts = new TreeMap<>(Safetensors.read(file).metadata());
        texts.remove(GRAPH);
        return texts;
    }

    private static GraphNetwork read(Path file, Function<Safetensors, GraphNetwork> network) {
        Safetensors content = Safetensors.read(file);
        try {
            return network.apply(content);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
    }

    private static SavedWeights weights(Safetensors content) {
        String graph = content.metadata().get(GRAPH);
        return graph == null
                ? SavedWeights.recognised(content.tensors())
                : new SavedWeights(Graph.parse(graph), content.tensors(), List.of());
    }

    private static GraphNetwork classifier(SavedWeights weights, Device device) {
        GraphNetwork network = new GraphNetwork(weights.graph(), weights.tensors(), weights.notes(), device);
        try {
            LogitsCheck.requireFinite(network);
            return network;
        } catch (RuntimeException e) {
            network.close();
            throw e;
        }
    }
}
