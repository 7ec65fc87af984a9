package io.eyewitness.nn.picture;

import java.awt.image.BufferedImage;

/** Turns pictures upright by EXIF's tag Orientation: 1 is upright, 2 to 4 are flipped or upside down, 5 to 8 lie on their side. */
final class Orientation {
    private static final int UPRIGHT = 1;
    private static final int LAST = 8;
    private static final int FIRST_ON_ITS_SIDE = 5;

    private Orientation() {}

    /**
     * The picture upright.
     *
     * @param picture of type {@link BufferedImage#TYPE_INT_RGB}
     * @param orientation the value of the tag; values other than 2 to 8 are ignored
     */
    static BufferedImage upright(BufferedImage picture, int orientation) {
        if (orientation <= UPRIGHT || orientation > LAST) {
            return picture;
        }
        boolean isOnItsSide = orientation >= FIRST_ON_ITS_SIDE;
        boolean isFromTheRight = orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8;
        boolean isFromBelow = orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
        int right = picture.getWidth() - 1;
        int bottom = picture.getHeight() - 1;
        int width = isOnItsSide ? bottom + 1 : right + 1;
        int height = isOnItsSide ? right + 1 : bottom + 1;
        BufferedImage result = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int column = isOnItsSide ? y : x;
                int row = isOnItsSide ? x : y;
                int colour = picture.getRGB(isFromTheRight ? right - column : column, isFromBelow ? bottom - row : row);
                result.setRGB(x, y, colour);
            }
        }
        return result;
    }
}
