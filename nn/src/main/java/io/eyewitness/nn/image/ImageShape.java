package io.eyewitness.nn.image;

/**
 * The shape of an image.
 *
 * @param channels 1 for grey, 3 for red, green and blue
 * @param height in pixels
 * @param width in pixels
 */
public record ImageShape(int channels, int height, int width) {
    public ImageShape {
        if (channels < 1 || height < 1 || width < 1) {
            throw new IllegalArgumentException(
                    "an image of " + channels + " x " + height + " x " + width + " has no pixels");
        }
    }

    /** The number of bytes of an image, one for each channel of each pixel. */
    public int bytes() {
        return Math.multiplyExact(Math.multiplyExact(channels, height), width);
    }

    @Override
    public String toString() {
        return channels + " x " + height + " x " + width;
    }
}
