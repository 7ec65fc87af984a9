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

/** Decodes pictures to labelled images; classes and pictures are in the order of their names. */
final class PictureDecoder {
    private static final int CHANNELS = 3;

    /** The order of classes and pictures. */
    static final Comparator<Picture> ORDER =
            Comparator.comparing(Picture::label).thenComparing(Picture::name);

    private PictureDecoder() {}

    /** Decodes pictures as {@link #inOrder} does, in the order of their classes and names. */
    static LabelledImages decode(String from, List<Picture> pictures, CentreCrop frame, Consumer<String> notes)
            throws IOException {
        return inOrder(from, pictures.stream().sorted(ORDER).toList(), frame, notes);
    }

    /**
     * Decodes pictures, on all processors; classes are in the order of their names.
     *
     * @param from the name of the data set in messages
     * @param frame the crop of each picture, or null for whole pictures
     * @param notes takes a sentence about files of several pictures, of which the first is used
     * @throws MalformedData if there is no picture, or a picture is damaged or has another size than the first one
     */
    static LabelledImages inOrder(String from, List<Picture> sorted, CentreCrop frame, Consumer<String> notes)
            throws IOException {
        if (sorted.isEmpty()) {
            throw new MalformedData(from, "there are no pictures in it");
        }
        List<String> classes =
                sorted.stream().map(Picture::label).distinct().sorted().toList();
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
            notes.accept(
                    first.get(0) + (first.size() > 1 ? " and " + (first.size() - 1) + " more files hold" : " holds")
                            + " several pictures (frames or pages); the first one is used");
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
                    from,
                    count + " pictures of " + shape + " do not fit in memory at once (2 GiB); use fewer pictures");
        }
        return (int) size;
    }

    /** Decodes a picture and writes its pixels; returns whether its file holds more pictures. */
    private static boolean write(Picture picture, CentreCrop frame, ImageShape shape, byte[] pixels, int at) {
        try {
            DecodedPicture still = framed(picture, frame);
            BufferedImage decoded = still.image();
            if (!shape(decoded).equals(shape)) {
                throw new MalformedData(
                        picture.name(), "it is " + shape(decoded) + ", but the first picture is " + shape);
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
     * The picture without transparency; a grey picture has the same values in all three channels.
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
