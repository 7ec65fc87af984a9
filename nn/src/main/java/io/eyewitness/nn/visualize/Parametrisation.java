package io.eyewitness.nn.visualize;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import com.fasterxml.jackson.annotation.JsonValue;
import io.eyewitness.nn.tensor.Owned;
import io.eyewitness.nn.tensor.Spectrum;
import java.util.Random;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;

/** A map from parameters to images. The optimization changes the parameters, so the parametrisation decides which images are close. */
public interface Parametrisation {
    /** Its name, such as {@code fourier}. */
    @JsonValue
    String name();

    /**
     * The parameters at which an optimization starts.
     *
     * @param images the shape of the images, (batch, channels, height, width)
     */
    NDArray initial(NDManager manager, Shape images, Random random);

    /** The images, in [0,1], shape (batch, channels, height, width). */
    NDArray image(NDArray parameters);

    /** Independent normal numbers with mean 0, the same on every device. */
    static NDArray noise(NDManager manager, Shape shape, double deviation, Random random) {
        float[] values = new float[Math.toIntExact(shape.size())];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (deviation * random.nextGaussian());
        }
        return Owned.floats(manager, values, shape);
    }

    /** Each pixel is a parameter: the image is the logistic function of the parameters. High frequencies are not damped. */
    record Pixel() implements Parametrisation {
        private static final double DEVIATION = 0.01;

        @Override
        public String name() {
            return "pixel";
        }

        @Override
        public NDArray initial(NDManager manager, Shape images, Random random) {
            return noise(manager, images, DEVIATION, random);
        }

        @Override
        public NDArray image(NDArray parameters) {
            return Activation.sigmoid(parameters);
        }
    }

    /**
     * Frequencies in decorrelated colours, scaled by 1/f as in natural images: all frequencies move at the same pace, relative to
     * their size.
     *
     * <p>The spectrum of a real image is stored as its Hartley transform, the real part of the discrete Fourier transform minus the
     * imaginary part, which has as many numbers as the image and is its own inverse but for a factor.
     */
    record Fourier() implements Parametrisation {
        private static final double DEVIATION = 0.01;
        private static final float CONTRAST = 0.25f;
        private static final double DARKEST = 0.01;

        @Override
        public String name() {
            return "fourier";
        }

        @Override
        public NDArray initial(NDManager manager, Shape images, Random random) {
            return noise(manager, images, DEVIATION, random);
        }

        @Override
        public NDArray image(NDArray parameters) {
            NDArray scale = Spectrum.natural(parameters.getManager(), parameters.getShape(), CONTRAST);
            return Activation.sigmoid(correlated(Spectrum.hartley(parameters.mul(scale))));
        }

        /** The parameters of images; values are first brought into [0.01,0.99], because the image is a logistic function. */
        public NDArray parameters(NDArray images) {
            NDArray values = images.clip(DARKEST, 1 - DARKEST);
            NDArray logits = values.log().sub(values.sub(1).neg().log());
            NDArray scale = Spectrum.natural(images.getManager(), images.getShape(), CONTRAST);
            return Spectrum.hartley(decorrelated(logits)).div(scale);
        }
    }

    /**
     * MACO: the magnitude of each frequency is fixed to its average in natural images (1/f), and only the phases are optimized; so no
     * image has more of the high frequencies than natural ones.
     *
     * <p>A real image has opposite phases at opposite frequencies: the phases are the odd part of the parameters.
     *
     * <p>Source: Fel et al., "Unlocking Feature Visualization for Deeper Networks with MAgnitude Constrained Optimization",
     * NeurIPS 2023.
     */
    record Maco() implements Parametrisation {
        private static final double CONTRAST = 1.5;
        private static final double TINY = 1e-6;

        @Override
        public String name() {
            return "maco";
        }

        /** Normal numbers with so large a deviation that the phases, in radians, are almost uniform. */
        @Override
        public NDArray initial(NDManager manager, Shape images, Random random) {
            return noise(manager, images, 2 * Math.PI, random);
        }

        @Override
        public NDArray image(NDArray parameters) {
            NDArray phases = Owned.times(parameters.sub(Spectrum.opposite(parameters)), 0.5);
            NDArray magnitude = Spectrum.natural(phases.getManager(), phases.getShape());
            NDArray pixels = Spectrum.hartley(magnitude.mul(phases.cos().sub(phases.sin())));
            NDArray centred = pixels.sub(mean(pixels));
            NDArray deviation = mean(centred.square()).add(TINY).sqrt();
            return Activation.sigmoid(correlated(Owned.times(centred.div(deviation), CONTRAST)));
        }

        /** The mean of each image, shape (batch, 1, 1, 1). */
        private static NDArray mean(NDArray images) {
            long batch = images.getShape().get(0);
            return images.reshape(batch, -1).mean(new int[] {1}).reshape(batch, 1, 1, 1);
        }
    }

    /**
     * Converts decorrelated colours to the colours of natural photographs, whose red, green and blue are correlated; shape (batch, channels,
     * height, width). The matrix is the square root of the colours' correlation on ImageNet that Lucid uses, its longest column scaled to
     * length 1. Grey images stay as they are.
     */
    private static NDArray correlated(NDArray images) {
        if (images.getShape().get(1) != 3) {
            return images;
        }
        return matrix(images.getManager()).matMul(pixels(images)).reshape(images.getShape());
    }

    /** The inverse of {@link #correlated}. */
    private static NDArray decorrelated(NDArray images) {
        if (images.getShape().get(1) != 3) {
            return images;
        }
        float[] matrix = matrix(images.getManager()).toFloatArray();
        RealMatrix root = MatrixUtils.createRealMatrix(3, 3);
        for (int i = 0; i < matrix.length; i++) {
            root.setEntry(i / 3, i % 3, matrix[i]);
        }
        RealMatrix inverse = MatrixUtils.inverse(root);
        for (int i = 0; i < matrix.length; i++) {
            matrix[i] = (float) inverse.getEntry(i / 3, i % 3);
        }
        return Owned.floats(images.getManager(), matrix, new Shape(3, 3))
                .matMul(pixels(images))
                .reshape(images.getShape());
    }

    private static NDArray pixels(NDArray images) {
        return images.reshape(images.getShape().get(0), 3, -1);
    }

    private static NDArray matrix(NDManager manager) {
        float[] root = {
            0.26f, 0.09f, 0.02f,
            0.27f, 0.00f, -0.05f,
            0.27f, -0.09f, 0.03f
        };
        double longest = Math.sqrt(0.26 * 0.26 + 0.27 * 0.27 + 0.27 * 0.27);
        return Owned.times(Owned.floats(manager, root, new Shape(3, 3)), 1 / longest);
    }
}
