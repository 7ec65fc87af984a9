package io.eyewitness.nn.architecture;

import io.eyewitness.nn.graph.Graph;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The architectures that are known by name. */
public final class Architectures {
    static final int IMAGENET_CLASSES = 1000;

    private static final Map<String, Supplier<Graph>> KNOWN = new TreeMap<>(Map.of(
            FashionNet.NAME, FashionNet::graph,
            FashionLipschitz.NAME, FashionLipschitz::graph,
            CifarNet.NAME, CifarNet::graph,
            SqueezeNet.NAME, SqueezeNet::graph,
            ResNet50.NAME, ResNet50::graph,
            GoogLeNet.NAME, GoogLeNet::graph,
            GoogLeNet.ORIGINAL, GoogLeNet::original));

    /** Networks that have a name only as files: layers that tell them. */
    private static final Map<String, List<String>> FILES = Map.of(
            "mobilenet_v2",
            List.of(
                    "/features/features.0/conv/Conv",
                    "/features/features.17/conv/conv.2/conv/Conv",
                    "/features/features.18/act/Clip"));

    private Architectures() {}

    /** Their names, in alphabetical order. */
    public static List<String> names() {
        return List.copyOf(KNOWN.keySet());
    }

    /**
     * Whether a network is of a known architecture, also if it was manipulated: it has the name of one and all its layers, or those that tell
     * a network that comes as a file.
     *
     * @param name of the network
     * @param layers of the network
     */
    public static boolean isOf(String name, List<String> layers) {
        List<String> known = KNOWN.containsKey(name) ? named(name).layers() : FILES.getOrDefault(name, List.of());
        return !known.isEmpty() && Set.copyOf(layers).containsAll(known);
    }

    /**
     * An architecture.
     *
     * @throws IllegalArgumentException listing the known ones if it is not among them
     */
    public static Graph named(String name) {
        Supplier<Graph> graph = KNOWN.get(name);
        if (graph == null) {
            throw new IllegalArgumentException(
                    "there is no architecture " + name + "; known are " + String.join(", ", names()));
        }
        return graph.get();
    }
}
