package io.eyewitness.nn.parametrisation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.eyewitness.nn.architecture.FashionAutoencoder;
import io.eyewitness.nn.data.FashionMnist;
import io.eyewitness.nn.graph.GraphNetwork;
import io.eyewitness.nn.image.Images;
import io.eyewitness.nn.image.LabelledImages;
import io.eyewitness.nn.tensor.Tensor;
import io.eyewitness.nn.visualize.GradientCheck;
import io.eyewitness.nn.visualize.Objective;
import io.eyewitness.nn.visualize.Parametrisation;
import io.eyewitness.nn.visualize.TestNetwork;
import io.eyewitness.nn.visualize.Transforms;
import io.eyewitness.nn.visualize.VisualizationSpec;
import io.eyewitness.nn.weights.Pretrained;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LatentImageTest {
    private static final List<Long> CODES = List.of(3L, (long) FashionAutoencoder.CODE, 1L, 1L);
    private static final int STEPS = 64;

    private GraphNetwork network;
    private LatentImage latent;
    private NDManager manager;

    @BeforeEach
    void open() throws IOException {
        network = Pretrained.network("fashion", Device.cpu());
        latent = new LatentImage(Pretrained.beside(network, "fashion-decoder"), Pretrained.sha256("fashion-decoder"));
        manager = network.manager().newSubManager();
    }

    @AfterEach
    void close() {
        network.close();
    }

    private float[] image(Tensor codes) {
        return latent.image(codes.on(manager)).toFloatArray();
    }

    @Test
    void itsGradientAgreesWithDifferences() {
        NDArray weights =
                TestNetwork.normal(List.of(3L, 1L, 28L, 28L), 1, new Random(3)).on(manager);
        new GradientCheck(manager, 0.01)
                .agrees(codes -> latent.image(codes).mul(weights), TestNetwork.normal(CODES, 1, new Random(4)));
    }

    @Test
    void codesOfAnyLengthMakeImagesOnTheSphere() {
        Tensor codes = TestNetwork.normal(CODES, 1, new Random(5));
        float[] longer = codes.values().clone();
        for (int i = 0; i < longer.length; i++) {
            longer[i] *= 7;
        }
        float[] image = image(codes);
        assertArrayEquals(image, image(new Tensor(CODES, longer)), 1e-4f);
        assertEquals(3 * 28 * 28, image.length);
        for (float pixel : image) {
            assertTrue(pixel >= 0 && pixel <= 1, () -> "a pixel of " + pixel);
        }
    }

    @Test
    void otherImagesAndOtherNetworksAreRefused() {
        Shape colour = new Shape(1, 3, 28, 28);
        String message = assertThrows(
                        IllegalArgumentException.class, () -> latent.initial(manager, colour, new Random(1)))
                .getMessage();
        assertTrue(message.contains("makes images of 1 x 28 x 28"), message);
        assertThrows(IllegalArgumentException.class, () -> new LatentImage(network, "0"));
        assertEquals(
                new Shape(2, FashionAutoencoder.CODE, 1, 1),
                latent.initial(manager, new Shape(2, 1, 28, 28), new Random(1)).getShape());
    }

    /**
     * How natural images are is measured without the decoder, and by images that it was not trained on: the largest correlation of the
     * pixels with any of the 2,000 built-in test images, which contrast and brightness do not change.
     */
    @Test
    void codesMakeImagesThatAreMoreLikeNaturalOnesThanFrequenciesDo() {
        double byCodes = likeness(latent);
        double byFrequencies = likeness(new Parametrisation.Fourier());
        assertTrue(
                byCodes > byFrequencies + 0.1,
                "correlation " + byCodes + " of images by codes, " + byFrequencies + " by frequencies");
    }

    private double likeness(Parametrisation parametrisation) {
        List<Objective> classes =
                IntStream.range(0, 10).mapToObj(Objective::logit).toList();
        Images made = VisualizationSpec.ofEach(classes)
                .withParametrisation(parametrisation)
                .withTransforms(Transforms.robust(28))
                .withSize(28)
                .withSteps(STEPS)
                .run(network);
        LabelledImages natural = FashionMnist.builtIn();
        try (NDManager scratch = manager.newSubManager()) {
            NDArray ours = standardised(made.on(scratch));
            NDArray theirs = standardised(natural.batch(scratch, 0, natural.size()));
            return ours.matMul(theirs.transpose()).max(new int[] {1}).mean().getFloat();
        }
    }

    /** Each image with mean 0 and length 1, shape (batch, pixels). */
    private static NDArray standardised(NDArray images) {
        long batch = images.getShape().get(0);
        NDArray flat = images.reshape(batch, -1);
        NDArray centred = flat.sub(flat.mean(new int[] {1}).reshape(batch, 1));
        return centred.div(centred.square().sum(new int[] {1}).sqrt().reshape(batch, 1));
    }
}
