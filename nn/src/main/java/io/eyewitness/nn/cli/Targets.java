package io.eyewitness.nn.cli;

import ai.djl.ndarray.NDManager;
import io.eyewitness.nn.data.CentreCrop;
import io.eyewitness.nn.data.ImageFolder;
import io.eyewitness.nn.fool.EyePicture;
import io.eyewitness.nn.fool.Fooling;
import io.eyewitness.nn.fool.TargetPicture;
import io.eyewitness.nn.image.Images;
import io.eyewitness.nn.image.LabelledImages;
import io.eyewitness.nn.network.Network;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/** The picture that fooled logits are to show, as an option says it. */
final class Targets {
    private static final String UNIT = "unit:";

    private Targets() {}

    /**
     * The picture.
     *
     * @param text a file, {@code unit:K}, or null for the drawing of an eye
     * @param notes takes a sentence where the file holds more than a picture
     * @throws IllegalArgumentException if there is no such logit, or the picture shows nothing
     * @throws IOException naming the file, if it is missing or no picture
     */
    static TargetPicture picture(String text, Fooling fooling, Consumer<String> notes) throws IOException {
        String name = text == null ? EyePicture.NAME : text.startsWith(UNIT) ? text : fileName(text);
        return new TargetPicture(
                name,
                image(text, fooling.truth(), fooling.plan().size(), fooling::visualization, notes),
                fooling.truth().input(),
                fooling.outputs(),
                fooling.naturalRange());
    }

    /**
     * The picture by itself.
     *
     * @param size in pixels
     * @param visualization of a logit, {@code unit:K}
     * @param notes takes a sentence where the file holds more than a picture
     * @throws IllegalArgumentException if there is no such logit
     * @throws IOException naming the file, if it is missing or no picture
     */
    static Images image(
            String text, Network network, int size, IntFunction<Images> visualization, Consumer<String> notes)
            throws IOException {
        int channels = network.input().channels();
        if (text == null) {
            return EyePicture.of(channels, size);
        }
        if (text.startsWith(UNIT)) {
            return visualization.apply(number(text.substring(UNIT.length())));
        }
        LabelledImages picture = ImageFolder.picture(Path.of(text), new CentreCrop(size), notes);
        try (NDManager scratch = network.manager().newSubManager()) {
            Images colours = Images.of(picture.batch(scratch, 0, 1));
            return channels == colours.channels() ? colours : grey(colours);
        }
    }

    private static String fileName(String text) {
        return String.valueOf(Path.of(text).getFileName());
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + text + "' is not the number of a logit", e);
        }
    }

    /** The mean of the colours. */
    private static Images grey(Images colours) {
        int places = colours.height() * colours.width();
        float[] values = new float[places];
        for (int i = 0; i < colours.values().length; i++) {
            values[i % places] += colours.values()[i] / colours.channels();
        }
        return new Images(1, 1, colours.height(), colours.width(), values);
    }
}
