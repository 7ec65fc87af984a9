package io.eyewitness.nn.train;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import io.eyewitness.nn.data.LabelledImages;
import io.eyewitness.nn.network.Graph;
import io.eyewitness.nn.network.Network;
import io.eyewitness.nn.network.Parameters;
import io.eyewitness.nn.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Trains a graph from scratch. The same seed gives the same bytes on the same kind of machine with the same number of
 * threads.
 */
public final class Training {
    private final Graph graph;
    private final LabelledImages images;
    private final Recipe recipe;
    private final int batch;
    private final int stepsPerEpoch;
    private final OneCycle cycle;
    private final SplittableRandom random;
    private final NDManager manager;
    private final Parameters parameters;
    private final Nesterov optimizer;

    private Training(Graph graph, LabelledImages images, Recipe recipe, long seed, NDManager manager) {
        this.graph = graph;
        this.images = images;
        this.recipe = recipe;
        this.manager = manager;
        batch = Math.min(recipe.batch(), images.size());
        stepsPerEpoch = images.size() / batch;
        cycle = new OneCycle(recipe.epochs() * stepsPerEpoch, recipe.peakRate());
        random = new SplittableRandom(seed);
        parameters = Parameters.trainable(graph, Parameters.initial(graph, random.nextLong()), manager);
        optimizer = new Nesterov(graph, parameters, recipe, manager);
    }

    /**
     * What is trained and how it went.
     *
     * @param parameters by name
     * @param losses the mean of each epoch
     */
    public record Result(Map<String, Tensor> parameters, List<Double> losses) {
        public Result {
            losses = List.copyOf(losses);
        }
    }

    /**
     * Trains.
     *
     * @throws IllegalArgumentException if the images do not fit the graph, or the loss is no longer a number
     */
    public static Result run(Graph graph, LabelledImages images, Recipe recipe, long seed, Device device, Watch watch) {
        if (images.size() == 0 || images.shape().channels() != graph.input().channels()) {
            throw new IllegalArgumentException(images.size() + " images of " + images.shape() + " cannot train "
                    + graph.name() + ", which has " + graph.input().channels() + " input channels");
        }
        try (NDManager manager = NDManager.newBaseManager(device)) {
            Training training = new Training(graph, images, recipe, seed, manager);
            watch.started(recipe.epochs() * training.stepsPerEpoch);
            List<Double> losses = new ArrayList<>();
            for (int epoch = 1; epoch <= recipe.epochs(); epoch++) {
                losses.add(training.epoch(epoch, watch));
            }
            return new Result(training.parameters.tensors(), losses);
        }
    }

    private double epoch(int epoch, Watch watch) {
        LabelledImages shuffled = images.shuffled(random.nextLong());
        double loss = 0;
        long right = 0;
        for (int step = 0; step < stepsPerEpoch; step++) {
            Step done = step(shuffled, step * batch, cycle.rate((epoch - 1) * stepsPerEpoch + step));
            if (!Double.isFinite(done.loss)) {
                throw new IllegalArgumentException("the loss is " + done.loss + " at step " + (step + 1) + " of epoch "
                        + epoch + "; a lower learning rate may help");
            }
            loss += done.loss;
            right += done.right;
            watch.stepped(epoch, loss / (step + 1), (double) right / ((step + 1L) * batch));
        }
        watch.finished(epoch, loss / stepsPerEpoch, (double) right / ((long) stepsPerEpoch * batch));
        return loss / stepsPerEpoch;
    }

    private record Step(double loss, long right) {}

    private Step step(LabelledImages shuffled, int from, double rate) {
        int[] numbers = IntStream.range(from, from + batch).toArray();
        try (NDManager scratch = manager.newSubManager()) {
            NDArray input = shuffled.batch(scratch, recipe.augmentation().apply(shuffled, numbers, random));
            NDArray labels = shuffled.labels(scratch, from, from + batch);
            NDArray logits;
            NDArray loss;
            try (GradientCollector collector = manager.getEngine().newGradientCollector()) {
                logits = graph.run(input, parameters, true, List.of(Network.LOGITS))
                        .get(Network.LOGITS);
                loss = CrossEntropy.mean(logits, labels, recipe.smoothing());
                collector.backward(loss);
            }
            optimizer.step(rate, scratch);
            return new Step(loss.getFloat(), Accuracy.right(logits, labels));
        }
    }
}
