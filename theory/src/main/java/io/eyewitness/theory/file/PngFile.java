package io.eyewitness.theory.file;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/** Pictures as PNG files, made in memory: by default Java makes them in the folder of temporary files. */
public final class PngFile {
    static {
        ImageIO.setUseCache(false);
    }

    private PngFile() {}

    /** The bytes of the file. */
    public static byte[] bytes(BufferedImage picture) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(picture, "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
