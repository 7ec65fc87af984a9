package io.eyewitness.nn.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.eyewitness.theory.decimal.Decimals;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * A value of a network that is infinite or NaN, for example because weights are too large for single precision. Comparisons with such a value
 * are meaningless, so it is refused where it leaves the network.
 */
public final class NotFinite extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String fault;
    private final int image;
    private final String remedy;

    private NotFinite(String fault, int image, String called, String remedy) {
        super(fault + " at " + called + "; " + remedy);
        this.fault = fault;
        this.image = image;
        this.remedy = remedy;
    }

    /** This error with the name of the image. */
    public NotFinite at(String name) {
        return new NotFinite(fault, image, name, remedy);
    }

    /** The number of the image in its batch. */
    public int image() {
        return image;
    }

    /**
     * The activations of a network, if all are finite. If the images themselves are not finite, the network is not at fault.
     *
     * @param network its name
     * @param precision in which it is computed, on which the remedy depends
     * @param images its input
     * @param activations by layer, the first axis that of the images
     * @throws NotFinite naming the network, the first layer with such a value, and the number of the image in the batch
     */
    public static Map<String, NDArray> refusedIn(
            String network, Precision precision, NDArray images, Map<String, NDArray> activations) {
        if (!areFinite(images.getManager(), activations.values()) && areFinite(images.getManager(), List.of(images))) {
            activations.forEach((layer, values) -> refuse(network, precision, layer, values));
        }
        return activations;
    }

    /**
     * Whether all numbers of some arrays are finite, decided by one number from the device. A sum of finite numbers may overflow, but a sum
     * with an infinite or NaN summand is never finite.
     */
    private static boolean areFinite(NDManager manager, Collection<NDArray> arrays) {
        try (NDManager scratch = manager.newSubManager()) {
            return arrays.isEmpty() || Float.isFinite(sum(scratch, arrays).getFloat());
        }
    }

    /**
     * The sum of all numbers of some arrays, on their device: not finite if one of the numbers is not.
     *
     * @param arrays at least one
     */
    public static NDArray sum(NDManager manager, Collection<NDArray> arrays) {
        return arrays.stream()
                .map(NDArray::sum)
                .peek(part -> part.attach(manager))
                .reduce(NDArray::add)
                .orElseThrow();
    }

    private static void refuse(String network, Precision precision, String layer, NDArray array) {
        String called = precision == Precision.SINGLE ? network : network + " in the precision " + precision;
        String remedy = switch (precision) {
            case SINGLE -> "such a network cannot be measured: give other weights";
            case HALF ->
                "its numbers are too large for half precision, which ends at 65504: give --precision bfloat16 or single";
            case BFLOAT16 -> "give --precision single";
        };
        float[] values = array.toFloatArray();
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                int image = (int) (i / (values.length / array.getShape().get(0)));
                throw new NotFinite(
                        called + " gives " + Decimals.text(values[i]) + " for " + layer,
                        image,
                        "image " + image + " of " + array.getShape().get(0),
                        remedy);
            }
        }
    }
}
