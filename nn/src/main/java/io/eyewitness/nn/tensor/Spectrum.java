package io.eyewitness.nn.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.eyewitness.theory.decimal.Decimals;

/** Two-dimensional spectra over the last two dimensions, and the frequencies of their places. */
public final class Spectrum {
    private static final long[] PLACES = {2, 3};

    private Spectrum() {}

    /** The Hartley transform, scaled so that it is its own inverse and keeps the sum of squares. */
    public static NDArray hartley(NDArray images) {
        float scale = (float) (1 / Math.sqrt(places(images.getShape())));
        NDArray difference = Owned.floats(images.getManager(), new float[] {scale, -scale}, new Shape(2));
        return fourier(images).reshape(-1, 2).matMul(difference).reshape(images.getShape());
    }

    /** The Fourier transform of real images, shape (batch, channels, height, width, 2): real and imaginary parts. */
    public static NDArray fourier(NDArray images) {
        long[] size = {images.getShape().get(2), images.getShape().get(3)};
        return images.fft2(size, PLACES).real();
    }

    /** The spectrum with the places of f and -f exchanged, shape (batch, channels, height, width). */
    public static NDArray opposite(NDArray spectrum) {
        NDArray rows = spectrum.get(":,:,0:1").concat(spectrum.get(":,:,1:").flip(2), 2);
        return rows.get(":,:,:,0:1").concat(rows.get(":,:,:,1:").flip(3), 3);
    }

    /**
     * The magnitude of each frequency f in natural images: 1/f, with f in cycles per pixel, at least that of one cycle; (1, 1, height, width).
     */
    public static NDArray natural(NDManager manager, Shape images) {
        return natural(manager, images, 1);
    }

    /** A multiple of {@link #natural(NDManager, Shape)}. */
    public static NDArray natural(NDManager manager, Shape images, float factor) {
        Grid grid = new Grid((int) images.get(2), (int) images.get(3));
        Shape shape = new Shape(1, 1, grid.height, grid.width);
        return Owned.constant(manager, Decimals.text(factor) + " natural spectrum", shape, () -> grid.natural(factor));
    }

    private record Grid(int height, int width) {
        float[] natural(float factor) {
            double least = 1.0 / Math.max(height, width);
            float[] scale = new float[height * width];
            for (int row = 0; row < height; row++) {
                for (int column = 0; column < width; column++) {
                    double frequency = Math.max(frequency(row, column, height, width), least);
                    scale[row * width + column] = factor * (float) (1 / frequency);
                }
            }
            return scale;
        }
    }

    /** The frequency at a place of a spectrum, in cycles per pixel: at most 1/2 in either direction. */
    public static double frequency(int row, int column, int height, int width) {
        double down = (double) Math.min(row, height - row) / height;
        double right = (double) Math.min(column, width - column) / width;
        return Math.sqrt(down * down + right * right);
    }

    private static double places(Shape images) {
        return (double) images.get(2) * images.get(3);
    }
}
