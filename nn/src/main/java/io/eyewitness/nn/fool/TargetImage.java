package io.eyewitness.nn.fool;

import io.eyewitness.nn.data.ImageFolder;
import io.eyewitness.nn.image.Images;
import io.eyewitness.nn.network.Network;
import io.eyewitness.nn.progress.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntFunction;

/**
 * The image that manipulated units are to show.
 *
 * @param text {@code eye} for a drawing of an eye, {@code unit:K} for the visualization of logit K, else the path of a picture
 */
public record TargetImage(String text) {
    private static final String NAME = "eye";

    /** A drawing of an eye. */
    public static final TargetImage EYE = new TargetImage(NAME);

    private static final String UNIT = "unit:";
    private static final int SAMPLES = 4;

    /** The image that an option names; the drawing of an eye if the option is absent. */
    public static TargetImage of(String text) {
        return text == null ? EYE : new TargetImage(text);
    }

    private boolean isEye() {
        return text.equals(NAME);
    }

    /** Its name; the name of a picture without its folder. */
    public String name() {
        return isEye() || text.startsWith(UNIT)
                ? text
                : String.valueOf(Path.of(text).getFileName());
    }

    /** The file of a picture, if it is one. */
    public List<Path> files() {
        return isEye() || text.startsWith(UNIT) ? List.of() : List.of(Path.of(text));
    }

    /**
     * The image.
     *
     * @param size in pixels
     * @param visualization computes the visualization of a logit
     * @param progress takes a note if the file holds more than one picture
     * @throws IllegalArgumentException if there is no such logit
     * @throws IOException naming the file, if it is missing or no picture
     */
    public Images image(Network network, int size, IntFunction<Images> visualization, Progress progress)
            throws IOException {
        int channels = network.input().channels();
        if (isEye()) {
            return eye(channels, size);
        }
        if (text.startsWith(UNIT)) {
            return visualization.apply(number(text.substring(UNIT.length())));
        }
        return ImageFolder.image(network.manager(), Path.of(text), size, channels, progress::note);
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "--target " + UNIT + text + " does not name a logit; give a number, as in unit:3", e);
        }
    }

    /**
     * The drawing of an eye, in grey.
     *
     * @param channels 1, or 3 equal ones
     * @param size its height and width, in pixels
     */
    public static Images eye(int channels, int size) {
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

    /** The shade at a point of a square from -1 to 1: 0 is black, 1 is white. */
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
