package io.eyewitness.nn.graph;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import ai.djl.training.loss.Loss;
import io.eyewitness.nn.architecture.Architectures;
import io.eyewitness.nn.architecture.Summary;
import io.eyewitness.nn.network.Network;
import io.eyewitness.nn.tensor.Tensor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What training needs of a graph. */
class TrainingModeTest {
    private static final Graph GRAPH = Architectures.named("fashion");

    private final NDManager manager = NDManager.newBaseManager();

    @AfterEach
    void close() {
        manager.close();
    }

    private NDArray images(int batch) {
        double[] noise = FormulaParameters.noise("images", batch * 28 * 28);
        float[] pixels = new float[noise.length];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (float) ((noise[i] + 1) / 2);
        }
        return manager.create(pixels, new Shape(batch, 1, 28, 28));
    }

    @Test
    void theSameSeedGivesTheSameStart() {
        assertEquals(Parameters.initial(GRAPH, 1), Parameters.initial(GRAPH, 1));
        assertFalse(Parameters.initial(GRAPH, 1).equals(Parameters.initial(GRAPH, 2)));
    }

    @Test
    void batchesAreNormalisedByTheirOwnStatisticsWhichEnterTheRunningOnes() {
        Parameters parameters = Parameters.trainable(GRAPH, Parameters.initial(GRAPH, 1), manager);
        Map<String, NDArray> found = GRAPH.run(images(8), parameters, true, List.of("conv1", "bn1"));
        Summary normalised = new Summary(found.get("bn1"));
        assertEquals(0, normalised.mean(), 1e-5);
        assertEquals(1, normalised.deviation(), 1e-2);
        NDArray means = channelMeans(found.get("conv1"));
        assertArrayEquals(
                means.mul(0.1f).toFloatArray(),
                parameters.get("bn1.running_mean").toFloatArray(),
                1e-5f);
        GRAPH.run(images(8), parameters, false, List.of("bn1"));
        assertArrayEquals(
                means.mul(0.1f).toFloatArray(),
                parameters.get("bn1.running_mean").toFloatArray(),
                1e-5f);
    }

    private static NDArray channelMeans(NDArray activation) {
        NDArray byChannel = activation.transpose(1, 0, 2, 3);
        return byChannel.reshape(byChannel.getShape().get(0), -1).mean(new int[] {1});
    }

    @Test
    void aStepAgainstTheGradientLowersTheLoss() {
        Map<String, Tensor> start = Parameters.initial(GRAPH, 1);
        Parameters parameters = Parameters.trainable(GRAPH, start, manager);
        NDArray labels = manager.create(new int[] {0, 1, 2, 3, 4, 5, 6, 7});
        float before = loss(parameters, labels).getFloat();
        try (GradientCollector gradients = Engine.getInstance().newGradientCollector()) {
            gradients.backward(loss(parameters, labels));
        }
        GRAPH.parameters().forEach((name, parameter) -> {
            NDArray array = parameters.get(name);
            assertEquals(parameter.role().trainable(), array.hasGradient(), name);
            if (array.hasGradient()) {
                assertTrue(array.getGradient().abs().sum().getFloat() > 0, name + " gets no gradient");
                array.subi(array.getGradient().mul(0.01f));
            }
        });
        assertTrue(loss(parameters, labels).getFloat() < before);
        assertFalse(start.equals(parameters.tensors()));
    }

    private NDArray loss(Parameters parameters, NDArray labels) {
        NDArray logits =
                GRAPH.run(images(8), parameters, true, List.of(Network.LOGITS)).get(Network.LOGITS);
        return Loss.softmaxCrossEntropyLoss().evaluate(new NDList(labels), new NDList(logits));
    }
}
