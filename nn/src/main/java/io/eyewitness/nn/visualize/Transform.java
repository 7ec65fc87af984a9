package io.eyewitness.nn.visualize;

import io.eyewitness.theory.decimal.Decimals;
import java.awt.geom.AffineTransform;
import java.util.Random;

/**
 * A random change of the view on an image, drawn anew at each step, so that what is optimised does not depend on the exact
 * place, size and direction. What lies outside the image is grey.
 */
@FunctionalInterface
public interface Transform {
    /**
     * Draws one.
     *
     * @param size the height and width of the image, in pixels
     * @return where a pixel of the view lies in the image; both have their origin at the centre, in pixels
     */
    AffineTransform draw(Random random, int size);

    /** Moves by up to some pixels, whole ones, in either direction. */
    static Transform jitter(int pixels) {
        requirePixels(pixels);
        return (random, size) -> AffineTransform.getTranslateInstance(
                random.nextInt(2 * pixels + 1) - pixels, random.nextInt(2 * pixels + 1) - pixels);
    }

    /** Shows the image enlarged by a factor between two. */
    static Transform scale(double least, double largest) {
        if (!(0 < least && least <= largest && largest < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "no factor lies between " + Decimals.text(least) + " and " + Decimals.text(largest));
        }
        return (random, size) -> {
            double factor = 1 / (least + (largest - least) * random.nextDouble());
            return AffineTransform.getScaleInstance(factor, factor);
        };
    }

    /** Turns by up to some degrees, either way. */
    static Transform rotate(double degrees) {
        if (!(degrees >= 0 && degrees < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(Decimals.text(degrees) + " degrees are not at least 0");
        }
        return (random, size) ->
                AffineTransform.getRotateInstance(Math.toRadians(degrees * (2 * random.nextDouble() - 1)));
    }

    /** Shows the image within a margin of grey. */
    static Transform pad(int pixels) {
        requirePixels(pixels);
        return (random, size) -> {
            double factor = (size + 2.0 * pixels) / size;
            return AffineTransform.getScaleInstance(factor, factor);
        };
    }

    private static void requirePixels(int pixels) {
        if (pixels < 0) {
            throw new IllegalArgumentException(pixels + " pixels are fewer than none");
        }
    }
}
