package io.eyewitness.nn.picture;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * The first image of a file, as a plug-in of Image I/O reads it: TwelveMonkeys' for JPEG and TIFF (which leaves plain JPEGs to Java's),
 * libwebp for WebP, and Java's for PNG, GIF and BMP.
 *
 * @param image in the colours that the plug-in gives
 * @param isFirstOfMany whether there are more
 * @param warnings what the plug-in found wrong, but for what leaves the pixels as they should be
 */
record FirstImage(BufferedImage image, boolean isFirstOfMany, List<String> warnings) {
    private static final String EARLY = ": it ends early";
    private static final String OF_JAVA = "com.sun.";

    /** Colours that are not told leave those that are usual. */
    private static final Predicate<String> HARMLESS = warning -> {
        String text = warning.toLowerCase(Locale.ROOT);
        return text.contains("icc") || text.contains("unknown jfif revision");
    };

    /**
     * Reads it.
     *
     * @throws UnreadablePicture if it has too many pixels, is damaged, or of a form that the plug-in does not know
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
                    warnings.stream().filter(HARMLESS.negate()).toList());
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

    /** Refuses pictures that would fill the memory, whatever the size of their files. */
    static void requireFew(int width, int height) throws UnreadablePicture {
        if ((long) width * height > PictureFile.MOST_PIXELS) {
            throw new UnreadablePicture("it has " + width + " x " + height + " pixels; pictures of at most "
                    + PictureFile.MOST_PIXELS / 1_000_000 + " million are read, so scale it down");
        }
    }

    private static void requireIntegers(BufferedImage image) throws UnreadablePicture {
        int bits = image.getColorModel().getComponentSize(0);
        if (bits > Short.SIZE) {
            throw new UnreadablePicture("it has " + bits + " bits a sample; at most " + Short.SIZE + " are read");
        }
    }

    /** What was told, unless it is told in terms of Java. */
    private static String how(Exception problem) {
        for (Throwable told = problem; told instanceof IOException; told = told.getCause()) {
            String text = String.valueOf(told.getMessage());
            if (text.contains("NotEnoughData")) {
                return EARLY;
            }
            if (told.getCause() == null && told.getMessage() != null && !text.contains("Exception")) {
                return ": " + text.replace("Decode returned code", "libwebp tells");
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
