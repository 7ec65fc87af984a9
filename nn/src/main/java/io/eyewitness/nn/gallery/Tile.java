package io.eyewitness.nn.gallery;

import io.eyewitness.nn.image.Images;
import io.eyewitness.theory.page.PagePicture;
import java.awt.image.BufferedImage;
import java.util.List;

/**
 * A picture with a caption below it.
 *
 * @param picture of any size
 * @param file the name of its file, or empty if it has none
 * @param caption its lines; the first one is bold
 */
public record Tile(BufferedImage picture, String file, List<String> caption) {
    public Tile {
        caption = List.copyOf(caption);
    }

    /** The picture as it stands on a page; without a caption it is read by the name of its file. */
    public PagePicture pagePicture() {
        return PagePicture.of(picture, caption.isEmpty() ? List.of(file.isEmpty() ? "image" : file) : caption);
    }

    /** An image of a batch, without a file. */
    public static Tile of(Images images, int index, String... caption) {
        return new Tile(Png.picture(images, index), "", List.of(caption));
    }
}
