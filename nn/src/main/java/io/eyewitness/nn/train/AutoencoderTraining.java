package io.eyewitness.nn.train;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.eyewitness.nn.graph.Graph;
import io.eyewitness.nn.graph.Parameters;
import io.eyewitness.nn.image.LabelledImages;
import io.eyewitness.nn.network.Network;
import io.eyewitness.nn.network.PyTorch;
import io.eyewitness.nn.progress.Progress;
import io.eyewitness.nn.tensor.Owned;
import io.eyewitness.nn.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Trains an encoder and a decoder together, as a variational autoencoder. The same seed gives the same bytes on the same kind of machine
 * with the same number of threads.
 */
public final class AutoencoderTraining {
    /** The hyperparameters of the committed decoder of Fashion-MNIST. */
    public static final Hyperparameters FASHION = new Hyperparameters(2, 64, 0.003, 0.9, 0, 0, Augmentation.NONE);

    private final Hyperparameters recipe;
    private final NDManager manager;
    private final SplittableRandom random;
    private final Random noise;
    private final Half encoder;
    private final Half decoder;

    private AutoencoderTraining(Graph encoder, Graph decoder, Hyperparameters recipe, long seed, NDManager manager) {
        this.recipe = recipe;
        this.manager = manager;
        random = new SplittableRandom(seed);
        this.encoder = Half.initial(encoder, recipe, random.nextLong(), manager);
        this.decoder = Half.initial(decoder, recipe, random.nextLong(), manager);
        noise = new Random(random.nextLong());
    }

    /**
     * The result of a training.
     *
     * @param encoder the parameters of the encoder by name
     * @param decoder the parameters of the decoder by name
     * @param losses the mean loss of each epoch, in nats for each image
     */
    public record Result(Map<String, Tensor> encoder, Map<String, Tensor> decoder, List<Double> losses) {
        public Result {
            losses = List.copyOf(losses);
        }
    }

    /**
     * Trains an encoder and a decoder.
     *
     * @param encoder from images to means and logarithms of variances of codes, shape (batch, 2 * code)
     * @param decoder from codes, shape (batch, code, 1, 1), to logits of the images' shape
     * @throws IllegalArgumentException if the images do not fit the encoder, or the loss is not finite
     */
    public static Result run(
            Graph encoder,
            Graph decoder,
            LabelledImages images,
            Hyperparameters recipe,
            long seed,
            Device device,
            Progress progress) {
        images.requireFor(encoder.input().channels());
        try (NDManager manager = PyTorch.manager(device)) {
            AutoencoderTraining training = new AutoencoderTraining(encoder, decoder, recipe, seed, manager);
            List<Double> losses = new TrainingLoop(images, recipe, training.random).run(training::step, progress);
            return new Result(training.encoder.parameters.tensors(), training.decoder.parameters.tensors(), losses);
        }
    }

    private TrainingLoop.Learned step(LabelledImages shuffled, int from, int to, double rate) {
        int[] numbers = IntStream.range(from, to).toArray();
        int code = decoder.graph.input().channels();
        try (NDManager scratch = manager.newSubManager()) {
            NDArray images = shuffled.batch(scratch, recipe.augmentation().apply(shuffled, numbers, random));
            NDArray drawing = normal(scratch, to - from, code);
            NDArray loss;
            try (GradientCollector collector = manager.getEngine().newGradientCollector()) {
                NDArray codes = encoder.run(images);
                NDArray drawn = Losses.sample(codes, drawing).reshape(to - from, code, 1, 1);
                loss = Losses.negativeElbo(codes, decoder.run(drawn), images);
                collector.backward(loss);
            }
            encoder.optimizer.step(rate, scratch);
            decoder.optimizer.step(rate, scratch);
            return new TrainingLoop.Learned(loss.getFloat(), Double.NaN);
        }
    }

    private NDArray normal(NDManager scratch, int batch, int code) {
        float[] values = new float[batch * code];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) noise.nextGaussian();
        }
        return Owned.floats(scratch, values, new Shape(batch, code));
    }

    /** One of the two graphs, as it is trained. */
    private record Half(Graph graph, Parameters parameters, Optimizer optimizer) {
        static Half initial(Graph graph, Hyperparameters recipe, long seed, NDManager manager) {
            Parameters parameters = Parameters.trainable(graph, Parameters.initial(graph, seed), manager);
            return new Half(graph, parameters, Optimizer.nesterov(graph, parameters, recipe, manager));
        }

        NDArray run(NDArray input) {
            return graph.run(input, parameters, true, List.of(Network.LOGITS)).get(Network.LOGITS);
        }
    }
}
