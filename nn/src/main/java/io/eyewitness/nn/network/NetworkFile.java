package io.eyewitness.nn.network;

import ai.djl.Device;
import io.eyewitness.nn.tensor.Safetensors;
import io.eyewitness.nn.tensor.SafetensorsReader;
import io.eyewitness.nn.tensor.SafetensorsWriter;
import io.eyewitness.nn.tensor.Tensor;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;

/** Networks as safetensors files, which hold the parameters and, as the text {@code eyewitness.graph}, the architecture. */
public final class NetworkFile {
    private static final String GRAPH = "eyewitness.graph";

    private NetworkFile() {}

    /** Writes a file that describes itself. */
    public static void write(Path file, Graph graph, Map<String, Tensor> parameters) {
        write(file, graph, parameters, Map.of());
    }

    /** Writes a file that describes itself and holds more texts, such as how it came to be. */
    public static void write(Path file, Graph graph, Map<String, Tensor> parameters, Map<String, String> texts) {
        ParameterCheck.require(graph, parameters);
        Map<String, String> metadata = new TreeMap<>(texts);
        metadata.put(GRAPH, GraphJson.write(graph));
        SafetensorsWriter.write(file, new Safetensors(parameters, metadata));
    }

    /**
     * The network of a file that describes itself.
     *
     * @throws IllegalArgumentException naming the file, and what is wrong with it
     */
    public static GraphNetwork read(Path file, Device device) {
        return read(file, (graph, tensors) -> new GraphNetwork(graph, tensors, device));
    }

    /**
     * The network of a file that describes itself, on another's device; that closes it with itself.
     *
     * @throws IllegalArgumentException naming the file, and what is wrong with it
     */
    public static GraphNetwork readBeside(Network other, Path file) {
        return read(file, (graph, tensors) -> GraphNetwork.beside(other, graph, tensors));
    }

    private static GraphNetwork read(Path file, BiFunction<Graph, Map<String, Tensor>, GraphNetwork> network) {
        Safetensors content = SafetensorsReader.read(file);
        String graph = content.metadata().get(GRAPH);
        if (graph == null) {
            throw new IllegalArgumentException(
                    file + " does not say its architecture: name one of " + String.join(", ", Architectures.names()));
        }
        try {
            return network.apply(GraphJson.read(graph), content.tensors());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
    }

    /**
     * The network of an architecture and a file of its parameters; an architecture that the file describes is not looked at.
     *
     * @throws IllegalArgumentException naming the file, and what is wrong with it
     */
    public static GraphNetwork read(Path file, Graph graph, Device device) {
        Safetensors content = SafetensorsReader.read(file);
        try {
            return new GraphNetwork(graph, content.tensors(), device);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
    }
}
