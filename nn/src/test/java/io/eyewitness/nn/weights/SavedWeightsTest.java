package io.eyewitness.nn.weights;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import io.eyewitness.nn.architecture.Architectures;
import io.eyewitness.nn.graph.Graph;
import io.eyewitness.nn.graph.GraphBuilder;
import io.eyewitness.nn.graph.GraphNetwork;
import io.eyewitness.nn.graph.Operation;
import io.eyewitness.nn.graph.Parameters;
import io.eyewitness.nn.network.InputSpec;
import io.eyewitness.nn.network.LayerShapes;
import io.eyewitness.nn.network.Network;
import io.eyewitness.nn.tensor.Safetensors;
import io.eyewitness.nn.tensor.Tensor;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Weights in the names, shapes and company in which people save them. */
class SavedWeightsTest {
    private static final Graph CIFAR = Architectures.named("cifar");
    private static final Map<String, Tensor> WEIGHTS = Parameters.initial(CIFAR, 3);
    private static final Tensor COUNTER = new Tensor(List.of(), new float[] {7});

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "module.",
                "model.",
                "_orig_mod.",
                "backbone.",
                "state_dict.",
                "state_dict.module._orig_mod.",
                "net.encoder."
            })
    void whatWrappersPutBeforeNamesGoes(String prefix) {
        Map<String, Tensor> wrapped = renamed(WEIGHTS, name -> prefix + name);
        wrapped.put(prefix + "stem.bn.num_batches_tracked", COUNTER);
        for (SavedWeights read : List.of(SavedWeights.of(CIFAR, wrapped), SavedWeights.recognised(wrapped))) {
            assertEquals(CIFAR, read.graph());
            assertEquals(WEIGHTS, parameters(read));
            String notes = String.join("\n", read.notes());
            assertTrue(
                    notes.contains(
                            "tensors' names are shortened: " + prefix + "block1.0.bn1.bias to block1.0.bn1.bias"),
                    notes);
        }
    }

    @Test
    void wrappersWithinNamesGoToo() {
        Map<String, Tensor> wrapped = renamed(WEIGHTS, name -> name.replaceFirst("block1\\.", "block1.module."));
        assertEquals(WEIGHTS, parameters(SavedWeights.of(CIFAR, wrapped)));
        Map<String, Tensor> partly =
                renamed(WEIGHTS, name -> name.startsWith("linear.") ? "head." + name : "backbone." + name);
        assertEquals(WEIGHTS, parameters(SavedWeights.of(CIFAR, partly)));
    }

    @Test
    void whichOfTwoCopiesIsMeantIsNotGuessed() {
        Map<String, Tensor> two = renamed(WEIGHTS, name -> "model." + name);
        two.putAll(renamed(WEIGHTS, name -> "model_ema." + name));
        String fault = refusal(CIFAR, two);
        assertTrue(fault.contains("cifar: these tensors are missing: block1.0.bn1.bias, "), fault);
        assertTrue(fault.contains("none of its parameters: model.block1.0.bn1.bias, "), fault);
    }

    @Test
    void aTensorThatIsThereUnderItsOwnNameStays() {
        Map<String, Tensor> more = new HashMap<>(WEIGHTS);
        more.put("auxiliary.linear.bias", new Tensor(List.of(10L), new float[10]));
        assertEquals("cifar: these tensors are none of its parameters: auxiliary.linear.bias", refusal(CIFAR, more));
    }

    @ParameterizedTest
    @CsvSource({"cifar, linear, 192, 3", "squeezenet1_1, classifier.1, 512, 10", "googlenet, fc, 1024, 2"})
    void theNumberOfClassesIsTheFiles(String name, String layer, long inputs, int classes) {
        Graph graph = Architectures.named(name);
        Map<String, Tensor> tensors = zeros(graph);
        long[] kernel = layer.startsWith("classifier") ? new long[] {1, 1} : new long[0];
        tensors.put(layer + ".weight", zeros(shape(classes, inputs, kernel)));
        tensors.put(layer + ".bias", zeros(List.of((long) classes)));
        for (SavedWeights read : List.of(SavedWeights.of(graph, tensors), SavedWeights.recognised(tensors))) {
            try (GraphNetwork network = new GraphNetwork(read.graph(), read.tensors(), read.notes(), Device.cpu())) {
                int size = network.input().size();
                assertEquals(
                        classes,
                        LayerShapes.of(network, List.of(Network.LOGITS), size)
                                .get(Network.LOGITS)
                                .get(1));
                assertEquals(name, network.name());
                assertTrue(String.join("\n", network.notes()).contains("its weights have " + classes + " classes"));
            }
        }
    }

    static List<String> names() {
        return Architectures.names();
    }

    @ParameterizedTest
    @MethodSource("names")
    void theArchitectureIsRecognised(String name) {
        Graph graph = Architectures.named(name);
        SavedWeights read = SavedWeights.recognised(zeros(graph));
        assertEquals(graph, read.graph());
        assertEquals(List.of("it does not state its architecture; its tensors are those of " + name), read.notes());
    }

    @Test
    void theNearestArchitectureIsNamedWhereNoneFits() {
        Map<String, Tensor> wide = zeros(Architectures.named("resnet50"));
        wide.put("layer1.0.conv1.weight", zeros(List.of(128L, 64L, 1L, 1L)));
        String message = assertThrows(IllegalArgumentException.class, () -> SavedWeights.recognised(wide))
                .getMessage();
        assertEquals(
                "it does not state its architecture, and its tensors match none of cifar, fashion, fashion_lipschitz,"
                        + " googlenet, inception_v1, resnet50, squeezenet1_1; nearest is resnet50: these tensors are of another shape:"
                        + " layer1.0.conv1.weight (expected shape [64, 64, 1, 1], found [128, 64, 1, 1])",
                message);
        Map<String, Tensor> foreign = Map.of("encoder.embedding", zeros(List.of(3L)));
        String none = assertThrows(IllegalArgumentException.class, () -> SavedWeights.recognised(foreign))
                .getMessage();
        assertTrue(
                none.endsWith(
                        "none of cifar, fashion, fashion_lipschitz, googlenet, inception_v1, resnet50, squeezenet1_1"),
                none);
    }

    @Test
    void faultsAreAShortList() {
        Map<String, Tensor> half = new TreeMap<>(WEIGHTS);
        half.keySet().removeIf(name -> name.startsWith("block2"));
        for (int i = 0; i < 47; i++) {
            half.put("extra." + i, COUNTER);
        }
        half.put("linear.bias", new Tensor(List.of(9L), new float[9]));
        assertEquals(
                "cifar: these tensors are missing: block2.0.bn1.bias, block2.0.bn1.running_mean,"
                        + " block2.0.bn1.running_var, block2.0.bn1.weight, block2.0.bn2.bias and 10 more; these tensors"
                        + " are none of its parameters: extra.0, extra.1, extra.10, extra.11, extra.12 and 42 more; these"
                        + " tensors are of another shape: linear.bias (expected shape [10], found [9])",
                refusal(CIFAR, half));
    }

    @Test
    void logitsThatAreNoNumbersAreRefused() {
        Map<String, Tensor> huge = new HashMap<>(WEIGHTS);
        huge.computeIfPresent("linear.weight", (name, weight) -> filled(weight.shape(), 3e38f));
        huge.computeIfPresent("block3.0.bn2.bias", (name, weight) -> filled(weight.shape(), 3e38f));
        String fault = refusal(CIFAR, huge);
        assertTrue(fault.contains(" for logits at an ordinary image; "), fault);
    }

    @Test
    void graphsThatCannotBeComputedAreRefused() {
        Graph shrinking = new GraphBuilder()
                .plainConv("conv", 3, 4, 3, 1)
                .maxPool("pool", 64, 64, 0, false)
                .then("average", new Operation.GlobalAverage())
                .logits(4, 2, "linear")
                .graph("shrinking", CIFAR.input());
        assertEquals(
                "shrinking cannot take images of 32 pixels; its usual size is 32; PyTorch says: Given input size: (4x32x32)."
                        + " Calculated output size: (4x0x0). Output size is too small",
                refusalOfItself(shrinking));
        Graph maps = new GraphBuilder().conv(Network.LOGITS, 3, 4, 3).graph("maps", CIFAR.input());
        assertEquals("its outputs for 1 images are not class logits: shape (1, 4, 32, 32)", refusalOfItself(maps));
        Graph large = new Graph(
                "large",
                new InputSpec(50_000, CIFAR.input().mean(), CIFAR.input().deviation()),
                maps.nodes(),
                List.of());
        assertEquals("its images of 50000 pixels are larger than 4096", refusalOfItself(large));
    }

    private String refusalOfItself(Graph graph) {
        Path file = folder.resolve("self.safetensors");
        NetworkFile.write(file, graph, Parameters.initial(graph, 1));
        String message = assertThrows(IllegalArgumentException.class, () -> NetworkFile.read(file, Device.cpu()))
                .getMessage();
        assertTrue(message.startsWith(file + ": "), message);
        return message.substring(message.indexOf(": ") + 2);
    }

    private String refusal(Graph graph, Map<String, Tensor> tensors) {
        Path file = folder.resolve("net.safetensors");
        new Safetensors(tensors, Map.of()).write(file);
        String message = assertThrows(IllegalArgumentException.class, () -> NetworkFile.read(file, graph, Device.cpu()))
                .getMessage();
        assertTrue(message.startsWith(file + ": "), message);
        return message.substring(message.indexOf(": ") + 2);
    }

    private static Map<String, Tensor> parameters(SavedWeights read) {
        Map<String, Tensor> tensors = new HashMap<>(read.tensors());
        tensors.keySet().removeIf(name -> name.endsWith("num_batches_tracked"));
        return tensors;
    }

    private static Map<String, Tensor> renamed(Map<String, Tensor> tensors, UnaryOperator<String> change) {
        Map<String, Tensor> renamed = new HashMap<>();
        tensors.forEach((name, tensor) -> renamed.put(change.apply(name), tensor));
        return renamed;
    }

    private static Map<String, Tensor> zeros(Graph graph) {
        Map<String, Tensor> tensors = new HashMap<>();
        graph.parameters().forEach((name, parameter) -> tensors.put(name, zeros(parameter.shape())));
        return tensors;
    }

    private static Tensor zeros(List<Long> shape) {
        return filled(shape, 0);
    }

    private static Tensor filled(List<Long> shape, float value) {
        float[] values =
                new float[(int) shape.stream().mapToLong(Long::longValue).reduce(1, (a, b) -> a * b)];
        java.util.Arrays.fill(values, value);
        return new Tensor(shape, values);
    }

    private static List<Long> shape(long classes, long inputs, long... kernel) {
        List<Long> shape = new java.util.ArrayList<>(List.of(classes, inputs));
        for (long length : kernel) {
            shape.add(length);
        }
        return shape;
    }
}
