package io.eyewitness.nn.paths;

import ai.djl.ndarray.NDArray;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * How similar two vectors of activations are, from -1 to 1. Each measure is the scalar product of unit vectors that it makes of
 * them, so the mean over all pairs out of two sets is the scalar product of the sets' means.
 */
public enum Similarity {
    /** Spearman's rank correlation: Pearson's of the ranks, ties sharing theirs. The paper's measure. */
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

    /** The cosine of the angle between them. */
    COSINE {
        @Override
        public float[] unit(float[] activations) {
            double squares = 0;
            for (float value : activations) {
                squares += (double) value * value;
            }
            if (!Double.isFinite(squares)) {
                throw new IllegalArgumentException(
                        "activations of which one is infinite or not a number are similar to none");
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
     * The vector of length 1 that stands for some activations; of length 0 where they do not differ, and so correlate with nothing.
     *
     * @throws IllegalArgumentException if one is infinite or not a number
     */
    public abstract float[] unit(float[] activations);

    /** The vectors of a layer's activations, shape (batch, ...): each image's, all places and channels in a row. */
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
