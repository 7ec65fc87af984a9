package io.eyewitness.nn.fool.twins;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.eyewitness.nn.image.Images;
import io.eyewitness.nn.image.LabelledImages;
import io.eyewitness.nn.network.InputSpec;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The l1-distances, in a network's normalised input, from some images (the centres) to the nearest image that was shown. Mutable, for one
 * thread.
 */
final class NearestDistances {
    private static final int TOGETHER = 1000;

    private final InputSpec input;
    private final List<Images> centres;
    private final double[] distances;

    NearestDistances(InputSpec input, List<Images> centres) {
        this.input = input;
        this.centres = List.copyOf(centres);
        this.distances = new double[centres.size()];
        Arrays.fill(distances, Double.POSITIVE_INFINITY);
    }

    /** Shows images, shape (batch, channels, height, width) of the centres. */
    void show(NDArray images) {
        float[] values = images.toFloatArray();
        int pixels = centres.get(0).values().length;
        IntStream.range(0, centres.size()).parallel().forEach(i -> {
            for (int start = 0; start < values.length; start += pixels) {
                distances[i] = Math.min(distances[i], distance(centres.get(i), values, start));
            }
        });
    }

    /** Shows images in the memory of Java. */
    void show(NDManager manager, Images images) {
        try (NDManager scratch = manager.newSubManager()) {
            show(images.on(scratch));
        }
    }

    /** Shows natural images. */
    void show(NDManager manager, LabelledImages images) {
        images.inBatches(manager, TOGETHER, (batch, from, to) -> show(batch));
    }

    /** Takes note of the distances to the nearest of other images, centre by centre. */
    void note(double... others) {
        for (int i = 0; i < distances.length; i++) {
            distances[i] = Math.min(distances[i], others[i]);
        }
    }

    private double distance(Images centre, float[] values, int start) {
        int places = centre.height() * centre.width();
        double distance = 0;
        for (int channel = 0; channel < centre.channels(); channel++) {
            double sum = 0;
            for (int i = channel * places; i < (channel + 1) * places; i++) {
                sum += Math.abs(centre.values()[i] - values[start + i]);
            }
            distance += sum / input.deviation().get(channel);
        }
        return distance;
    }

    /** The distance of each centre to the nearest image so far; infinite before an image was shown. */
    double[] distances() {
        return distances.clone();
    }
}
