package io.eyewitness.nn.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.eyewitness.nn.architecture.FashionAutoencoder;
import io.eyewitness.nn.data.FashionMnist;
import io.eyewitness.nn.graph.GraphNetwork;
import io.eyewitness.nn.image.LabelledImages;
import io.eyewitness.nn.progress.Progress;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AutoencoderTrainingTest {
    private static final Hyperparameters RECIPE = new Hyperparameters(2, 16, 0.003, 0.9, 0, 0, Augmentation.NONE);
    private static final LabelledImages IMAGES =
            FashionMnist.builtIn().shuffled(1).first(320);

    private static AutoencoderTraining.Result train(long seed) {
        return AutoencoderTraining.run(
                FashionAutoencoder.encoder(),
                FashionAutoencoder.decoder(),
                IMAGES,
                RECIPE,
                seed,
                Device.cpu(),
                Progress.NONE);
    }

    @Test
    void theSameSeedGivesTheSameWeightsAndImagesComeBack() {
        AutoencoderTraining.Result result = train(1);
        assertEquals(result, train(1));
        assertNotEquals(result.decoder(), train(2).decoder());
        assertTrue(result.losses().get(1) < 0.9 * result.losses().get(0), result.losses()::toString);
        try (GraphNetwork encoder = new GraphNetwork(FashionAutoencoder.encoder(), result.encoder(), Device.cpu());
                GraphNetwork decoder = new GraphNetwork(FashionAutoencoder.decoder(), result.decoder(), Device.cpu())) {
            double error = ReconstructionError.of(encoder, decoder, IMAGES).error();
            assertTrue(error < variance(), error + " against " + variance());
        }
    }

    /** The error of answering every image with the mean grey. */
    private static double variance() {
        try (NDManager manager = NDManager.newBaseManager(Device.cpu())) {
            NDArray all = IMAGES.batch(manager, 0, IMAGES.size());
            return all.sub(all.mean()).square().mean().getFloat();
        }
    }

    /** Two images of two pixels, two numbers a code, all computed in double. */
    @Test
    void theBoundIsThatOfItsFormula() {
        float[] codes = {0.5f, -1, 0.2f, -0.3f, 0, 2, -1, 1};
        float[] logits = {1, -2, 0, 3};
        float[] pixels = {1, 0.25f, 0, 0.5f};
        double expected = 0;
        for (int image = 0; image < 2; image++) {
            for (int i = 0; i < 2; i++) {
                double mean = codes[image * 4 + i];
                double logVariance = codes[image * 4 + 2 + i];
                expected += 0.5 * (mean * mean + Math.exp(logVariance) - logVariance - 1) / 2;
                double shown = 1 / (1 + Math.exp(-logits[image * 2 + i]));
                double wanted = pixels[image * 2 + i];
                expected -= (wanted * Math.log(shown) + (1 - wanted) * Math.log(1 - shown)) / 2;
            }
        }
        try (NDManager manager = NDManager.newBaseManager(Device.cpu())) {
            NDArray bound = Losses.negativeElbo(
                    manager.create(codes, new Shape(2, 4)),
                    manager.create(logits, new Shape(2, 1, 1, 2)),
                    manager.create(pixels, new Shape(2, 1, 1, 2)));
            assertEquals(expected, bound.getFloat(), 1e-5);
        }
    }

    @Test
    void codesAreDrawnFromTheirDistribution() {
        float[] noise = new float[4000];
        Random random = new Random(2);
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (float) random.nextGaussian();
        }
        try (NDManager manager = NDManager.newBaseManager(Device.cpu())) {
            NDArray codes = manager.create(new float[] {3, (float) Math.log(4)}, new Shape(1, 2))
                    .broadcast(noise.length, 2);
            NDArray drawn = Losses.sample(codes, manager.create(noise, new Shape(noise.length, 1)));
            double mean = drawn.mean().getFloat();
            double variance = drawn.sub((float) mean).square().mean().getFloat();
            assertEquals(3, mean, 0.15);
            assertEquals(4, variance, 0.4);
        }
    }
}
