package io.eyewitness.nn.visualize;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.eyewitness.nn.image.Images;
import io.eyewitness.nn.network.Network;
import io.eyewitness.nn.tensor.NotFinite;
import io.eyewitness.nn.tensor.Precision;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The output of a network at an image, without any transform.
 *
 * @param value of the unit
 * @param topClass the number of the class with the largest logit
 * @param probability of that class
 */
public record Prediction(float value, int topClass, float probability) {
    /**
     * The prediction for each image.
     *
     * @throws NotFinite naming the image, if a value is not finite
     */
    public static List<Prediction> of(Network network, UnitSpec unit, Images images) {
        try (NDManager scratch = network.manager().newSubManager()) {
            return of(network, unit.objective(), images.on(scratch));
        }
    }

    /**
     * The prediction for each image of an array of shape (batch, channels, height, width).
     *
     * @throws NotFinite naming the image, if a value is not finite
     */
    public static List<Prediction> of(Network network, Objective unit, NDArray images) {
        return ofEach(network, List.of(unit), images).get(0);
    }

    /**
     * The predictions for each of some units, which the network computes together.
     *
     * @return by unit, in their order, the prediction for each image
     * @throws NotFinite naming the image, if a value is not finite
     */
    static List<List<Prediction>> ofEach(Network network, List<Objective> units, NDArray images) {
        Set<String> layers = new TreeSet<>(Set.of(Network.LOGITS));
        units.forEach(unit -> layers.addAll(unit.layers()));
        Map<String, NDArray> activations = network.activations(images, layers);
        return units.stream()
                .map(unit -> of(network, unit, images, activations))
                .toList();
    }

    private static List<Prediction> of(
            Network network, Objective unit, NDArray images, Map<String, NDArray> activations) {
        NDArray value = unit.of(new Activations(images, activations));
        NotFinite.refusedIn(network.name(), Precision.SINGLE, images, Map.of(unit.text(), value));
        float[] values = value.toFloatArray();
        NDArray probabilities = activations.get(Network.LOGITS).softmax(1);
        long[] classes = probabilities.argMax(1).toLongArray();
        float[] largest = probabilities.max(new int[] {1}).toFloatArray();
        List<Prediction> readings = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            readings.add(new Prediction(values[i], (int) classes[i], largest[i]));
        }
        return readings;
    }
}
