package io.eyewitness.nn.visualize;

import ai.djl.ndarray.NDArray;
import com.fasterxml.jackson.annotation.JsonValue;
import io.eyewitness.theory.decimal.Decimals;
import java.awt.geom.AffineTransform;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A sequence of transforms. They make one affine map, so an image is resampled only once.
 *
 * @param text their text, such as {@code pad:12,jitter:8}; {@code none} if there are none
 * @param list the transforms
 */
public record Transforms(String text, List<Transform> list) {
    private static final String FORMS = "pad:PIXELS, jitter:PIXELS, scale:LEAST:LARGEST, rotate:DEGREES, none";
    private static final int USUAL_SIZE = 224;

    public Transforms {
        list = List.copyOf(list);
    }

    @Override
    @JsonValue
    public String text() {
        return text;
    }

    /** The text, which is all that tells transforms apart. */
    @Override
    public String toString() {
        return text;
    }

    /** No transforms. */
    public static Transforms none() {
        return new Transforms("none", List.of());
    }

    /** Padding, jitter, scaling, rotation and jitter again, as in Distill's article; meant for images of 224 pixels. */
    public static Transforms robust() {
        return robust(USUAL_SIZE);
    }

    /** {@link #robust()} for images of another size: padding and jitter in the same proportion to it, at least 1 pixel. */
    public static Transforms robust(int size) {
        return parse("pad:" + scaled(12, size) + ",jitter:" + scaled(8, size) + ",scale:0.9:1.1,rotate:10,jitter:"
                + scaled(4, size));
    }

    private static long scaled(int pixels, int size) {
        return Math.max(1, Math.round((double) pixels * size / USUAL_SIZE));
    }

    /**
     * The transforms of a text, separated by commas, or {@code none}.
     *
     * @throws IllegalArgumentException naming the part that is not a transform, and the forms of transforms
     */
    public static Transforms parse(String text) {
        if (text.equals("none")) {
            return none();
        }
        List<Transform> list = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            list.add(one(part));
        }
        return new Transforms(text, list);
    }

    private static Transform one(String text) {
        String[] parts = text.strip().split(":", -1);
        try {
            if (parts.length == 2) {
                switch (parts[0]) {
                    case "pad":
                        return Transform.pad(Integer.parseInt(parts[1]));
                    case "jitter":
                        return Transform.jitter(Integer.parseInt(parts[1]));
                    case "rotate":
                        return Transform.rotate(Double.parseDouble(parts[1]));
                    default:
                        break;
                }
            }
            if (parts.length == 3 && parts[0].equals("scale")) {
                return Transform.scale(Double.parseDouble(parts[1]), Double.parseDouble(parts[2]));
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "'" + text + "' holds something that is not a number; the forms of transforms are " + FORMS, e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'" + text + "' is no transform: " + e.getMessage(), e);
        }
        throw new IllegalArgumentException("'" + text + "' is not a transform; the forms of transforms are " + FORMS);
    }

    /** The transformed images, shape (batch, channels, height, width); one draw applies to all of them. */
    public NDArray view(NDArray images, Random random) {
        int size = (int) images.getShape().get(2);
        AffineTransform view = new AffineTransform();
        list.forEach(transform -> view.concatenate(transform.draw(random, size)));
        return Resampler.view(images, view);
    }

    /**
     * A random change of the view on an image, drawn anew at each step, so that the optimized pattern does not depend on its exact place, size
     * and orientation. The area outside the image is grey.
     */
    @FunctionalInterface
    public interface Transform {
        /**
         * Draws a change.
         *
         * @param size the height and width of the image, in pixels
         * @return the map from pixels of the view to places in the image; both have their origin at the centre, in pixels
         */
        AffineTransform draw(Random random, int size);

        /** Moves by a whole number of pixels up to a maximum, in both directions. */
        static Transform jitter(int pixels) {
            requirePixels(pixels);
            return (random, size) -> AffineTransform.getTranslateInstance(
                    random.nextInt(2 * pixels + 1) - pixels, random.nextInt(2 * pixels + 1) - pixels);
        }

        /** Enlarges by a factor between two bounds. */
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

        /** Rotates by an angle up to a maximum, in either direction. */
        static Transform rotate(double degrees) {
            if (!(degrees >= 0 && degrees < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(
                        "an angle is a number of degrees from 0, not " + Decimals.text(degrees));
            }
            return (random, size) ->
                    AffineTransform.getRotateInstance(Math.toRadians(degrees * (2 * random.nextDouble() - 1)));
        }

        /** Adds a margin of grey around the image. */
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

    /** Equal texts mean equal transforms. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Transforms transforms && text.equals(transforms.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }
}
