package io.eyewitness.nn.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.eyewitness.theory.decimal.Decimals;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * A value of a network that is infinite or not a number, as weights that are too large for single precision give. Nothing that is compared
 * with such a value means anything, so it is refused where it leaves the network.
 */
public final class NotFinite extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String fault;
    private final int image;

    private NotFinite(String fault, int image, String called) {
        super(fault + " at " + called + "; nothing can be measured of such a network: give other weights");
        this.fault = fault;
        this.image = image;
    }

    /** The same of an image with a name. */
    public NotFinite at(String name) {
        return new NotFinite(fault, image, name);
    }

    /** The number of the image in its batch. */
    public int image() {
        return image;
    }

    /**
     * The activations of a network, if all are finite. Images that are not finite themselves are no fault of it.
     *
     * @param network its name
     * @param images that it was shown
     * @param activations by layer, the first axis that of the images
     * @throws NotFinite naming the network, the first such layer, and the image by its number in the batch
     */
    public static Map<String, NDArray> refusedIn(String network, NDArray images, Map<String, NDArray> activations) {
        if (!areFinite(images.getManager(), activations.values()) && areFinite(images.getManager(), List.of(images))) {
            activations.forEach((layer, values) -> refuse(network, layer, values));
        }
        return activations;
    }

    /**
     * Whether all numbers of some arrays are finite, by one number from the device. A sum of finite numbers may overflow, but one with
     * others never is finite.
     */
    private static boolean areFinite(NDManager manager, Collection<NDArray> arrays) {
        try (NDManager scratch = manager.newSubManager()) {
            float[] sum = new float[1];
            arrays.stream()
                    .map(NDArray::sum)
                    .peek(part -> part.attach(scratch))
                    .reduce(NDArray::add)
                    .ifPresent(all -> sum[0] = all.getFloat());
            return Float.isFinite(sum[0]);
        }
    }

    private static void refuse(String network, String layer, NDArray array) {
        float[] values = array.toFloatArray();
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                int image = (int) (i / (values.length / array.getShape().get(0)));
                throw new NotFinite(
                        network + " gives " + Decimals.text(values[i]) + " for " + layer,
                        image,
                        "image " + image + " of " + array.getShape().get(0));
            }
        }
    }
}
