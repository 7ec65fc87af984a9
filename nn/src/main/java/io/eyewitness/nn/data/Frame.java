package io.eyewitness.nn.data;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;

/**
 * What of a picture is kept: its short side is scaled to the size, and the square in its centre cut out.
 *
 * @param size in pixels
 */
public record Frame(int size) {
    public Frame {
        if (size < 1) {
            throw new IllegalArgumentException("a size of " + size + " leaves no picture");
        }
    }

    /** The square; from a picture without transparency. */
    BufferedImage of(BufferedImage picture) {
        BufferedImage scaled = scaled(picture);
        return scaled.getSubimage((scaled.getWidth() - size) / 2, (scaled.getHeight() - size) / 2, size, size);
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
