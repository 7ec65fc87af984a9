package io.eyewitness.nn.visualize;

import io.eyewitness.nn.image.LabelledImages;
import io.eyewitness.nn.network.Network;
import io.eyewitness.nn.progress.Progress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The predictions of a network at natural images, with the values of a unit.
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
        return ofEach(network, List.of(unit), images, progress).get(0);
    }

    /**
     * Shows the images to the network once for all of some units.
     *
     * @param progress is told after each batch how many images it held
     * @return one for each unit, in their order
     * @throws IllegalArgumentException if the images do not fit the network
     * @throws io.eyewitness.nn.tensor.NotFinite naming the image, if a value is not finite
     */
    public static List<Examples> ofEach(
            Network network, List<UnitSpec> units, LabelledImages images, Progress progress) {
        images.requireFor(network.input().channels());
        List<Objective> objectives = units.stream().map(UnitSpec::objective).toList();
        List<List<Prediction>> readings =
                units.stream().<List<Prediction>>map(unit -> new ArrayList<>()).toList();
        images.inBatches(network.manager(), BATCH, (batch, from, to) -> {
            List<List<Prediction>> each = Prediction.ofEach(network, objectives, batch);
            for (int i = 0; i < each.size(); i++) {
                readings.get(i).addAll(each.get(i));
            }
            progress.finished(to - from);
        });
        return readings.stream().map(Examples::new).toList();
    }

    /** The numbers of the images with the largest values, in descending order; equal values in the order of the images. */
    public int[] largest(int count) {
        return first(count, Comparator.comparing(i -> -readings.get(i).value()));
    }

    /** The numbers of the images with the smallest values, in ascending order; equal values in the order of the images. */
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
