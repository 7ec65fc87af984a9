package io.eyewitness.nn.picture;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * The first image of a file, read by a plug-in of Image I/O: TwelveMonkeys' for JPEG and TIFF (which leaves plain JPEGs to Java's),
 * libwebp for WebP, and Java's for PNG, GIF and BMP.
 *
 * @param image in the colours of the plug-in
 * @param isFirstOfMany whether there are more images
 * @param warnings the warnings of the plug-in, without those that do not affect the pixels
 */
record FirstImage(BufferedImage image, boolean isFirstOfMany, List<String> warnings) {
    private static final String EARLY = ": it ends early";
    private static final String OF_JAVA = "com.sun.";

    /**
     * The warnings that do not affect the pixels. All other warnings of TwelveMonkeys and libjpeg mean damage or guessed pixels: missing or
     * extra bytes, impossible codes and coefficients, components with one name, quantisers that are cut to 8 bits, wrong colours in an Adobe
     * marker.
     */
    private static final List<Pattern> HARMLESS = Stream.of(
                    // Without a profile the colours are those that are usual.
                    "icc",
                    // The revision of JFIF changes nothing in how pixels are coded.
                    "unknown jfif revision",
                    // JFIF and its extension hold a density and a thumbnail; without them the colours are YCbCr, as
                    // with them.
                    "^bogus app0/",
                    "jfif thumbnail|jfxx",
                    // Of EXIF only the orientation matters, which Tags reads from the file itself.
                    "^bogus app1/exif|^exif ",
                    // Grey has no colours that Adobe's marker could transform.
                    "^invalid adobe app14 marker.* has 1 color component")
            .map(Pattern::compile)
            .toList();

    /**
     * Reads the image.
     *
     * @throws UnreadablePicture if it has too many pixels, is damaged, or in a form that the plug-in does not support
     */
    static FirstImage of(PictureKind kind, byte[] file) throws UnreadablePicture {
        ImageReader reader = reader(kind);
        List<String> warnings = new ArrayList<>();
        reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
        try (ImageInputStream stream = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            reader.setInput(stream, false, true);
            requireFew(reader.getWidth(0), reader.getHeight(0));
            boolean isFirstOfMany = kind != PictureKind.JPEG && reader.getNumImages(true) > 1;
            BufferedImage image = reader.read(0);
            requireIntegers(image);
            return new FirstImage(
                    image,
                    isFirstOfMany,
                    warnings.stream().filter(FirstImage::isHarm).toList());
        } catch (UnreadablePicture e) {
            throw e;
        } catch (EOFException e) {
            throw new UnreadablePicture("the picture is damaged" + EARLY, e);
        } catch (IOException | RuntimeException e) {
            throw new UnreadablePicture("the picture is damaged" + how(e), e);
        } finally {
            reader.dispose();
        }
    }

    private static boolean isHarm(String warning) {
        String text = warning.toLowerCase(Locale.ROOT);
        return HARMLESS.stream().noneMatch(harmless -> harmless.matcher(text).find());
    }

    /** Refuses pictures with too many pixels for the memory, whatever the size of their files. */
    static void requireFew(int width, int height) throws UnreadablePicture {
        if ((long) width * height > PictureFile.MOST_PIXELS) {
            throw new UnreadablePicture("it has " + width + " x " + height + " pixels; pictures of at most "
                    + PictureFile.MOST_PIXELS / 1_000_000 + " million pixels are read, so scale it down");
        }
    }

    private static void requireIntegers(BufferedImage image) throws UnreadablePicture {
        int bits = image.getColorModel().getComponentSize(0);
        if (bits > Short.SIZE) {
            throw new UnreadablePicture("it has " + bits + " bits for each sample, but at most " + Short.SIZE
                    + " are read; convert it to 8 bits");
        }
    }

    /** The message of the plug-in, unless it is about Java. */
    private static String how(Exception problem) {
        for (Throwable told = problem; told instanceof IOException; told = told.getCause()) {
            String text = String.valueOf(told.getMessage());
            if (text.contains("NotEnoughData")) {
                return EARLY;
            }
            if (told.getCause() == null && told.getMessage() != null && !text.contains("Exception")) {
                return ": " + text.replace("Decode returned code", "libwebp reports");
            }
        }
        return problem.getCause() instanceof EOFException ? EARLY : "";
    }

    private static ImageReader reader(PictureKind kind) {
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(kind.name());
        ImageReader reader = readers.next();
        while (readers.hasNext() && reader.getClass().getName().startsWith(OF_JAVA)) {
            reader = readers.next();
        }
        return reader;
    }
}
