package io.eyewitness.nn.data;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.FileSystemException;
import javax.imageio.ImageIO;

/** Decodes pictures (JPEG, PNG, GIF, BMP) to red, green and blue. */
final class Decoder {
    private static final int CHANNELS = 3;

    static {
        ImageIO.setUseCache(false);
    }

    private Decoder() {}

    /** The picture without transparency; the grey of a grey one in all three channels. */
    static BufferedImage decode(Picture picture) throws IOException {
        BufferedImage decoded;
        try {
            decoded = ImageIO.read(new ByteArrayInputStream(picture.content().read()));
        } catch (FileSystemException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw new BadData(picture.name(), "the picture is damaged: " + e.getMessage(), e);
        }
        if (decoded == null) {
            throw new BadData(picture.name(), "it is no picture of a known kind");
        }
        return isGrey(decoded) ? fromGrey(decoded) : fromColours(decoded);
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

    private static boolean isGrey(BufferedImage picture) {
        return picture.getColorModel().getColorSpace().getType() == ColorSpace.TYPE_GRAY;
    }

    /** Takes the samples as they are; Java's own conversion takes grey as linear and would brighten it. */
    private static BufferedImage fromGrey(BufferedImage picture) {
        int largest = (1 << picture.getColorModel().getComponentSize(0)) - 1;
        BufferedImage result = new BufferedImage(picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                int grey = picture.getRaster().getSample(x, y, 0) * 255 / largest;
                result.setRGB(x, y, grey << 16 | grey << 8 | grey);
            }
        }
        return result;
    }

    private static BufferedImage fromColours(BufferedImage picture) {
        int width = picture.getWidth();
        int height = picture.getHeight();
        BufferedImage result = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        result.setRGB(0, 0, width, height, picture.getRGB(0, 0, width, height, null, 0, width), 0, width);
        return result;
    }
}
