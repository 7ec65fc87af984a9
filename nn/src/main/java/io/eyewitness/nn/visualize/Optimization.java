package io.eyewitness.nn.visualize;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import io.eyewitness.nn.image.Images;
import io.eyewitness.nn.network.Network;
import io.eyewitness.nn.tensor.Tensor;
import io.eyewitness.theory.decimal.Decimals;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * An ascent on its way, by Adam. Each step draws from its own seed, so a climb that was saved goes on as if it had never
 * stopped. Mutable, for one thread.
 */
public final class Optimization implements AutoCloseable {
    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.999;
    private static final double TINY = 1e-8;
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private final VisualizationSpec ascent;
    private final Network network;
    private final NDManager manager;
    private final NDArray parameters;
    private final NDArray mean;
    private final NDArray square;
    private int step;

    private Optimization(
            VisualizationSpec ascent,
            Network network,
            NDManager manager,
            NDArray parameters,
            NDArray mean,
            NDArray square) {
        this.ascent = ascent;
        this.network = network;
        this.manager = manager;
        this.parameters = parameters;
        this.mean = mean;
        this.square = square;
    }

    static Optimization start(VisualizationSpec ascent, Network network) {
        NDManager manager = network.manager().newSubManager();
        NDArray parameters =
                ascent.parametrisation().initial(manager, ascent.shape(network), new Random(ascent.seed()));
        return new Optimization(ascent, network, manager, parameters, parameters.zerosLike(), parameters.zerosLike());
    }

    /**
     * A climb that was saved.
     *
     * @param state what {@link #state} gave
     * @param step how many steps had been made
     * @throws IllegalArgumentException naming what is missing from the state, or of another shape than the ascent's
     */
    public static Optimization resume(VisualizationSpec ascent, Network network, Map<String, Tensor> state, int step) {
        if (step < 0) {
            throw new IllegalArgumentException("a climb cannot have made " + step + " steps");
        }
        NDManager manager = network.manager().newSubManager();
        try (NDArray start =
                ascent.parametrisation().initial(manager, ascent.shape(network), new Random(ascent.seed()))) {
            Optimization climb = new Optimization(
                    ascent,
                    network,
                    manager,
                    saved("parameters", start, state),
                    saved("mean", start, state),
                    saved("square", start, state));
            climb.step = step;
            return climb;
        } catch (IllegalArgumentException e) {
            manager.close();
            throw e;
        }
    }

    private static NDArray saved(String name, NDArray start, Map<String, Tensor> state) {
        Tensor saved = state.get(name);
        if (saved == null) {
            throw new IllegalArgumentException("the state of the climb has no " + name);
        }
        List<Long> shape = Tensor.of(start).shape();
        if (!saved.shape().equals(shape)) {
            throw new IllegalArgumentException("the state of the climb has " + name + " of shape " + saved.shape()
                    + ", the ascent of shape " + shape);
        }
        return saved.on(start.getManager());
    }

    /** How many steps have been made. */
    public int step() {
        return step;
    }

    /** All that is needed to go on. */
    public Map<String, Tensor> state() {
        return Map.of("parameters", Tensor.of(parameters), "mean", Tensor.of(mean), "square", Tensor.of(square));
    }

    /**
     * Makes a step.
     *
     * @return the objective before it, for each image
     * @throws Diverged if it, or its gradient, is not finite; the climb then stays as it was
     */
    public float[] advance() {
        try (NDManager scratch = manager.newSubManager()) {
            NDArray leaf = leaf(scratch);
            Look look;
            try (GradientCollector collector = manager.getEngine().newGradientCollector()) {
                look = look(leaf);
                collector.backward(look.values.sum());
            }
            float[] before = look.values.toFloatArray();
            NDArray gradient = leaf.getGradient();
            Set<Integer> dead = look.dead();
            if (!dead.isEmpty()) {
                gradient = redirected(look, dead, scratch).map(gradient::add).orElse(gradient);
            }
            NDArray squares = gradient.square();
            requireFinite("the objective", before);
            requireFinite("the size of its gradient", squares.sum().getFloat());
            step++;
            ascend(gradient, squares, scratch);
            return before;
        }
    }

    /**
     * A look at the images.
     *
     * @param scene what the objective was computed from
     * @param view what the network saw
     * @param nothing what was added to that, so that its gradient is that of the view
     * @param values the objective of each image
     */
    private record Look(Activations scene, NDArray view, NDArray nothing, NDArray values) {
        /** The images whose objective the network holds where it is, whatever penalties on pixels do. */
        Set<Integer> dead() {
            return scene.activations().isEmpty() ? Set.of() : Redirection.dead(nothing.getGradient());
        }
    }

    private Look look(NDArray leaf) {
        NDArray image = ascent.parametrisation().image(leaf);
        NDArray view = view(image, step);
        NDArray nothing = view.zerosLike();
        nothing.setRequiresGradient(true);
        Activations scene = new Activations(
                image, network.activations(view.add(nothing), ascent.objective().layers()));
        return new Look(scene, view, nothing, ascent.objective().of(scene));
    }

    /** What the network sees of images at a step, counted from 0. */
    NDArray view(NDArray image, int at) {
        return ascent.transforms().view(image, new Random(ascent.seed() ^ GOLDEN * (at + 1)));
    }

    private Optional<NDArray> redirected(Look look, Set<Integer> dead, NDManager scratch) {
        Activations scene = new Activations(look.scene.image().duplicate(), look.scene.activations());
        return Redirection.slope(ascent.objective(), network, scene, look.view.duplicate(), dead)
                .map(slope -> {
                    NDArray leaf = leaf(scratch);
                    try (GradientCollector collector = manager.getEngine().newGradientCollector()) {
                        NDArray view = view(ascent.parametrisation().image(leaf), step);
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

    /** The corrections for the start of the running means, which are numbers, are taken out of the arrays' quotient. */
    private void ascend(NDArray gradient, NDArray squares, NDManager scratch) {
        mean.muli(BETA1).addi(gradient.muli(1 - BETA1));
        square.muli(BETA2).addi(squares.muli(1 - BETA2));
        double correction = Math.sqrt(1 - Math.pow(BETA2, step));
        NDArray scale = square.sqrt();
        scale.attach(scratch);
        NDArray way = mean.div(scale.addi(TINY * correction));
        way.attach(scratch);
        parameters.addi(way.muli(ascent.rate() * correction / (1 - Math.pow(BETA1, step))));
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
            Images images = Images.of(ascent.parametrisation().image(leaf));
            requireFinite("a value of the image", images.values());
            return images;
        }
    }

    @Override
    public void close() {
        manager.close();
    }
}
