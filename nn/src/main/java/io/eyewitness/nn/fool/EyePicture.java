package io.eyewitness.nn.fool;

import io.eyewitness.nn.image.Images;

/** A drawing of an eye, in grey: what logits show where no other picture is named. */
public final class EyePicture {
    /** What it is called. */
    public static final String NAME = "eye";

    private static final int SAMPLES = 4;

    private EyePicture() {}

    /**
     * The drawing.
     *
     * @param channels 1, or 3 that are the same
     * @param size its height and width, in pixels
     */
    public static Images of(int channels, int size) {
        float[] values = new float[channels * size * size];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) pixel(i % size, i / size % size, size);
        }
        return new Images(1, channels, size, size, values);
    }

    private static double pixel(int x, int y, int size) {
        double sum = 0;
        for (int i = 0; i < SAMPLES * SAMPLES; i++) {
            double right = 2 * (x + (i % SAMPLES + 0.5) / SAMPLES) / size - 1;
            double down = 2 * (y + (i / SAMPLES + 0.5) / SAMPLES) / size - 1;
            sum += shade(right, down);
        }
        return sum / (SAMPLES * SAMPLES);
    }

    /** From 0 (black) to 1 (white), on a square from -1 to 1. */
    private static double shade(double right, double down) {
        double lid = 0.6 * (1 - right * right / 0.81);
        double radius = Math.hypot(right, down);
        if (Math.abs(down) > lid) {
            return 0;
        }
        if (radius > 0.45) {
            return 1;
        }
        return radius > 0.2 ? 0.3 : Math.hypot(right + 0.07, down + 0.07) < 0.08 ? 1 : 0;
    }
}
