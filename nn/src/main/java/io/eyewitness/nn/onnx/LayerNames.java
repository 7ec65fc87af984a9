package io.eyewitness.nn.onnx;

import io.eyewitness.nn.graph.Graph;
import io.eyewitness.nn.network.Network;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The names of steps as layers: as the exporter scoped them, each once, without what has a meaning in the names of units. */
final class LayerNames {
    private final Map<String, String> byStep = new HashMap<>();
    private final Set<String> taken = new HashSet<>(Set.of(Network.LOGITS, Graph.INPUT));

    boolean has(String step) {
        return byStep.containsKey(step);
    }

    /** A layer that users see. */
    void show(String step, String title) {
        byStep.put(step, free(plain(title)));
    }

    /** A layer that is computed within another. */
    void hide(String step, String title) {
        byStep.put(step, free(Graph.INNER + plain(title)));
    }

    /** The name of a step; those on the way to a node's output are hidden. */
    String of(String step) {
        if (step.equals(Graph.INPUT)) {
            return step;
        }
        return byStep.computeIfAbsent(step, other -> free(Graph.INNER + other));
    }

    private static String plain(String title) {
        return title.replaceAll("[:+,\\s]|^[.-]+", "_");
    }

    private String free(String name) {
        String free = name;
        for (int number = 2; !taken.add(free); number++) {
            free = name + "_" + number;
        }
        return free;
    }
}
