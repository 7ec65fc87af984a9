package io.eyewitness.nn.visualize;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import io.eyewitness.nn.image.Images;
import io.eyewitness.nn.network.Network;
import io.eyewitness.nn.tensor.Adam;
import io.eyewitness.nn.tensor.Tensor;
import io.eyewitness.theory.decimal.Decimals;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The optimization of a visualization's parameters by Adam. Each step draws its transforms from a seed of its own, so an optimization
 * that is resumed goes on as if it had never stopped. Mutable, for one thread.
 */
public final class Optimization implements AutoCloseable {
    private static final String PARAMETERS = "parameters";
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private final VisualizationSpec spec;
    private final Objective objective;
    private final Network network;
    private final NDManager manager;
    private final NDArray parameters;
    private final Adam adam;
    private int step;

    private Optimization(VisualizationSpec spec, Network network, NDManager manager, NDArray parameters, Adam adam) {
        this.spec = spec;
        this.objective = spec.objective();
        this.network = network;
        this.manager = manager;
        this.parameters = parameters;
        this.adam = adam;
    }

    /** An optimization whose objective, gradient or image is no longer finite; the message names the step and the remedy. */
    public static final class Diverged extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        Diverged(String fault) {
            super("the visualization did not work out: " + fault
                    + "; try a smaller learning rate or less weight on penalties");
        }
    }

    static Optimization start(VisualizationSpec spec, Network network) {
        NDManager manager = network.manager().newSubManager();
        NDArray parameters = initial(spec, network, manager);
        return new Optimization(spec, network, manager, parameters, new Adam(parameters));
    }

    private static NDArray initial(VisualizationSpec spec, Network network, NDManager manager) {
        return spec.parametrisation().initial(manager, spec.shape(network), new Random(spec.seed()));
    }

    /**
     * An optimization that was stopped.
     *
     * @param state as {@link #state} gave it
     * @param step the number of steps made
     * @throws IllegalArgumentException naming the part of the state that is missing or has another shape than the parameters
     */
    public static Optimization resume(VisualizationSpec spec, Network network, Map<String, Tensor> state, int step) {
        if (step < 0) {
            throw new IllegalArgumentException("an optimization cannot have made " + step + " steps");
        }
        NDManager manager = network.manager().newSubManager();
        try (NDArray start = initial(spec, network, manager)) {
            NDArray parameters = Adam.saved(PARAMETERS, start, state);
            Optimization optimization =
                    new Optimization(spec, network, manager, parameters, Adam.resume(start, state, step));
            optimization.step = step;
            return optimization;
        } catch (IllegalArgumentException e) {
            manager.close();
            throw e;
        }
    }

    /** The number of steps made. */
    public int step() {
        return step;
    }

    /** The state to resume from. */
    public Map<String, Tensor> state() {
        Map<String, Tensor> state = new TreeMap<>(adam.state());
        state.put(PARAMETERS, Tensor.of(parameters));
        return state;
    }

    /**
     * Makes the steps that are left.
     *
     * @param listener takes, after each step, the objective before it, for each image
     * @throws Diverged if the objective, or its gradient, is not finite
     */
    public void run(Consumer<float[]> listener) {
        while (step < spec.steps()) {
            listener.accept(advance());
        }
    }

    /**
     * Makes a step.
     *
     * @return the objective before it, for each image
     * @throws Diverged if it, or its gradient, is not finite; the optimization then stays as it was
     */
    public float[] advance() {
        try (NDManager scratch = manager.newSubManager()) {
            NDArray leaf = leaf(scratch);
            Evaluation evaluation;
            try (GradientCollector collector = manager.getEngine().newGradientCollector()) {
                evaluation = evaluate(leaf);
                collector.backward(evaluation.values.sum());
            }
            float[] before = evaluation.values.toFloatArray();
            NDArray gradient = leaf.getGradient();
            if (!objective.layers().isEmpty()) {
                gradient = redirected(evaluation, scratch).map(gradient::add).orElse(gradient);
            }
            requireFinite("the objective", before);
            requireFinite("the size of its gradient", gradient.square().sum().getFloat());
            step++;
            adam.ascend(parameters, gradient, spec.rate());
            return before;
        }
    }

    /**
     * The objective at the parameters of a step.
     *
     * @param seen what the objective was computed from
     * @param view the transformed images, which the network saw
     * @param nothing a summand 0 of the view, whose gradient is that of the view
     * @param values the objective of each image
     */
    private record Evaluation(Activations seen, NDArray view, NDArray nothing, NDArray values) {}

    private Evaluation evaluate(NDArray leaf) {
        NDArray image = spec.parametrisation().image(leaf);
        int at = step;
        NDArray view = view(image, at);
        NDArray nothing = view.zerosLike();
        nothing.setRequiresGradient(true);
        Activations seen = new Activations(
                image, network.activations(view.add(nothing), objective.layers()), other -> view(other, at));
        return new Evaluation(seen, view, nothing, objective.of(seen));
    }

    /** The transformed images of a step, counted from 0. */
    NDArray view(NDArray image, int at) {
        return spec.transforms().view(image, new Random(spec.seed() ^ GOLDEN * (at + 1)));
    }

    private Optional<NDArray> redirected(Evaluation evaluation, NDManager scratch) {
        Activations seen =
                new Activations(evaluation.seen.image().duplicate(), evaluation.seen.byLayer(), evaluation.seen.view());
        NDArray own = evaluation.nothing.getGradient();
        return Redirection.of(spec.objectives(), network, seen, evaluation.view.duplicate(), own)
                .map(slope -> {
                    NDArray leaf = leaf(scratch);
                    try (GradientCollector collector = manager.getEngine().newGradientCollector()) {
                        NDArray view = view(spec.parametrisation().image(leaf), step);
                        collector.backward(view.mul(slope).sum());
                    }
                    return leaf.getGradient();
                });
    }

    private NDArray leaf(NDManager scratch) {
        NDArray leaf = parameters.duplicate();
        leaf.attach(scratch);
        leaf.setRequiresGradient(true);
        return leaf;
    }

    private void requireFinite(String name, float... values) {
        for (float value : values) {
            if (!Float.isFinite(value)) {
                throw new Diverged("at step " + step + " " + name + " is " + Decimals.text(value));
            }
        }
    }

    /**
     * The images as they are now, without any transform.
     *
     * @throws Diverged if a value is not finite
     */
    public Images images() {
        try (NDManager scratch = manager.newSubManager()) {
            NDArray leaf = parameters.duplicate();
            leaf.attach(scratch);
            Images images = Images.of(spec.parametrisation().image(leaf));
            requireFinite("a value of the image", images.values());
            return images;
        }
    }

    @Override
    public void close() {
        manager.close();
    }
}
