package io.eyewitness.nn.weights;

import io.eyewitness.nn.architecture.Architectures;
import io.eyewitness.nn.graph.Graph;
import io.eyewitness.nn.graph.Node;
import io.eyewitness.nn.graph.Parameter;
import io.eyewitness.nn.graph.Parameters;
import io.eyewitness.nn.tensor.Tensor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Weights of a file, fitted to a graph: names lose the prefixes of wrapper modules, and the graph gets the number of classes of the weights.
 * {@link Parameters} decides whether they are complete.
 *
 * @param graph with the number of classes of the weights
 * @param tensors by name
 * @param notes the changes, for people
 */
record SavedWeights(Graph graph, Map<String, Tensor> tensors, List<String> notes) {
    /** The parts of names that PyTorch's wrappers add. */
    private static final String WRAPPER =
            "(?<=^|\\.)(module|_orig_mod|_fsdp_wrapped_module|_checkpoint_wrapped_module)\\.";

    SavedWeights {
        notes = List.copyOf(notes);
    }

    /**
     * Fits weights to a graph.
     *
     * @throws IllegalArgumentException if two tensors would have the same name
     */
    static SavedWeights of(Graph graph, Map<String, Tensor> saved) {
        List<String> notes = new ArrayList<>();
        Map<String, Tensor> tensors = unwrapped(graph, saved, notes);
        Node classifier = graph.classifier();
        Parameter weight = classifier.parameters().get(0);
        Tensor found = tensors.get(weight.name());
        if (found == null || !differsInClasses(weight.shape(), found.shape())) {
            return new SavedWeights(graph, tensors, notes);
        }
        int classes = Math.toIntExact(found.shape().get(0));
        notes.add("its weights have " + classes + " classes, " + graph.name() + " as published "
                + weight.shape().get(0));
        return new SavedWeights(graph.withClasses(classes), tensors, notes);
    }

    /**
     * Finds the architecture of weights.
     *
     * @throws IllegalArgumentException naming the nearest architecture and the differences, if no known one fits
     */
    static SavedWeights recognised(Map<String, Tensor> saved) {
        List<SavedWeights> fitted = Architectures.names().stream()
                .map(name -> of(Architectures.named(name), saved))
                .toList();
        SavedWeights nearest = fitted.stream()
                .max(Comparator.comparingLong(weights -> Parameters.found(weights.graph, weights.tensors)))
                .orElseThrow();
        String none = "it does not state its architecture, and its tensors match none of "
                + String.join(", ", Architectures.names());
        if (Parameters.found(nearest.graph, nearest.tensors) == 0) {
            throw new IllegalArgumentException(none);
        }
        Parameters.fault(nearest.graph, nearest.tensors).ifPresent(fault -> {
            throw new IllegalArgumentException(none + "; nearest is " + fault);
        });
        List<String> notes = new ArrayList<>();
        notes.add("it does not state its architecture; its tensors are those of " + nearest.graph.name());
        notes.addAll(nearest.notes);
        return new SavedWeights(nearest.graph, nearest.tensors, notes);
    }

    private static boolean differsInClasses(List<Long> expected, List<Long> found) {
        return !found.isEmpty()
                && found.get(0) > 0
                && !found.get(0).equals(expected.get(0))
                && found.subList(1, found.size()).equals(expected.subList(1, expected.size()));
    }

    /**
     * The tensors by the names of the graph. A name of the graph stays; any other name loses the prefixes of wrappers, until it is the longest
     * name that the graph has and no other tensor claims.
     */
    private static Map<String, Tensor> unwrapped(Graph graph, Map<String, Tensor> saved, List<String> notes) {
        Set<String> known = graph.parameters().keySet();
        Predicate<String> belongs = name -> known.contains(name) || Parameters.isUnused(graph, name);
        Map<String, List<String>> claims = saved.keySet().stream()
                .collect(Collectors.groupingBy(
                        name -> inner(belongs, saved.keySet(), name), TreeMap::new, Collectors.toList()));
        Map<String, Tensor> tensors = new TreeMap<>();
        List<String> shortened = new ArrayList<>();
        claims.forEach((inner, names) -> {
            if (names.size() > 1) {
                names.forEach(name -> tensors.put(name, saved.get(name)));
            } else {
                tensors.put(inner, saved.get(names.get(0)));
                if (!inner.equals(names.get(0))) {
                    shortened.add(names.get(0) + " to " + inner);
                }
            }
        });
        if (!shortened.isEmpty()) {
            notes.add(shortened.size() + " of its " + saved.size() + " tensors' names are shortened: "
                    + shortened.get(0) + ", for example");
        }
        return tensors;
    }

    private static String inner(Predicate<String> belongs, Set<String> saved, String name) {
        if (belongs.test(name)) {
            return name;
        }
        String rest = name.replaceAll(WRAPPER, "");
        while (!belongs.test(rest) && rest.contains(".")) {
            rest = rest.substring(rest.indexOf('.') + 1);
        }
        return belongs.test(rest) && !saved.contains(rest) ? rest : name;
    }
}
