package io.eyewitness.nn.fool;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.eyewitness.nn.image.Images;
import io.eyewitness.nn.network.Network;
import io.eyewitness.nn.tensor.Gram;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.stat.correlation.PearsonsCorrelation;

/** The similarity of two images, from -1 to 1. */
@FunctionalInterface
public interface ImageSimilarity {
    /** The similarity. */
    double of(Images one, Images other);

    /**
     * The cosine of the Gram matrices of a layer's activations, which show which channels are active together, at whatever places. It is from 0
     * to 1 after a ReLU.
     */
    static ImageSimilarity ofGramMatrices(Network network, String layer) {
        return (one, other) -> {
            try (NDManager scratch = network.manager().newSubManager()) {
                NDArray both = NDArrays.concat(new NDList(one.on(scratch), other.on(scratch)));
                NDArray activations = network.activations(both, List.of(layer)).get(layer);
                return Gram.table(activations)[0][1];
            }
        };
    }

    /** Pearson's correlation of the values of all pixels and channels; 0 if an image is the same everywhere. */
    static ImageSimilarity ofPixels() {
        return (one, other) -> {
            double correlation = new PearsonsCorrelation().correlation(doubles(one), doubles(other));
            return Double.isNaN(correlation) ? 0 : correlation;
        };
    }

    private static double[] doubles(Images image) {
        double[] values = image.doubles();
        if (!Arrays.stream(values).allMatch(Double::isFinite)) {
            throw new IllegalArgumentException(
                    "an image with a value that is infinite or NaN has no similarity to another");
        }
        return values;
    }
}
