package io.eyewitness.nn.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import io.eyewitness.nn.graph.Graph;
import io.eyewitness.nn.graph.Parameters;
import org.junit.jupiter.api.Test;

class OptimizerTest {
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
            Optimizer optimizer = Optimizer.nesterov(graph, parameters, recipe, manager);
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
}
