package io.eyewitness.nn.picture;

import java.awt.Transparency;
import java.awt.color.CMMException;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.awt.image.ColorConvertOp;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DirectColorModel;
import java.awt.image.IndexColorModel;
import java.awt.image.WritableRaster;
import java.util.stream.IntStream;

/** Converts pictures to sRGB with 8 bits for each of red, green and blue, of type {@link BufferedImage#TYPE_INT_RGB}. */
final class Colours {
    private static final int LARGEST = 255;
    private static final int COLOURS = 3;
    private static final int PIXEL = 24;

    private Colours() {}

    /**
     * The picture of a reader in sRGB, without transparency: the colours beneath it count. Grey values without a profile stay the same; Java's
     * own conversion takes them as linear and would brighten them.
     */
    static BufferedImage of(BufferedImage picture) {
        ColorSpace space = picture.getColorModel().getColorSpace();
        if (isGrey(space)) {
            return samples(picture, levels(picture, 0), 1);
        }
        if (!space.isCS_sRGB()) {
            return new ColorConvertOp(null).filter(picture, empty(picture));
        }
        int width = picture.getWidth();
        int height = picture.getHeight();
        BufferedImage result = empty(picture);
        result.setRGB(0, 0, width, height, picture.getRGB(0, 0, width, height, null, 0, width), 0, width);
        return result;
    }

    /**
     * The picture of a reader in sRGB, if its samples are the intensity of light to the power of a number.
     *
     * @param gamma this number, such as 1 if samples are proportional to the light
     */
    static BufferedImage ofLight(BufferedImage picture, double gamma) {
        boolean isIndexed = picture.getColorModel() instanceof IndexColorModel;
        BufferedImage direct = isIndexed ? of(picture) : picture;
        int colours = isGrey(direct.getColorModel().getColorSpace()) ? 1 : COLOURS;
        return samples(direct, levels(direct, gamma), colours);
    }

    /**
     * The picture of samples that an ICC profile interprets.
     *
     * @param samples of which a grey profile uses the first
     * @param profile the file of the profile; if it is damaged or for other colour spaces, the samples stay the same, as in viewers
     */
    static BufferedImage ofProfile(BufferedImage samples, byte[] profile) {
        try {
            ICC_Profile meaning = ICC_Profile.getInstance(profile);
            ICC_ColorSpace space = new ICC_ColorSpace(meaning);
            return switch (space.getType()) {
                case ColorSpace.TYPE_RGB -> new ColorConvertOp(null).filter(inColours(samples, space), empty(samples));
                case ColorSpace.TYPE_GRAY -> new ColorConvertOp(null).filter(inGrey(samples, space), empty(samples));
                default -> samples;
            };
        } catch (IllegalArgumentException | CMMException e) {
            return samples;
        }
    }

    private static boolean isGrey(ColorSpace space) {
        return space.equals(ColorSpace.getInstance(ColorSpace.CS_GRAY));
    }

    private static BufferedImage inColours(BufferedImage samples, ColorSpace space) {
        ColorModel model = new DirectColorModel(space, PIXEL, 0xff0000, 0xff00, 0xff, 0, false, DataBuffer.TYPE_INT);
        return new BufferedImage(model, samples.getRaster(), false, null);
    }

    private static BufferedImage inGrey(BufferedImage samples, ColorSpace space) {
        ColorModel model = new ComponentColorModel(space, false, false, Transparency.OPAQUE, DataBuffer.TYPE_BYTE);
        int width = samples.getWidth();
        int height = samples.getHeight();
        WritableRaster raster = model.createCompatibleWritableRaster(width, height);
        raster.setSamples(0, 0, width, height, 0, samples.getRaster().getSamples(0, 0, width, height, 0, (int[]) null));
        return new BufferedImage(model, raster, false, null);
    }

    /** The level in sRGB for each sample value of a picture; proportional to the sample if gamma is 0. */
    private static int[] levels(BufferedImage picture, double gamma) {
        int largest = (1 << picture.getColorModel().getComponentSize(0)) - 1;
        return IntStream.rangeClosed(0, largest)
                .map(sample -> gamma == 0
                        ? sample * LARGEST / largest
                        : (int) Math.round(LARGEST * ofLight(Math.pow((double) sample / largest, 1 / gamma))))
                .toArray();
    }

    /** The transfer function of sRGB (IEC 61966-2-1). */
    private static double ofLight(double light) {
        return light <= 0.0031308 ? 12.92 * light : 1.055 * Math.pow(light, 1 / 2.4) - 0.055;
    }

    private static BufferedImage samples(BufferedImage picture, int[] levels, int colours) {
        BufferedImage result = empty(picture);
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                int rgb = 0;
                for (int i = 0; i < COLOURS; i++) {
                    rgb = rgb << Byte.SIZE | levels[picture.getRaster().getSample(x, y, colours == 1 ? 0 : i)];
                }
                result.setRGB(x, y, rgb);
            }
        }
        return result;
    }

    private static BufferedImage empty(BufferedImage picture) {
        return new BufferedImage(picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_INT_RGB);
    }
}
