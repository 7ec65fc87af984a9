package io.eyewitness.nn.train;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import io.eyewitness.nn.graph.Graph;
import io.eyewitness.nn.graph.Parameters;
import io.eyewitness.nn.image.LabelledImages;
import io.eyewitness.nn.network.Network;
import io.eyewitness.nn.network.PyTorch;
import io.eyewitness.nn.progress.Progress;
import io.eyewitness.nn.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Trains a graph from scratch. The same seed gives the same bytes on the same kind of machine with the same number of
 * threads.
 */
public final class Training {
    private final Graph graph;
    private final Hyperparameters recipe;
    private final SplittableRandom random;
    private final NDManager manager;
    private final Parameters parameters;
    private final Optimizer optimizer;
    private final Optional<LipschitzConstraint> constraint;

    private Training(Graph graph, Hyperparameters recipe, OptionalDouble lipschitz, long seed, NDManager manager) {
        this.graph = graph;
        this.recipe = recipe;
        this.manager = manager;
        random = new SplittableRandom(seed);
        parameters = Parameters.trainable(graph, Parameters.initial(graph, random.nextLong()), manager);
        optimizer = Optimizer.nesterov(graph, parameters, recipe, manager);
        constraint = lipschitz.isPresent()
                ? Optional.of(new LipschitzConstraint(graph, lipschitz.getAsDouble(), manager))
                : Optional.empty();
    }

    /**
     * The result of a training.
     *
     * @param parameters by name
     * @param losses the mean loss of each epoch
     */
    public record Result(Map<String, Tensor> parameters, List<Double> losses) {
        public Result {
            losses = List.copyOf(losses);
        }
    }

    /**
     * Trains a graph.
     *
     * @throws IllegalArgumentException if the images do not fit the graph, or the loss is not finite
     */
    public static Result run(
            Graph graph, LabelledImages images, Hyperparameters recipe, long seed, Device device, Progress progress) {
        return run(graph, images, recipe, OptionalDouble.empty(), seed, device, progress);
    }

    /**
     * Trains a graph whose logits' certified Lipschitz bounds stay below a constant.
     *
     * @param lipschitz the constant, with respect to the l2 norm of pixels in [0,1]; empty for none
     * @throws IllegalArgumentException if the images do not fit the graph, the loss is not finite, or the graph is no chain of layers without
     *     batch normalisation
     */
    public static Result run(
            Graph graph,
            LabelledImages images,
            Hyperparameters recipe,
            OptionalDouble lipschitz,
            long seed,
            Device device,
            Progress progress) {
        images.requireFor(graph.input().channels());
        try (NDManager manager = PyTorch.manager(device)) {
            Training training = new Training(graph, recipe, lipschitz, seed, manager);
            List<Double> losses = new TrainingLoop(images, recipe, training.random).run(training::step, progress);
            return new Result(training.parameters.tensors(), losses);
        }
    }

    private TrainingLoop.Learned step(LabelledImages shuffled, int from, int to, double rate) {
        int[] numbers = IntStream.range(from, to).toArray();
        try (NDManager scratch = manager.newSubManager()) {
            NDArray input = shuffled.batch(scratch, recipe.augmentation().apply(shuffled, numbers, random));
            NDArray labels = shuffled.labels(scratch, from, to);
            NDArray logits;
            NDArray loss;
            try (GradientCollector collector = manager.getEngine().newGradientCollector()) {
                logits = graph.run(input, parameters, true, List.of(Network.LOGITS))
                        .get(Network.LOGITS);
                loss = Losses.crossEntropy(logits, labels, recipe.smoothing());
                collector.backward(loss);
            }
            optimizer.step(rate, scratch);
            constraint.ifPresent(bound -> bound.keep(parameters, scratch));
            return new TrainingLoop.Learned(loss.getFloat(), (double) Accuracy.right(logits, labels) / (to - from));
        }
    }
}
