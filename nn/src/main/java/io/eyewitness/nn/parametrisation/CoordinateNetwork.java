package io.eyewitness.nn.parametrisation;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import io.eyewitness.nn.tensor.Owned;
import io.eyewitness.nn.visualize.Parametrisation;
import java.util.Random;

/**
 * A compositional pattern-producing network (CPPN): a small network that computes the colours of a pixel from its coordinates. Its weights
 * are the parameters, so an image has any size and few details. Each hidden layer is followed by arctangents and their squares.
 *
 * <p>Parameters have shape (batch, weights): layer by layer, and in each a row for each input and one for the constant.
 *
 * <p>Source: Mordvintsev, Pezzotti, Schubert and Olah, "Differentiable Image Parameterizations", Distill 2018.
 *
 * @param channels of the images
 * @param size of the images, in pixels
 */
public record CoordinateNetwork(int channels, int size) implements Parametrisation {
    /** The learning rate that suits it. */
    public static final double RATE = 0.005;

    private static final int HIDDEN = 24;
    private static final int HIDDEN_LAYERS = 7;
    /** Half the range of coordinates, whose deviation is then 1. */
    private static final double RANGE = Math.sqrt(3);
    /** The deviations of the arctangent of a normal number and of its square. */
    private static final double ODD = 0.67;

    private static final double EVEN = 0.6;

    @Override
    public String name() {
        return "cppn";
    }

    private static int inputs(int layer) {
        return layer == 0 ? 2 : 2 * HIDDEN;
    }

    private int outputs(int layer) {
        return layer == HIDDEN_LAYERS ? channels : HIDDEN;
    }

    /**
     * Normal weights that keep the size of activations; those of the last layer are 0, so that images start grey.
     *
     * @throws IllegalArgumentException if the images have another size or other channels
     */
    @Override
    public NDArray initial(NDManager manager, Shape images, Random random) {
        if (images.get(1) != channels || images.get(2) != size || images.get(3) != size) {
            throw new IllegalArgumentException(
                    "images of " + channels + " channels and " + size + " pixels are made, not of shape " + images);
        }
        int weights = 0;
        for (int layer = 0; layer <= HIDDEN_LAYERS; layer++) {
            weights += (inputs(layer) + 1) * outputs(layer);
        }
        int batch = Math.toIntExact(images.get(0));
        float[] values = new float[batch * weights];
        for (int image = 0; image < batch; image++) {
            int at = image * weights;
            for (int layer = 0; layer < HIDDEN_LAYERS; layer++) {
                for (int i = 0; i < inputs(layer) * HIDDEN; i++) {
                    values[at++] = (float) (random.nextGaussian() / Math.sqrt(inputs(layer)));
                }
                at += HIDDEN;
            }
        }
        return Owned.floats(manager, values, new Shape(batch, weights));
    }

    @Override
    public NDArray image(NDArray parameters) {
        long batch = parameters.getShape().get(0);
        NDArray values = coordinates(parameters.getManager());
        int from = 0;
        for (int layer = 0; layer <= HIDDEN_LAYERS; layer++) {
            int inputs = inputs(layer);
            int outputs = outputs(layer);
            NDArray weights =
                    parameters.get(":,{}:{}", from, from + inputs * outputs).reshape(batch, inputs, outputs);
            from += inputs * outputs;
            NDArray constants = parameters.get(":,{}:{}", from, from + outputs).reshape(batch, 1, outputs);
            from += outputs;
            values = values.matMul(weights).add(constants);
            if (layer < HIDDEN_LAYERS) {
                NDArray angles = values.atan();
                values = Owned.times(angles, 1 / ODD).concat(Owned.times(angles.square(), 1 / EVEN), 2);
            }
        }
        return Activation.sigmoid(values.transpose(0, 2, 1).reshape(batch, channels, size, size));
    }

    /** Down and right, shape (1, pixels, 2). */
    private NDArray coordinates(NDManager manager) {
        float[] values = new float[2 * size * size];
        for (int i = 0; i < size * size; i++) {
            values[2 * i] = coordinate(i / size);
            values[2 * i + 1] = coordinate(i % size);
        }
        return Owned.floats(manager, values, new Shape(1, (long) size * size, 2));
    }

    private float coordinate(int pixel) {
        return (float) (size == 1 ? 0 : RANGE * (2.0 * pixel / (size - 1) - 1));
    }
}
