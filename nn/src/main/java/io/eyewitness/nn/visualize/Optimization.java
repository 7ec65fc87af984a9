package io.eyewitness.nn.visualize;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.eyewitness.nn.image.Images;
import io.eyewitness.nn.network.Network;
import io.eyewitness.nn.tensor.Adam;
import io.eyewitness.nn.tensor.NotFinite;
import io.eyewitness.nn.tensor.Tensor;
import io.eyewitness.theory.decimal.Decimals;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The optimization of a visualization's parameters by Adam. Each step draws its transforms from a seed of its own, so an optimization
 * that is resumed goes on as if it had never stopped. Mutable, for one thread.
 *
 * <p>What can go wrong in a step, and whether a unit is closed and needs a {@link Redirection}, is known only when numbers are read from the
 * device, which waits for it. So several steps are made ahead, as if nothing were the matter, and their numbers are read at once. If something
 * was the matter, the optimization goes back to where it was before these steps, and makes the next one, and at every such fault twice as
 * many, with a look at each number. The result is the same.
 */
public final class Optimization implements AutoCloseable {
    private static final String PARAMETERS = "parameters";
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    /** The most steps that are made ahead. */
    private static final int MOST_AHEAD = 16;

    /** The most steps that are looked at one by one before some are made ahead again. */
    private static final int LONGEST_PAUSE = 64;

    /** As many steps are made ahead as fit into it, so that progress is seen. */
    private static final long LONG_NANOS = 500_000_000;

    private final VisualizationSpec spec;
    private final Objective objective;
    private final Network network;
    private final NDManager manager;
    private Position at;
    private int ahead = 1;

    /** The steps that are still to be looked at one by one. */
    private int alone;

    /** Their number after the latest steps that were made in vain: twice as many as these and as before, until as many as possible are made ahead. */
    private int pause;

    private boolean isUnreadOffered = true;

    private Optimization(VisualizationSpec spec, Network network, NDManager manager, Position at) {
        this.spec = spec;
        this.objective = spec.objective();
        this.network = network;
        this.manager = manager;
        this.at = at;
    }

    /**
     * A place on the way.
     *
     * @param manager of the arrays
     * @param step the number of steps that led there
     */
    private record Position(NDManager manager, NDArray parameters, Adam adam, int step) {
        Position next() {
            return new Position(manager, parameters, adam, step + 1);
        }

        Position duplicate() {
            NDManager own = manager.getParentManager().newSubManager();
            NDArray copy = parameters.duplicate();
            copy.attach(own);
            return new Position(own, copy, adam.duplicate(own), step);
        }
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
        NDManager own = manager.newSubManager();
        NDArray parameters = initial(spec, network, own);
        return new Optimization(spec, network, manager, new Position(own, parameters, Adam.fused(parameters), 0));
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
        NDManager own = manager.newSubManager();
        try (NDArray start = initial(spec, network, own)) {
            NDArray parameters = Adam.saved(PARAMETERS, start, state);
            Adam adam = Adam.resume(start, state, step);
            return new Optimization(spec, network, manager, new Position(own, parameters, adam, step));
        } catch (IllegalArgumentException e) {
            manager.close();
            throw e;
        }
    }

    /** The number of steps made. */
    public int step() {
        return at.step;
    }

    /** The state to resume from. */
    public Map<String, Tensor> state() {
        Map<String, Tensor> state = new TreeMap<>(at.adam.state());
        state.put(PARAMETERS, Tensor.of(at.parameters));
        return state;
    }

    /**
     * Makes the steps that are left.
     *
     * @param listener takes, of each step in turn, the objective before it, for each image; further steps may then already be made
     * @throws Diverged if the objective, or its gradient, is not finite
     */
    public void run(Consumer<float[]> listener) {
        while (at.step < spec.steps()) {
            advance(spec.steps() - at.step).forEach(listener);
        }
    }

    /**
     * Makes one or more steps.
     *
     * @param most how many at most
     * @return the objective before each, for each image
     * @throws Diverged if it, or its gradient, is not finite; the optimization is then before the step that the message names
     */
    public List<float[]> advance(int most) {
        int steps = isUnreadOffered && alone == 0 ? Math.min(most, ahead) : 1;
        return steps > 1 ? stepsAhead(steps).orElseGet(() -> List.of(advance())) : List.of(advance());
    }

    /**
     * Makes a step.
     *
     * @return the objective before it, for each image
     * @throws Diverged if it, or its gradient, is not finite; the optimization then stays as it was
     */
    public float[] advance() {
        long started = System.nanoTime();
        try (NDManager scratch = manager.newSubManager()) {
            NDArray leaf = leaf(scratch);
            Evaluation evaluation = evaluation(leaf, view -> Optional.of(network.activations(view, objective.layers())))
                    .orElseThrow();
            float[] before = evaluation.values.toFloatArray();
            Optional<NDArray> way = objective.layers().isEmpty() ? Optional.empty() : redirected(evaluation, scratch);
            NDArray gradient = way.map(leaf.getGradient()::add).orElseGet(leaf::getGradient);
            requireFinite("the objective", before);
            requireFinite("the size of its gradient", gradient.square().sum().getFloat());
            ascend(gradient);
            alone = Math.max(0, alone - 1);
            ahead = way.isPresent() ? 1 : Math.min(Math.max(2, ahead), fitting(System.nanoTime() - started));
            return before;
        }
    }

    private void ascend(NDArray gradient) {
        at.adam.ascend(at.parameters, gradient, spec.rate());
        at = at.next();
    }

