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
 * @param scaled whether the short side of the picture is scaled to the size before
 */
public record CentreCrop(int size, boolean scaled) {
    public CentreCrop {
        if (size < 1) {
            throw new IllegalArgumentException("a size of " + size + " leaves no picture");
        }
    }

    /** As much of the picture as a square holds, scaled. */
    public CentreCrop(int size) {
        this(size, true);
    }

    /** Why the picture does not hold the square, if it does not. */
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

    /** The square; from a picture without transparency. */
    BufferedImage of(BufferedImage picture) {
        BufferedImage whole = scaled ? scaled(picture) : picture;
        return whole.getSubimage((whole.getWidth() - size) / 2, (whole.getHeight() - size) / 2, size, size);
    }

    /** Halves while it can, since bilinear interpolation looks at four pixels only and would skip others. */
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
