package io.eyewitness.nn.visualize;

import io.eyewitness.nn.image.LabelledImages;
import io.eyewitness.nn.network.Network;
import io.eyewitness.nn.progress.Progress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The predictions of a network at natural images.
 *
 * @param readings one for each image, in their order
 */
public record Examples(List<Prediction> readings) {
    private static final int BATCH = 50;

    public Examples {
        readings = List.copyOf(readings);
    }

    /**
     * Shows the images to the network.
     *
     * @param progress is told after each batch how many images it held
     * @throws IllegalArgumentException if the images do not fit the network
     * @throws io.eyewitness.nn.tensor.NotFinite naming the image, if a value is not finite
     */
    public static Examples of(Network network, UnitSpec unit, LabelledImages images, Progress progress) {
        images.requireFor(network.input().channels());
        Objective objective = unit.objective();
        List<Prediction> readings = new ArrayList<>();
        images.inBatches(network.manager(), BATCH, (batch, from, to) -> {
            readings.addAll(Prediction.of(network, objective, batch));
            progress.finished(to - from);
        });
        return new Examples(readings);
    }

    /** The numbers of the images with the largest values, the largest first; of equal ones the first. */
    public int[] largest(int count) {
        return first(count, Comparator.comparing(i -> -readings.get(i).value()));
    }

    /** The numbers of the images with the smallest values, the smallest first; of equal ones the first. */
    public int[] smallest(int count) {
        return first(count, Comparator.comparing(i -> readings.get(i).value()));
    }

    private int[] first(int count, Comparator<Integer> order) {
        return IntStream.range(0, readings.size())
                .boxed()
                .sorted(order)
                .limit(count)
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
