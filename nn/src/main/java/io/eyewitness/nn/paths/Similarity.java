package io.eyewitness.nn.paths;

import ai.djl.ndarray.NDArray;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * A measure of the similarity of two vectors of activations, from -1 to 1. Each measure maps the vectors to unit vectors and takes their scalar
 * product, so the mean over all pairs from two sets is the scalar product of the means of the sets.
 */
public enum Similarity {
    /** Spearman's rank correlation, which is Pearson's correlation of the ranks; ties share their mean rank. The paper uses it. */
    SPEARMAN {
        @Override
        public float[] unit(float[] activations) {
            return PEARSON.unit(Ranks.of(activations));
        }
    },

    /** Pearson's correlation. */
    PEARSON {
        @Override
        public float[] unit(float[] activations) {
            double sum = 0;
            for (float value : activations) {
                sum += value;
            }
            double mean = sum / activations.length;
            float[] centred = new float[activations.length];
            for (int i = 0; i < centred.length; i++) {
                centred[i] = (float) (activations[i] - mean);
            }
            return COSINE.unit(centred);
        }
    },

    /** The cosine of the angle between the vectors. */
    COSINE {
        @Override
        public float[] unit(float[] activations) {
            double squares = 0;
            for (float value : activations) {
                squares += (double) value * value;
            }
            if (!Double.isFinite(squares)) {
                throw new IllegalArgumentException("activations that are infinite or NaN have no similarity");
            }
            float[] unit = new float[activations.length];
            if (squares > 0) {
                double length = Math.sqrt(squares);
                for (int i = 0; i < unit.length; i++) {
                    unit[i] = (float) (activations[i] / length);
                }
            }
            return unit;
        }
    };

    /**
     * The unit vector of some activations; the zero vector if they do not vary and so correlate with nothing.
     *
     * @throws IllegalArgumentException if an activation is infinite or NaN
     */
    public abstract float[] unit(float[] activations);

    /** The unit vectors of a layer's activations, shape (batch, ...), one for each image, over all channels and places. */
    public float[][] units(NDArray activations) {
        int count = (int) activations.getShape().get(0);
        float[] flat = activations.toFloatArray();
        int width = flat.length / count;
        return IntStream.range(0, count)
                .parallel()
                .mapToObj(row -> unit(Arrays.copyOfRange(flat, row * width, (row + 1) * width)))
                .toArray(float[][]::new);
    }

    /** Its name for people. */
    public String text() {
        return name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT);
    }
}
