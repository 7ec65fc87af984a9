package io.eyewitness.nn.network;

import io.eyewitness.nn.tensor.Tensor;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Whether tensors are the parameters of a graph. */
final class ParameterCheck {
    /** Counters of training steps, which PyTorch saves with batch normalisation and nothing here needs. */
    private static final String COUNTER = ".num_batches_tracked";

    private ParameterCheck() {}

    /** Refuses tensors that are missing, of another shape or not the graph's. */
    static void require(Graph graph, Map<String, Tensor> tensors) {
        Map<String, Parameter> parameters = graph.parameters();
        refuse(
                graph,
                "these tensors are missing",
                parameters.keySet().stream()
                        .filter(name -> !tensors.containsKey(name))
                        .toList());
        refuse(
                graph,
                "these tensors are none of its parameters",
                tensors.keySet().stream()
                        .filter(name -> !parameters.containsKey(name) && !unused(graph, name))
                        .toList());
        parameters.forEach((name, parameter) -> {
            List<Long> found = tensors.get(name).shape();
            if (!found.equals(parameter.shape())) {
                throw new IllegalArgumentException("tensor " + name + " of " + graph.name() + ": expected shape "
                        + parameter.shape() + ", found " + found);
            }
        });
    }

    private static boolean unused(Graph graph, String name) {
        return name.endsWith(COUNTER) || graph.unused().stream().anyMatch(name::startsWith);
    }

    private static void refuse(Graph graph, String fault, Collection<String> names) {
        if (!names.isEmpty()) {
            String shown = String.join(", ", names.stream().sorted().limit(5).toList());
            throw new IllegalArgumentException(graph.name() + ": " + fault + ": " + shown
                    + (names.size() > 5 ? " and " + (names.size() - 5) + " more" : ""));
        }
    }
}
