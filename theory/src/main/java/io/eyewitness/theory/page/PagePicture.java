package io.eyewitness.theory.page;

import io.eyewitness.theory.file.JpegFile;
import io.eyewitness.theory.file.PngFile;
import java.awt.image.BufferedImage;
import java.util.Base64;
import java.util.List;

/**
 * A picture with a caption below it.
 *
 * @param source its file, as a data URI
 * @param isSmall whether its pixels are to be seen
 * @param caption its lines, of which the first is bold; also what is read instead of the picture
 */
public record PagePicture(String source, boolean isSmall, List<String> caption) {
    /** Smaller pictures are shown larger, pixel by pixel. */
    private static final int SMALL = 100;

    private static final float QUALITY = 0.9f;

    public PagePicture {
        caption = List.copyOf(caption);
    }

    /** A picture: a small one as it is, a large one with the losses of JPEG. */
    public static PagePicture of(BufferedImage picture, List<String> caption) {
        boolean isSmall = picture.getWidth() < SMALL;
        return new PagePicture(isSmall ? png(PngFile.bytes(picture)) : jpeg(picture, QUALITY), isSmall, caption);
    }

    /** The data URI of a PNG file. */
    public static String png(byte[] file) {
        return "data:image/png;base64," + Base64.getEncoder().encodeToString(file);
    }

    /**
     * The data URI of a picture as JPEG.
     *
     * @param quality from 0, small, to 1
     */
    public static String jpeg(BufferedImage picture, float quality) {
        return "data:image/jpeg;base64," + Base64.getEncoder().encodeToString(JpegFile.bytes(picture, quality));
    }
}
