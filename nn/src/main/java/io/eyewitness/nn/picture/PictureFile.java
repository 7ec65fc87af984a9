package io.eyewitness.nn.picture;

import io.eyewitness.theory.file.NativeLibrary;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * The file of one picture. A file that holds the whole picture is accepted: bytes after its end are ignored, and a JPEG may lack its last
 * marker. If a file has frames or pages, the first one is used.
 */
public final class PictureFile {
    /** The largest number of pixels that are read: decoding 100 megapixels takes half a gigabyte. */
    public static final int MOST_PIXELS = 100_000_000;

    private static final int FIRST_LAB = 8;
    private static final int LAST_LAB = 10;
    private static final int EXIF_START = 6;

    private PictureFile() {}

    /**
     * Reads a picture.
     *
     * @param file all of its bytes
     * @throws UnreadablePicture if it is no picture, of an unsupported kind, damaged, or too large
     */
    public static DecodedPicture read(byte[] file) throws UnreadablePicture {
        PictureKind kind = PictureKind.of(file).orElseThrow(() -> new UnreadablePicture(PictureKind.whyNot(file)));
        try {
            return read(kind, file);
        } catch (OutOfMemoryError e) {
            throw new UnreadablePicture(
                    "there is not enough memory for its pixels; scale it down, or set EYEWITNESS_JAVA_OPTS=-Xmx8g", e);
        } catch (NativeLibrary.Unusable e) {
            throw e;
        } catch (RuntimeException e) {
            throw new UnreadablePicture("the picture is damaged", e);
        }
    }

    private static DecodedPicture read(PictureKind kind, byte[] file) throws UnreadablePicture {
        Parts parts = Parts.of(kind, file);
        return switch (kind) {
            case JPEG -> JpegReader.read(file, parts);
            case PNG -> PngReader.read(file, parts);
            case GIF -> gif(file, parts);
            case WEBP -> WebPReader.read(file, parts);
            case TIFF -> tiff(file);
            case BMP -> still(whole(kind, file), Optional.empty());
        };
    }

    /** An image without warnings of the reader. */
    static FirstImage whole(PictureKind kind, byte[] file) throws UnreadablePicture {
        FirstImage first = FirstImage.of(kind, file);
        if (!first.warnings().isEmpty()) {
            throw UnreadablePicture.damaged(first.warnings().get(0));
        }
        return first;
    }

    static DecodedPicture still(FirstImage first, Optional<ByteBuffer> exif) {
        return new DecodedPicture(upright(Colours.of(first.image()), exif), first.isFirstOfMany());
    }

    /**
     * Turns a picture upright by its EXIF.
     *
     * @param exif with or without the six bytes at its start in a JPEG
     */
    static BufferedImage upright(BufferedImage picture, Optional<ByteBuffer> exif) {
        Optional<Tags> tags = exif.map(part ->
                Tags.of(Parts.startsAsExif(part) ? part.slice(EXIF_START, part.remaining() - EXIF_START) : part));
        return Orientation.upright(
                picture, tags.map(all -> all.get(Tags.ORIENTATION, 1)).orElse(1));
    }

    /** A frame at its place on the canvas; the rest is black. */
    static BufferedImage placed(BufferedImage frame, int left, int top, int width, int height)
            throws UnreadablePicture {
        int right = Math.max(width, left + frame.getWidth());
        int bottom = Math.max(height, top + frame.getHeight());
        if (right == frame.getWidth() && bottom == frame.getHeight()) {
            return frame;
        }
        FirstImage.requireFew(right, bottom);
        BufferedImage canvas = new BufferedImage(right, bottom, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = canvas.createGraphics();
        graphics.drawImage(frame, left, top, null);
        graphics.dispose();
        return canvas;
    }

    private static DecodedPicture gif(byte[] file, Parts parts) throws UnreadablePicture {
        FirstImage first = whole(PictureKind.GIF, file);
        BufferedImage frame = Colours.of(first.image());
        ByteBuffer head = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        ByteBuffer place = parts.get(Parts.FRAME)
                .orElse(ByteBuffer.allocate(Integer.BYTES))
                .order(ByteOrder.LITTLE_ENDIAN);
        BufferedImage canvas = placed(
                frame,
                Short.toUnsignedInt(place.getShort()),
                Short.toUnsignedInt(place.getShort()),
                Short.toUnsignedInt(head.getShort(6)),
                Short.toUnsignedInt(head.getShort(8)));
        return new DecodedPicture(canvas, first.isFirstOfMany());
    }

    private static DecodedPicture tiff(byte[] file) throws UnreadablePicture {
        Tags tags = Tags.of(ByteBuffer.wrap(file));
        if (tags.get(Tags.SUBFILE, 0) % 2 != 0) {
            throw new UnreadablePicture(
                    "its first image is only a preview, as in raw files of cameras" + PictureKind.CONVERT);
        }
        int meaning = tags.get(Tags.PHOTOMETRIC, 0);
        if (meaning >= FIRST_LAB && meaning <= LAST_LAB) {
            throw new UnreadablePicture("its colours are CIE L*a*b*" + PictureKind.CONVERT);
        }
        return still(whole(PictureKind.TIFF, file), Optional.of(ByteBuffer.wrap(file)));
    }
}
