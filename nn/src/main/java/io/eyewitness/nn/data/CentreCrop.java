package io.eyewitness.nn.data;

import io.eyewitness.nn.picture.PictureFile;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.Optional;

/**
 * The centre crop of a picture, a square.
 *
 * @param size of the square, in pixels
 * @param scaled whether the short side of the picture is first scaled to this size
 */
public record CentreCrop(int size, boolean scaled) {
    public CentreCrop {
        if (size < 1) {
            throw new IllegalArgumentException(
                    "a square of " + size + " pixels is no picture; give a size of at least 1");
        }
    }

    /** The largest central square, scaled. */
    public CentreCrop(int size) {
        this(size, true);
    }

    /** The reason why the picture does not contain the square, if it does not. */
    Optional<String> misfit(BufferedImage picture) {
        int shortSide = Math.min(picture.getWidth(), picture.getHeight());
        int longSide = Math.max(picture.getWidth(), picture.getHeight());
        if (!scaled && shortSide < size) {
            return Optional.of("too small for a square of " + size + " pixels");
        }
        return scaled && (long) longSide * size / shortSide * size > PictureFile.MOST_PIXELS
                ? Optional.of("too long and narrow to be scaled so that its short side has " + size + " pixels")
                : Optional.empty();
    }

    /** The square of a picture without transparency. */
    BufferedImage of(BufferedImage picture) {
        BufferedImage whole = scaled ? scaled(picture) : picture;
        return whole.getSubimage((whole.getWidth() - size) / 2, (whole.getHeight() - size) / 2, size, size);
    }

    /** Scales by halves as long as possible, because bilinear interpolation uses four pixels only and would skip others. */
    private BufferedImage scaled(BufferedImage picture) {
        int shortSide = Math.min(picture.getWidth(), picture.getHeight());
        if (shortSide == size) {
            return picture;
        }
        int next = shortSide >= 2 * size ? (shortSide + 1) / 2 : size;
        double scale = (double) next / shortSide;
        int width = (int) Math.max(size, Math.round(picture.getWidth() * scale));
        int height = (int) Math.max(size, Math.round(picture.getHeight() * scale));
        BufferedImage result = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = result.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(picture, 0, 0, width, height, null);
        graphics.dispose();
        return scaled(result);
    }
}
