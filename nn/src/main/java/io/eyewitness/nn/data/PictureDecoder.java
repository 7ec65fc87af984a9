package io.eyewitness.nn.data;

import io.eyewitness.nn.image.ImageShape;
import io.eyewitness.nn.image.LabelledImages;
import io.eyewitness.nn.image.Source;
import io.eyewitness.nn.picture.DecodedPicture;
import io.eyewitness.nn.picture.PictureFile;
import io.eyewitness.nn.picture.UnreadablePicture;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Pictures decoded to labelled images, classes and pictures in the order of their names. */
final class PictureDecoder {
    private static final int CHANNELS = 3;

    private PictureDecoder() {}

    /**
     * Decodes pictures, on all processors.
     *
     * @param from what messages call the whole
     * @param frame what of each picture is kept, or null for all of it
     * @param notes takes a sentence about pictures that are the first of several in their files
     * @throws MalformedData where there is no picture, one is damaged, or one has another size than the first
     */
    static LabelledImages decode(String from, List<Picture> pictures, CentreCrop frame, Consumer<String> notes)
            throws IOException {
        if (pictures.isEmpty()) {
            throw new MalformedData(from, "there are no pictures in it");
        }
        List<Picture> sorted = pictures.stream()
                .sorted(Comparator.comparing(Picture::label).thenComparing(Picture::name))
                .toList();
        List<String> classes = sorted.stream().map(Picture::label).distinct().toList();
        ImageShape shape = shape(framed(sorted.get(0), frame).image());
        byte[] pixels = new byte[size(from, sorted.size(), shape)];
        List<String> first;
        try {
            first = IntStream.range(0, sorted.size())
                    .parallel()
                    .filter(i -> write(sorted.get(i), frame, shape, pixels, i * shape.bytes()))
                    .mapToObj(i -> sorted.get(i).name())
                    .toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        if (!first.isEmpty()) {
            notes.accept("of " + first.get(0) + (first.size() > 1 ? " and " + (first.size() - 1) + " more files" : "")
                    + ", which move or have pages, the first picture is taken");
        }
        int[] labels = sorted.stream()
                .mapToInt(picture -> classes.indexOf(picture.label()))
                .toArray();
        List<Source> sources = sorted.stream().map(Picture::source).toList();
        return LabelledImages.of(shape, classes, pixels, labels).from(sources::get);
    }

    private static int size(String from, int count, ImageShape shape) throws MalformedData {
        long size = (long) count * shape.bytes();
        if (size > Integer.MAX_VALUE - Long.BYTES) {
            throw new MalformedData(
                    from, count + " pictures of " + shape + " are more than fit in memory at once (2 GiB); use fewer");
        }
        return (int) size;
    }

    /** Whether the file holds more. */
    private static boolean write(Picture picture, CentreCrop frame, ImageShape shape, byte[] pixels, int at) {
        try {
            DecodedPicture still = framed(picture, frame);
            BufferedImage decoded = still.image();
            if (!shape(decoded).equals(shape)) {
                throw new MalformedData(picture.name(), "it is " + shape(decoded) + ", the first picture " + shape);
            }
            write(decoded, pixels, at);
            return still.isFirstOfMany();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static DecodedPicture framed(Picture picture, CentreCrop frame) throws IOException {
        DecodedPicture still = decode(picture);
        BufferedImage decoded = still.image();
        Optional<String> misfit = frame == null ? Optional.empty() : frame.misfit(decoded);
        if (misfit.isPresent()) {
            throw new MalformedData(picture.name(), "it is " + shape(decoded) + ", " + misfit.get());
        }
        return new DecodedPicture(frame == null ? decoded : frame.of(decoded), still.isFirstOfMany());
    }

    /**
     * The picture without transparency; the grey of a grey one in all three channels.
     *
     * @throws MalformedData naming a picture that cannot be used
     */
    private static DecodedPicture decode(Picture picture) throws IOException {
        byte[] file = picture.content().read();
        try {
            return PictureFile.read(file);
        } catch (UnreadablePicture e) {
            throw new MalformedData(picture.name(), e.getMessage(), e);
        }
    }

    private static ImageShape shape(BufferedImage picture) {
        return new ImageShape(CHANNELS, picture.getHeight(), picture.getWidth());
    }

    /** Writes the picture as bytes in the order channel, row, column. */
    private static void write(BufferedImage picture, byte[] target, int at) {
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