    /**
     * Makes steps without a look at numbers.
     *
     * @return the objectives before them; empty if the optimization is where it was, for one of the steps needs a look
     */
    private Optional<List<float[]>> stepsAhead(int steps) {
        long started = System.nanoTime();
        Position start = at.duplicate();
        Optional<List<float[]>> values = Optional.empty();
        try (NDManager block = manager.newSubManager()) {
            values = reports(steps, block).flatMap(this::read);
        } finally {
            Position left = values.isPresent() ? start : at;
            at = values.isPresent() ? at : start;
            left.manager.close();
        }
        if (values.isEmpty()) {
            pause = Math.min(LONGEST_PAUSE, 2 * Math.max(steps, pause));
        } else if (steps == MOST_AHEAD) {
            pause = 0;
        }
        alone = values.isPresent() ? 0 : pause;
        ahead = values.isPresent() ? fitting((System.nanoTime() - started) / steps) : 1;
        return values;
    }

    /** How many steps are made ahead next, if one takes so long. */
    private int fitting(long nanos) {
        long most = LONG_NANOS / Math.max(1, nanos);
        return (int) Math.max(1, Math.min(most, Math.min(MOST_AHEAD, 2 * ahead)));
    }

    /** A row of numbers for each step, still on the device; empty if the network does not compute without a look. */
    private Optional<NDArray> reports(int steps, NDManager block) {
        NDList reports = new NDList();
        for (int i = 0; i < steps; i++) {
            try (NDManager scratch = block.newSubManager()) {
                NDArray leaf = leaf(scratch);
                Optional<Evaluation> evaluation = evaluation(leaf, view -> network.unread(view, objective.layers()));
                isUnreadOffered = evaluation.isPresent();
                if (evaluation.isEmpty()) {
                    return Optional.empty();
                }
                NDArray report = report(evaluation.get(), leaf.getGradient());
                report.attach(block);
                reports.add(report);
                ascend(leaf.getGradient());
            }
        }
        return Optional.of(NDArrays.stack(reports));
    }

    /** The objectives, then a number that is finite if all activations are, the size of the gradient, and the numbers that are above 0 if no unit is closed. */
    private NDArray report(Evaluation evaluation, NDArray gradient) {
        NDList numbers = new NDList(evaluation.values.reshape(-1));
        Map<String, NDArray> activations = evaluation.seen.byLayer();
        NDArray all = activations.isEmpty()
                ? gradient.getManager().zeros(new Shape(1))
                : NotFinite.sum(gradient.getManager(), activations.values());
        numbers.add(all.reshape(1));
        numbers.add(gradient.norm().reshape(1));
        if (!activations.isEmpty()) {
            numbers.addAll(Redirection.margins(spec.objectives(), evaluation.seen, evaluation.nothing.getGradient()));
        }
        return NDArrays.concat(numbers);
    }

    /** The objectives of reports; empty if one of them tells of what needs a look. */
    private Optional<List<float[]>> read(NDArray reports) {
        float[] numbers = reports.toFloatArray();
        int width = (int) reports.getShape().get(1);
        int images = spec.batch();
        List<float[]> values = new ArrayList<>();
        for (int from = 0; from < numbers.length; from += width) {
            for (int i = 0; i < width; i++) {
                boolean isGood = Float.isFinite(numbers[from + i]) && (i < images + 2 || numbers[from + i] > 0);
                if (!isGood) {
                    return Optional.empty();
                }
            }
            values.add(Arrays.copyOfRange(numbers, from, from + images));
        }
        return Optional.of(values);
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

    private Optional<Evaluation> evaluation(
            NDArray leaf, Function<NDArray, Optional<Map<String, NDArray>>> activations) {
        try (GradientCollector collector = manager.getEngine().newGradientCollector()) {
            NDArray image = spec.parametrisation().image(leaf);
            int step = at.step;
            NDArray view = view(image, step);
            NDArray nothing = view.getManager().zeros(new Shape(1)).broadcast(view.getShape());
            nothing.setRequiresGradient(true);
            Optional<Evaluation> evaluation = activations
                    .apply(view.add(nothing))
                    .map(byLayer -> new Activations(image, byLayer, other -> view(other, step)))
                    .map(seen -> new Evaluation(seen, view, nothing, objective.of(seen)));
            evaluation.ifPresent(one -> collector.backward(one.values.sum()));
            return evaluation;
        }
    }

    /** The transformed images of a step, counted from 0. */
    NDArray view(NDArray image, int number) {
        return spec.transforms().view(image, new Random(spec.seed() ^ GOLDEN * (number + 1)));
    }

    private Optional<NDArray> redirected(Evaluation evaluation, NDManager scratch) {
        Activations seen =
                new Activations(evaluation.seen.image().duplicate(), evaluation.seen.byLayer(), evaluation.seen.view());
        NDArray own = evaluation.nothing.getGradient();
        return Redirection.of(spec.objectives(), network, seen, evaluation.view.duplicate(), own)
                .map(slope -> {
                    NDArray leaf = leaf(scratch);
                    try (GradientCollector collector = manager.getEngine().newGradientCollector()) {
                        NDArray view = view(spec.parametrisation().image(leaf), at.step);
                        collector.backward(view.mul(slope).sum());
                    }
                    return leaf.getGradient();
                });
    }

    private NDArray leaf(NDManager scratch) {
        NDArray leaf = at.parameters.stopGradient();
        leaf.attach(scratch);
        leaf.setRequiresGradient(true);
        return leaf;
    }

    private void requireFinite(String name, float... values) {
        for (float value : values) {
            if (!Float.isFinite(value)) {
                throw new Diverged("at step " + at.step + " " + name + " is " + Decimals.text(value));
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
            NDArray leaf = at.parameters.duplicate();
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
