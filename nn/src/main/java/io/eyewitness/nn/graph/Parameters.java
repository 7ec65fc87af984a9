package io.eyewitness.nn.graph;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.eyewitness.nn.tensor.Precision;
import io.eyewitness.nn.tensor.Tensor;
import io.eyewitness.nn.tensor.TorchOperators;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/** The parameters of a network as arrays of an engine, by name. They live as long as the manager in which they were made. */
public final class Parameters {
    /** Counters of training steps, which PyTorch saves with batch normalisation and which are not needed. */
    private static final String COUNTER = ".num_batches_tracked";

    private static final int SHOWN = 5;

    private final String prefix;
    private final Map<String, NDArray> arrays;
    private final Precision precision;

    private Parameters(String prefix, Map<String, NDArray> arrays, Precision precision) {
        this.prefix = prefix;
        this.arrays = arrays;
        this.precision = precision;
    }

    /**
     * Frozen parameters.
     *
     * @param tensors by the names and in the shapes of the graph's parameters
     * @throws IllegalArgumentException naming tensors that are missing, have another shape or do not belong to the graph
     */
    public static Parameters frozen(Graph graph, Map<String, Tensor> tensors, NDManager manager) {
        require(graph, tensors);
        Map<String, NDArray> arrays = new LinkedHashMap<>();
        for (String name : graph.parameters().keySet()) {
            arrays.put(name, array(manager, tensors.get(name)));
        }
        return new Parameters("", arrays, Precision.SINGLE);
    }

    /** Parameters for training, as {@link #frozen} gives them, but with gradients where they are trained. */
    public static Parameters trainable(Graph graph, Map<String, Tensor> tensors, NDManager manager) {
        Parameters parameters = frozen(graph, tensors, manager);
        graph.parameters().forEach((name, parameter) -> {
            if (parameter.role().trainable()) {
                parameters.arrays.get(name).setRequiresGradient(true);
            }
        });
        return parameters;
    }

    /**
     * The initial parameters of a training: weights are normal with variance 2 / fan-in (He et al. 2015), the others are 0 or 1.
     *
     * @throws IllegalArgumentException naming a fixed parameter, whose value must be given
     */
    public static Map<String, Tensor> initial(Graph graph, long seed) {
        Random random = new Random(seed);
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        graph.parameters().forEach((name, parameter) -> tensors.put(name, initial(parameter, random)));
        return tensors;
    }

    private static Tensor initial(Parameter parameter, Random random) {
        long size = parameter.shape().stream().reduce(1L, (a, b) -> a * b);
        float[] values = new float[Math.toIntExact(size)];
        switch (parameter.role()) {
            case WEIGHT -> {
                double deviation = Math.sqrt(2.0 / parameter.fanIn());
                for (int i = 0; i < values.length; i++) {
                    values[i] = (float) (deviation * random.nextGaussian());
                }
            }
            case SCALE, RUNNING_VARIANCE -> Arrays.fill(values, 1);
            case BIAS, RUNNING_MEAN -> Arrays.fill(values, 0);
            case FIXED -> throw new IllegalArgumentException(parameter.name() + " is fixed and must be given");
        }
        return new Tensor(parameter.shape(), values);
    }

    /**
     * A parameter, by its name after the prefix.
     *
     * @throws IllegalArgumentException if there is no such parameter
     */
    public NDArray get(String name) {
        NDArray array = arrays.get(prefix + name);
        if (array == null) {
            throw new IllegalArgumentException("there is no parameter " + prefix + name);
        }
        return array;
    }

    /** These parameters, by the ends of their names after a prefix and a full stop. */
    public Parameters under(String more) {
        return more.isEmpty() ? this : new Parameters(prefix + more + ".", arrays, precision);
    }

    /** Frozen copies of these parameters in another precision. */
    Parameters in(Precision other, NDManager manager) {
        Map<String, NDArray> copies = new LinkedHashMap<>();
        arrays.forEach((name, array) -> {
            NDArray copy = TorchOperators.converted(array, precision, other);
            copy.attach(manager);
            copies.put(name, copy);
        });
        return new Parameters(prefix, copies, other);
    }

    /** The precision in which a network with these parameters is computed. */
    Precision precision() {
        return precision;
    }

    /** The current values, by full name. */
    public Map<String, Tensor> tensors() {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        arrays.forEach((name, array) -> tensors.put(name, Tensor.of(array)));
        return tensors;
    }

    private static NDArray array(NDManager manager, Tensor tensor) {
        List<Long> shape = tensor.shape();
        return manager.create(
                tensor.values(),
                new Shape(shape.stream().mapToLong(Long::longValue).toArray()));
    }

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
