package io.eyewitness.nn.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.eyewitness.nn.graph.Graph;
import io.eyewitness.nn.graph.Parameters;
import org.junit.jupiter.api.Test;

class NesterovTest {
    @Test
    void threeStepsAreThoseOfTheFormula() {
        double decay = 0.1;
        double momentum = 0.9;
        double rate = 0.05;
        Graph graph = TinyGraph.linear();
        Hyperparameters recipe = new Hyperparameters(1, 1, 1, momentum, decay, 0, Augmentation.NONE);
        try (NDManager manager = NDManager.newBaseManager()) {
            Parameters parameters = Parameters.trainable(graph, Parameters.initial(graph, 1), manager);
            NDArray weight = parameters.get("linear.weight");
            NDArray bias = parameters.get("linear.bias");
            double w = weight.getFloat(0, 0);
            double b = bias.getFloat(0);
            double velocityW = 0;
            double velocityB = 0;
            Nesterov optimizer = new Nesterov(graph, parameters, recipe, manager);
            for (int step = 0; step < 3; step++) {
                try (GradientCollector collector = manager.getEngine().newGradientCollector()) {
                    collector.backward(weight.square().sum().add(bias.mul(3).sum()));
                }
                optimizer.step(rate, manager);
                double slopeW = 2 * w + decay * w;
                velocityW = momentum * velocityW + slopeW;
                w -= rate * (slopeW + momentum * velocityW);
                velocityB = momentum * velocityB + 3;
                b -= rate * (3 + momentum * velocityB);
                assertEquals(w, weight.getFloat(0, 0), 1e-5);
                assertEquals(b, bias.getFloat(0), 1e-5);
            }
        }
    }

    @Test
    void crossEntropyIsThatOfTheFormula() {
        try (NDManager manager = NDManager.newBaseManager()) {
            NDArray logits = manager.create(new float[] {1, 2, 0, 0, 0, 3}, new Shape(2, 3));
            NDArray labels = manager.create(new long[] {1, 0});
            double first = Math.log(Math.E + Math.exp(2) + 1);
            double second = Math.log(2 + Math.exp(3));
            assertArrayEquals(
                    new float[] {(float) ((first - 2 + second) / 2)},
                    new float[] {CrossEntropy.mean(logits, labels, 0).getFloat()},
                    1e-6f);
            double smooth = 0.3;
            double even = (first - 1 + second - 1) / 2;
            assertEquals(
                    (1 - smooth) * (first - 2 + second) / 2 + smooth * even,
                    CrossEntropy.mean(logits, labels, smooth).getFloat(),
                    1e-6);
        }
    }
}
