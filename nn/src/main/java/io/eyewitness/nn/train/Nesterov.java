package io.eyewitness.nn.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.eyewitness.nn.graph.Graph;
import io.eyewitness.nn.graph.Parameter.Role;
import io.eyewitness.nn.graph.Parameters;
import java.util.ArrayList;
import java.util.List;

/** Stochastic gradient descent with Nesterov momentum, as in PyTorch; DJL's own is not implemented for PyTorch. */
final class Nesterov {
    private record Moving(NDArray parameter, NDArray velocity, double decay) {}

    private final List<Moving> all = new ArrayList<>();
    private final double momentum;

    /** For the parameters that training follows; velocities start at 0, in the manager. */
    Nesterov(Graph graph, Parameters parameters, Hyperparameters recipe, NDManager manager) {
        momentum = recipe.momentum();
        graph.parameters().forEach((name, parameter) -> {
            if (parameter.role().trainable()) {
                NDArray array = parameters.get(name);
                double decay = parameter.role() == Role.WEIGHT ? recipe.weightDecay() : 0;
                all.add(new Moving(array, manager.zeros(array.getShape()), decay));
            }
        });
    }

    /** Moves the parameters against their gradients, and sets these to 0. */
    void step(double rate, NDManager manager) {
        for (Moving moving : all) {
            NDArray parameter = moving.parameter;
            try (NDManager scratch = manager.newSubManager();
                    NDArray gradient = parameter.getGradient()) {
                gradient.attach(scratch);
                parameter.setRequiresGradient(false);
                NDArray slope = gradient.add(decayed(moving, scratch));
                moving.velocity.muli(momentum).addi(slope);
                NDArray ahead = moving.velocity.mul(momentum);
                ahead.attach(scratch);
                parameter.subi(ahead.addi(slope).muli(rate));
                parameter.setRequiresGradient(true);
                gradient.muli(0);
            }
        }
    }

    private static NDArray decayed(Moving moving, NDManager scratch) {
        NDArray decayed = moving.parameter.mul(moving.decay);
        decayed.attach(scratch);
        return decayed;
    }
}
