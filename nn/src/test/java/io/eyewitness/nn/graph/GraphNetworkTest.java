package io.eyewitness.nn.graph;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.eyewitness.nn.architecture.Architectures;
import io.eyewitness.nn.network.InputSpec;
import io.eyewitness.nn.network.Network;
import io.eyewitness.nn.network.TorchErrors;
import io.eyewitness.nn.network.UnknownLayer;
import io.eyewitness.nn.tensor.Safetensors;
import io.eyewitness.nn.tensor.Tensor;
import io.eyewitness.nn.weights.NetworkFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GraphNetworkTest {
    private static final Graph GRAPH = Architectures.named("cifar");
    private static final Map<String, Tensor> TENSORS = FormulaParameters.of(GRAPH);

    @TempDir
    private Path folder;

    private final GraphNetwork network = new GraphNetwork(GRAPH, TENSORS, Device.cpu());

    @AfterEach
    void close() {
        network.close();
    }

    private static NDArray images(NDManager manager, int batch) {
        double[] noise = FormulaParameters.noise("images", batch * 3 * 32 * 32);
        float[] pixels = new float[noise.length];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (float) ((noise[i] + 1) / 2);
        }
        return manager.create(pixels, new Shape(batch, 3, 32, 32));
    }

    /** Its layer of 4 * 10^12 numbers does not fit in any memory. */
    @Test
    void tooLittleMemoryIsNoFaultOfTheImages() {
        Graph wide = new Graph(
                "wide",
                new InputSpec(6, List.of(0f), List.of(1f)),
                List.of(
                        new Node(
                                "conv",
                                new Operation.Conv(1, 1, 1, 1, 1_000_000, 1, false),
                                List.of(Graph.INPUT),
                                "conv"),
                        new Node("average", new Operation.GlobalAverage(), List.of("conv"), "average"),
                        new Node(Network.LOGITS, new Operation.Linear(1, 2), List.of("average"), Network.LOGITS)),
                List.of());
        Map<String, Tensor> tensors = Map.of(
                "conv.weight", new Tensor(List.of(1L, 1L, 1L, 1L), new float[] {1}),
                "logits.weight", new Tensor(List.of(2L, 1L), new float[] {1, 1}),
                "logits.bias", new Tensor(List.of(2L), new float[2]));
        try (GraphNetwork large = new GraphNetwork(wide, tensors, Device.cpu());
                NDManager manager = large.manager().newSubManager()) {
            NDArray images = manager.zeros(new Shape(1, 1, 6, 6));
            EngineException problem = assertThrows(EngineException.class, () -> large.logits(images));
            assertTrue(TorchErrors.isOutOfMemory(problem), problem.getMessage());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CUDA out of memory. Tried to allocate 20.00 GiB.",
                "[enforce fail at alloc_cpu.cpp:75] err == 0. DefaultCPUAllocator: can't allocate memory: you tried to"
                        + " allocate 16000000000000 bytes. Error code 12 (Cannot allocate memory)",
                "[enforce fail at alloc_cpu.cpp:114] data. DefaultCPUAllocator: not enough memory: you tried to"
                        + " allocate 16000000000000 bytes."
            })
    void tooLittleMemoryStaysWhatItIs(String told) {
        EngineException problem = new EngineException(told);
        assertSame(problem, TorchErrors.cannotTake(network, new Shape(1, 3, 32, 32), problem));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CUDA error: an illegal memory access was encountered",
                "cuDNN error: CUDNN_STATUS_EXECUTION_FAILED",
                "t == DeviceType::CUDA INTERNAL ASSERT FAILED at \"../c10/cuda/impl/CUDAGuardImpl.h\":28, please"
                        + " report a bug"
            })
    void theFailureOfADeviceIsNoFaultOfTheImages(String told) {
        EngineException problem = new EngineException(told);
        assertSame(problem, TorchErrors.cannotTake(network, new Shape(1, 3, 32, 32), problem));
    }

    @Test
    void anUnknownLayerIsAnsweredWithNearOnes() {
        try (NDManager manager = network.manager().newSubManager()) {
            NDArray images = images(manager, 1);
            String message = assertThrows(
                            UnknownLayer.class, () -> network.activations(images, List.of("block1.0.conv3")))
                    .getMessage();
            assertTrue(message.startsWith("cifar has no layer block1.0.conv3; similar layers are "), message);
            assertTrue(message.contains("block1.0.conv1") && message.contains("block1.0.conv2"), message);
        }
    }

    @Test
    void computesNoLayerThatIsNotNeeded() {
        Map<String, NDArray> early = new HashMap<>();
        try (NDManager manager = network.manager().newSubManager()) {
            Parameters all = Parameters.frozen(GRAPH, TENSORS, manager);
            all.get("block1.0.downsample.0.weight").close();
            all.get("block1.0.conv2.weight").close();
            NDArray images = images(manager, 1);
            early.putAll(GRAPH.run(images, all, false, List.of("block1.0.conv1")));
            assertEquals(new Shape(1, 64, 16, 16), early.get("block1.0.conv1").getShape());
            assertThrows(IllegalStateException.class, () -> GRAPH.run(images, all, false, List.of("block1.0")));
        }
    }

    @Test
    void givesTheLayersAskedForInThatOrderAndNothingElseToTheImagesManager() {
        try (NDManager manager = network.manager().newSubManager()) {
            NDArray images = images(manager, 2);
            int before = manager.getManagedArrays().size();
            Map<String, NDArray> found = network.activations(images, List.of("logits", "stem", "block1.0.add", "stem"));
            assertEquals(List.of("logits", "stem", "block1.0.add"), List.copyOf(found.keySet()));
            assertEquals(before + 3, manager.getManagedArrays().size());
            assertArrayEquals(
                    network.logits(images).toFloatArray(), found.get("logits").toFloatArray());
        }
    }

    @Test
    void itsParametersAreFrozen() {
        try (NDManager manager = network.manager().newSubManager()) {
            NDArray images = images(manager, 4);
            float[] before = network.logits(images).toFloatArray();
            images.setRequiresGradient(true);
            try (GradientCollector gradients = Engine.getInstance().newGradientCollector()) {
                gradients.backward(network.logits(images).sum());
            }
            assertArrayEquals(before, network.logits(images).toFloatArray());
            assertEquals(TENSORS, network.tensors());
        }
    }

    @Test
    void manyRunsLeaveNothingBehind() {
        try (NDManager manager = network.manager().newSubManager()) {
            run(manager, 5);
            int arrays = network.manager().getManagedArrays().size();
            long bytes = residentBytes();
            run(manager, 100);
            assertEquals(arrays, network.manager().getManagedArrays().size());
            long grown = residentBytes() - bytes;
            assertTrue(grown < 100L << 20, "grown by " + (grown >> 20) + " MiB");
        }
    }

    /** A run of 16 images, with the gradient, makes about 20 MiB of activations. */
    private void run(NDManager manager, int times) {
        for (int i = 0; i < times; i++) {
            try (NDManager scratch = manager.newSubManager()) {
                NDArray images = images(scratch, 16);
                images.setRequiresGradient(true);
                try (GradientCollector gradients = Engine.getInstance().newGradientCollector()) {
                    gradients.backward(network.activations(images, List.of("stem", "logits"))
                            .get("logits")
                            .sum());
                }
            }
        }
    }

    private static long residentBytes() {
        try {
            String pages = Files.readString(Path.of("/proc/self/statm")).split(" ")[1];
            return 4096 * Long.parseLong(pages);
        } catch (IOException e) {
            return 0;
        }
    }

    @Test
    void aFileDescribesItsNetwork() {
        Path file = folder.resolve("net.safetensors");
        NetworkFile.write(file, GRAPH, TENSORS);
        try (GraphNetwork read = NetworkFile.read(file, Device.cpu());
                NDManager manager = network.manager().newSubManager()) {
            assertEquals(GRAPH, read.graph());
            NDArray images = images(manager, 1);
            assertArrayEquals(
                    network.logits(images).toFloatArray(), read.logits(images).toFloatArray());
        }
    }

    @Test
    void tensorsThatAreNotTheGraphsAreNamed() {
        Map<String, Tensor> missing = new HashMap<>(TENSORS);
        missing.remove("linear.bias");
        assertEquals("cifar: these tensors are missing: linear.bias", refusal(missing));
        Map<String, Tensor> more = new HashMap<>(TENSORS);
        more.put("other.weight", TENSORS.get("linear.bias"));
        more.put("stem.bn.num_batches_tracked", new Tensor(List.of(), new float[] {1}));
        assertEquals("cifar: these tensors are none of its parameters: other.weight", refusal(more));
        Map<String, Tensor> other = new HashMap<>(TENSORS);
        other.put("linear.bias", new Tensor(List.of(9L), new float[9]));
        assertEquals(
                "cifar: these tensors are of another shape: linear.bias (expected shape [10], found [9])",
                refusal(other));
    }

    private String refusal(Map<String, Tensor> tensors) {
        Path file = folder.resolve("wrong.safetensors");
        new Safetensors(tensors, Map.of()).write(file);
        String message = assertThrows(IllegalArgumentException.class, () -> NetworkFile.read(file, GRAPH, Device.cpu()))
                .getMessage();
        assertTrue(message.startsWith(file + ": "), message);
        return message.substring(message.indexOf(": ") + 2);
    }
}
