package io.eyewitness.nn.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.eyewitness.nn.graph.Graph;
import io.eyewitness.nn.graph.Parameter.Role;
import io.eyewitness.nn.graph.Parameters;
import io.eyewitness.nn.tensor.Adam;
import java.util.ArrayList;
import java.util.List;

/** Moves the trainable parameters of a graph against their gradients. Mutable, for one thread. */
public final class Optimizer {
    private final List<Trained> all = new ArrayList<>();

    private record Trained(NDArray array, Rule rule) {}

    /** The update of one parameter. */
    private interface Rule {
        void step(NDArray parameter, NDArray gradient, double rate);
    }

    private Optimizer() {}

    /**
     * Stochastic gradient descent with Nesterov momentum, as in PyTorch; DJL's own is not implemented for PyTorch. Velocities start at
     * 0, in the manager.
     */
    public static Optimizer nesterov(Graph graph, Parameters parameters, Hyperparameters settings, NDManager manager) {
        Optimizer optimizer = new Optimizer();
        graph.parameters().forEach((name, parameter) -> {
            if (parameter.role().trainable()) {
                NDArray array = parameters.get(name);
                NDArray velocity = manager.zeros(array.getShape());
                double decay = parameter.role() == Role.WEIGHT ? settings.weightDecay() : 0;
                optimizer.all.add(new Trained(array, (moved, gradient, rate) -> {
                    NDArray slope = gradient.add(in(gradient, moved.mul(decay)));
                    velocity.muli(settings.momentum()).addi(slope);
                    NDArray ahead = in(gradient, velocity.mul(settings.momentum()));
                    moved.subi(ahead.addi(slope).muli(rate));
                }));
            }
        });
        return optimizer;
    }

    /** {@link Adam}, for fine-tuning; the moments start at 0, in the parameters' manager. */
    public static Optimizer adam(Graph graph, Parameters parameters) {
        Optimizer optimizer = new Optimizer();
        graph.parameters().forEach((name, parameter) -> {
            if (parameter.role().trainable()) {
                NDArray array = parameters.get(name);
                Adam adam = new Adam(array);
                optimizer.all.add(new Trained(array, (moved, gradient, rate) -> adam.ascend(moved, gradient, -rate)));
            }
        });
        return optimizer;
    }

    /** Moves the parameters against their gradients, and sets these to 0. */
    public void step(double rate, NDManager manager) {
        for (Trained trained : all) {
            NDArray parameter = trained.array;
            try (NDManager scratch = manager.newSubManager();
                    NDArray gradient = parameter.getGradient()) {
                gradient.attach(scratch);
                parameter.setRequiresGradient(false);
                trained.rule.step(parameter, gradient, rate);
                parameter.setRequiresGradient(true);
                gradient.muli(0);
            }
        }
    }

    private static NDArray in(NDArray owner, NDArray array) {
        array.attach(owner.getManager());
        return array;
    }
}
