package io.eyewitness.nn.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.eyewitness.nn.graph.Graph;
import io.eyewitness.nn.graph.Parameters;
import java.util.ArrayList;
import java.util.List;

/** Adam (Kingma and Ba 2015), for fine-tuning: the size of a step does not depend on that of the gradient. */
public final class Adam {
    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.999;
    private static final double TINY = 1e-8;

    private record Moving(NDArray parameter, NDArray mean, NDArray square) {}

    private final List<Moving> all = new ArrayList<>();
    private int steps;

    /** For the parameters that training follows; the moments start at 0, in the manager. */
    public Adam(Graph graph, Parameters parameters, NDManager manager) {
        graph.parameters().forEach((name, parameter) -> {
            if (parameter.role().trainable()) {
                NDArray array = parameters.get(name);
                all.add(new Moving(array, manager.zeros(array.getShape()), manager.zeros(array.getShape())));
            }
        });
    }

    /** Moves the parameters against their gradients, and sets these to 0. */
    public void step(double rate, NDManager manager) {
        steps++;
        double meanScale = 1 / (1 - Math.pow(BETA1, steps));
        double squareScale = 1 / (1 - Math.pow(BETA2, steps));
        for (Moving moving : all) {
            NDArray parameter = moving.parameter;
            try (NDManager scratch = manager.newSubManager();
                    NDArray gradient = parameter.getGradient()) {
                gradient.attach(scratch);
                parameter.setRequiresGradient(false);
                moving.mean.muli(BETA1).addi(gradient.mul(1 - BETA1));
                moving.square.muli(BETA2).addi(gradient.square().mul(1 - BETA2));
                NDArray scale = moving.square.mul(squareScale);
                scale.attach(scratch);
                NDArray move = moving.mean.mul(rate * meanScale);
                move.attach(scratch);
                parameter.subi(move.divi(scale.sqrt().addi(TINY)));
                parameter.setRequiresGradient(true);
                gradient.muli(0);
            }
        }
    }
}
