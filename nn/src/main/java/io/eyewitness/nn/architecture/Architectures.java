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
            CifarNet.NAME, CifarNet::graph,
            SqueezeNet.NAME, SqueezeNet::graph,
            ResNet50.NAME, ResNet50::graph,
            GoogLeNet.NAME, GoogLeNet::graph,
            GoogLeNet.ORIGINAL, GoogLeNet::original));

    private Architectures() {}

    /** Their names, in alphabetical order. */
    public static List<String> names() {
        return List.copyOf(KNOWN.keySet());
    }

    /**
     * Whether a network is of a known architecture, also if it was manipulated: it has the name of one and all its layers.
     *
     * @param name of the network
     * @param layers of the network
     */
    public static boolean isOf(String name, List<String> layers) {
        return KNOWN.containsKey(name)
                && Set.copyOf(layers).containsAll(named(name).layers());
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
