package io.eyewitness.nn.data;

import io.eyewitness.nn.image.ImageShape;
import io.eyewitness.nn.picture.DecodedPicture;
import io.eyewitness.nn.picture.PictureFile;
import io.eyewitness.nn.picture.UnreadablePicture;
import java.awt.image.BufferedImage;
import java.io.IOException;

/** Decodes pictures to red, green and blue. */
final class Decoder {
    private static final int CHANNELS = 3;

    private Decoder() {}

    /**
     * The picture without transparency; the grey of a grey one in all three channels.
     *
     * @throws MalformedData naming a picture that cannot be used
     */
    static DecodedPicture decode(Picture picture) throws IOException {
        byte[] file = picture.content().read();
        try {
            return PictureFile.read(file);
        } catch (UnreadablePicture e) {
            throw new MalformedData(picture.name(), e.getMessage(), e);
        }
    }

    static ImageShape shape(BufferedImage picture) {
        return new ImageShape(CHANNELS, picture.getHeight(), picture.getWidth());
    }

    /** Writes the picture as bytes in the order channel, row, column. */
    static void write(BufferedImage picture, byte[] target, int at) {
        int width = picture.getWidth();
        int[] colours = picture.getRGB(0, 0, width, picture.getHeight(), null, 0, width);
        for (int channel = 0; channel < CHANNELS; channel++) {
            int start = at + channel * colours.length;
            int shift = Byte.SIZE * (CHANNELS - 1 - channel);
            for (int i = 0; i < colours.length; i++) {
                target[start + i] = (byte) (colours[i] >> shift);
            }
        }
    }
}
