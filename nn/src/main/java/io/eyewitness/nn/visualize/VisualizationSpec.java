package io.eyewitness.nn.visualize;

import ai.djl.ndarray.types.Shape;
import io.eyewitness.nn.image.Images;
import io.eyewitness.nn.network.Network;
import java.util.List;

/**
 * An experiment: what is to be large, in which images, seen how, and how long. It reads as it is written:
 *
 * <pre>{@code
 * VisualizationSpec.of(logit(7).plus(diversity("features.9").times(0.1)))
 *         .withParametrisation(new FourierImage())
 *         .withTransforms(Transforms.robust())
 *         .withSize(224).withBatch(4).withSteps(512).withSeed(1)
 * }</pre>
 *
 * @param objective what is to be large
 * @param parametrisation how parameters become images
 * @param transforms what is drawn anew at each step
 * @param size the height and width of the images, in pixels
 * @param batch how many images
 * @param steps how many steps of Adam
 * @param rate the learning rate
 * @param seed of the start and of the transforms
 */
public record VisualizationSpec(
        Objective objective,
        Parametrisation parametrisation,
        Transforms transforms,
        int size,
        int batch,
        int steps,
        double rate,
        long seed) {
    public static final int STEPS = 512;
    public static final double RATE = 0.05;

    public VisualizationSpec {
        if (size < 1 || batch < 1 || steps < 1) {
            throw new IllegalArgumentException("size, batch and steps must be at least 1");
        }
        if (!(rate > 0 && rate < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("the learning rate must be above 0");
        }
    }

    /** An ascent with the usual settings: one Fourier image of 224 pixels, 512 steps, robust transforms. */
    public static VisualizationSpec of(Objective objective) {
        return new VisualizationSpec(objective, new FourierImage(), Transforms.robust(), 224, 1, STEPS, RATE, 0);
    }

    /** Several units at once, one an image. */
    public static VisualizationSpec ofEach(List<Objective> objectives) {
        return of(Objectives.each(objectives)).withBatch(objectives.size());
    }

    public VisualizationSpec withParametrisation(Parametrisation images) {
        return new VisualizationSpec(objective, images, transforms, size, batch, steps, rate, seed);
    }

    public VisualizationSpec withTransforms(Transforms views) {
        return new VisualizationSpec(objective, parametrisation, views, size, batch, steps, rate, seed);
    }

    public VisualizationSpec withSize(int pixels) {
        return new VisualizationSpec(objective, parametrisation, transforms, pixels, batch, steps, rate, seed);
    }

    public VisualizationSpec withBatch(int images) {
        return new VisualizationSpec(objective, parametrisation, transforms, size, images, steps, rate, seed);
    }

    public VisualizationSpec withSteps(int number) {
        return new VisualizationSpec(objective, parametrisation, transforms, size, batch, number, rate, seed);
    }

    public VisualizationSpec withRate(double learningRate) {
        return new VisualizationSpec(objective, parametrisation, transforms, size, batch, steps, learningRate, seed);
    }

    public VisualizationSpec withSeed(long number) {
        return new VisualizationSpec(objective, parametrisation, transforms, size, batch, steps, rate, number);
    }

    /** The shape of the images for a network, (batch, channels, size, size). */
    public Shape shape(Network network) {
        return new Shape(batch, network.input().channels(), size, size);
    }

    /** Where it starts on a network. */
    public Optimization start(Network network) {
        return Optimization.start(this, network);
    }

    /** All steps on a network. */
    public Images run(Network network) {
        try (Optimization climb = start(network)) {
            while (climb.step() < steps) {
                climb.advance();
            }
            return climb.images();
        }
    }
}
