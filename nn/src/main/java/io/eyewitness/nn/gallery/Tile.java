package io.eyewitness.nn.gallery;

import java.awt.image.BufferedImage;
import java.util.List;

/**
 * A picture and what stands below it.
 *
 * @param picture of any size
 * @param file the name of its file, or empty if it has none
 * @param caption lines; the first stands out
 */
public record Tile(BufferedImage picture, String file, List<String> caption) {
    public Tile {
        caption = List.copyOf(caption);
    }
}
