package io.eyewitness.nn.gallery;

import io.eyewitness.nn.image.Images;
import java.awt.image.BufferedImage;

/** Converts images to pictures. */
public final class Png {
    private Png() {}

    /** One image of a batch, with each value rounded to one of 256 levels. */
    public static BufferedImage picture(Images images, int index) {
        BufferedImage picture = new BufferedImage(images.width(), images.height(), BufferedImage.TYPE_INT_RGB);
        int last = images.channels() - 1;
        for (int y = 0; y < images.height(); y++) {
            for (int x = 0; x < images.width(); x++) {
                int red = Images.level(images.at(index, 0, y, x));
                int green = Images.level(images.at(index, Math.min(1, last), y, x));
                int blue = Images.level(images.at(index, last, y, x));
                picture.setRGB(x, y, red << 16 | green << 8 | blue);
            }
        }
        return picture;
    }
}
