package io.eyewitness.theory.file;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** Pictures as PNG files, made in memory: by default Java makes them in the folder of temporary files. */
public final class PngFile {
    private static final String FORMAT = "png";

    static {
        ImageIO.setUseCache(false);
    }

    private PngFile() {}

    /**
     * The bytes of a small file: some of the picture's colours are kept, and each other becomes the nearest of these. The most frequent one is
     * kept first, then in turn the one whose number of pixels, times its squared distance to the nearest colour that is kept, is largest.
     *
     * @param colours how many are kept, from 1 to 256
     */
    public static byte[] bytes(BufferedImage picture, int colours) {
        Map<Integer, Integer> counts = new HashMap<>();
        int[] pixels = picture.getRGB(0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth());
        for (int pixel : pixels) {
            counts.merge(pixel, 1, Integer::sum);
        }
        int[] palette = palette(new TreeMap<>(counts), colours);
        Map<Integer, Integer> indices = new HashMap<>();
        counts.keySet().forEach(colour -> indices.put(colour, nearest(colour, palette)));
        BufferedImage small = new BufferedImage(
                picture.getWidth(),
                picture.getHeight(),
                BufferedImage.TYPE_BYTE_INDEXED,
                new IndexColorModel(Byte.SIZE, palette.length, palette, 0, false, -1, DataBuffer.TYPE_BYTE));
        for (int i = 0; i < pixels.length; i++) {
            small.getRaster().setSample(i % picture.getWidth(), i / picture.getWidth(), 0, indices.get(pixels[i]));
        }
        return deflated(small);
    }

    private static byte[] deflated(BufferedImage picture) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName(FORMAT).next();
        ImageWriteParam parameters = writer.getDefaultWriteParam();
        parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        parameters.setCompressionQuality(0);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream output = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(output);
            writer.write(null, new IIOImage(picture, null, null), parameters);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private static int[] palette(SortedMap<Integer, Integer> counts, int size) {
        int[] palette = {};
        while (palette.length < Math.min(size, counts.size())) {
            int[] kept = palette;
            int next = counts.keySet().stream()
                    .max(Comparator.comparingLong(colour -> (long) counts.get(colour)
                            * (kept.length == 0 ? 1 : distance(colour, kept[nearest(colour, kept)]))))
                    .orElseThrow();
            palette = Arrays.copyOf(kept, kept.length + 1);
            palette[kept.length] = next;
        }
        return palette;
    }

    private static int nearest(int colour, int... palette) {
        return IntStream.range(0, palette.length)
                .boxed()
                .min(Comparator.comparingInt(i -> distance(colour, palette[i])))
                .orElseThrow();
    }

    private static int distance(int one, int other) {
        int sum = 0;
        for (int shift = 0; shift < 3 * Byte.SIZE; shift += Byte.SIZE) {
            int difference = (one >> shift & 0xff) - (other >> shift & 0xff);
            sum += difference * difference;
        }
        return sum;
    }

    /** The bytes of the file. */
    public static byte[] bytes(BufferedImage picture) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(picture, FORMAT, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
