package io.eyewitness.nn.onnx;

import io.eyewitness.nn.network.InputSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * How images are fed to a network whose file does not say it.
 *
 * @param convention {@code imagenet}, {@code caffe}, {@code unit} or {@code MEAN/STD}; null for the usual one
 * @param layout {@code NCHW} or {@code NHWC}; null for what the file's shape says
 * @param output the value that is taken as logits, or the node that gives it; null for the network's output
 * @param size of the images, in pixels, where the file does not fix it; null for a usual one
 */
public record ImageInput(String convention, String layout, String output, Integer size) {
    /** All as usual. */
    public static final ImageInput USUAL = new ImageInput(null, null, null, null);

    private static final float GREY_MEAN = 0.449f;
    private static final float GREY_DEVIATION = 0.226f;
    private static final List<Float> CAFFE = List.of(123.68f, 116.779f, 103.939f);
    private static final float LEVELS = 255;
    private static final String FORMS = "imagenet, caffe, unit, or MEAN/STD, each one number or one for each channel"
            + " parted by commas, of pixels in [0,1]";

    /**
     * The names of values may be anything.
     *
     * @throws IllegalArgumentException naming a layout that is none
     */
    public ImageInput {
        if (layout != null && !layout.equals("NCHW") && !layout.equals("NHWC")) {
            throw new IllegalArgumentException("'" + layout + "' is no layout; give NCHW or NHWC");
        }
    }

    /** Whether the channels come in the order blue, green, red. */
    boolean isBlueFirst() {
        return "caffe".equals(convention);
    }

    /**
     * The normalisation.
     *
     * @throws IllegalArgumentException naming the forms, if the convention is none
     */
    InputSpec spec(int channels, int pixels) {
        String given = convention == null ? "imagenet" : convention;
        return switch (given) {
            case "imagenet" ->
                channels == InputSpec.IMAGENET.channels()
                        ? new InputSpec(pixels, InputSpec.IMAGENET.mean(), InputSpec.IMAGENET.deviation())
                        : new InputSpec(pixels, all(channels, GREY_MEAN), all(channels, GREY_DEVIATION));
            case "caffe" -> {
                if (channels != CAFFE.size()) {
                    throw new IllegalArgumentException(
                            "--input caffe is for images in colour, not of " + channels + " channels");
                }
                yield new InputSpec(
                        pixels, CAFFE.stream().map(mean -> mean / LEVELS).toList(), all(channels, 1 / LEVELS));
            }
            case "unit" -> new InputSpec(pixels, all(channels, 0), all(channels, 1));
            default -> own(given, channels, pixels);
        };
    }

    private static InputSpec own(String given, int channels, int pixels) {
        String[] parts = given.split("/", -1);
        if (parts.length != 2) {
            throw new IllegalArgumentException("'" + given + "' is no convention of --input; give " + FORMS);
        }
        return new InputSpec(pixels, numbers(given, parts[0], channels), numbers(given, parts[1], channels));
    }

    private static List<Float> numbers(String given, String text, int channels) {
        try {
            List<Float> numbers = new ArrayList<>(Arrays.stream(text.split(",", -1))
                    .map(number -> Float.valueOf(number.strip()))
                    .toList());
            if (numbers.size() == 1) {
                return all(channels, numbers.get(0));
            }
            if (numbers.size() == channels) {
                return numbers;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + given + "' holds what is not a number; --input takes " + FORMS, e);
        }
        throw new IllegalArgumentException(
                "'" + given + "' has not one number for each of " + channels + " channels; --input takes " + FORMS);
    }

    private static List<Float> all(int channels, float number) {
        return Collections.nCopies(channels, number);
    }
}
