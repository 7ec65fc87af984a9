package io.eyewitness.nn.graph;

import io.eyewitness.nn.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Checks whether tensors are the parameters of a graph. */
public final class ParameterCheck {
    /** Counters of training steps, which PyTorch saves with batch normalisation and which are not needed. */
    private static final String COUNTER = ".num_batches_tracked";

    private static final int SHOWN = 5;

    private ParameterCheck() {}

    /** Refuses tensors that are missing, have another shape or do not belong to the graph. */
    public static void require(Graph graph, Map<String, Tensor> tensors) {
        fault(graph, tensors).ifPresent(fault -> {
            throw new IllegalArgumentException(fault);
        });
    }

    /** A message about tensors that are missing, have another shape or do not belong to the graph; empty if there are none. */
    public static Optional<String> fault(Graph graph, Map<String, Tensor> tensors) {
        Map<String, Parameter> parameters = graph.parameters();
        List<String> faults = new ArrayList<>();
        list(parameters.keySet().stream().filter(name -> !tensors.containsKey(name)))
                .ifPresent(names -> faults.add("these tensors are missing: " + names));
        list(tensors.keySet().stream().filter(name -> !parameters.containsKey(name) && !isUnused(graph, name)))
                .ifPresent(names -> faults.add("these tensors are none of its parameters: " + names));
        list(parameters.values().stream()
                        .filter(parameter -> tensors.containsKey(parameter.name()))
                        .filter(parameter -> !shape(tensors, parameter).equals(parameter.shape()))
                        .map(parameter -> parameter.name() + " (expected shape " + parameter.shape() + ", found "
                                + shape(tensors, parameter) + ")"))
                .ifPresent(shapes -> faults.add("these tensors are of another shape: " + shapes));
        return faults.isEmpty() ? Optional.empty() : Optional.of(graph.name() + ": " + String.join("; ", faults));
    }

    /** The number of the graph's parameters that are present with their shapes. */
    public static long found(Graph graph, Map<String, Tensor> tensors) {
        return graph.parameters().values().stream()
                .filter(parameter -> tensors.containsKey(parameter.name()))
                .filter(parameter -> shape(tensors, parameter).equals(parameter.shape()))
                .count();
    }

    /** Whether files may hold a tensor of this name that the graph does not use. */
    public static boolean isUnused(Graph graph, String name) {
        return name.endsWith(COUNTER) || graph.unused().stream().anyMatch(name::startsWith);
    }

    private static List<Long> shape(Map<String, Tensor> tensors, Parameter parameter) {
        return tensors.get(parameter.name()).shape();
    }

    private static Optional<String> list(Stream<String> names) {
        List<String> sorted = names.sorted().toList();
        String shown = String.join(", ", sorted.subList(0, Math.min(SHOWN, sorted.size())));
        return sorted.isEmpty()
                ? Optional.empty()
                : Optional.of(shown + (sorted.size() > SHOWN ? " and " + (sorted.size() - SHOWN) + " more" : ""));
    }
}
