package io.eyewitness.nn.visualize;

import ai.djl.ndarray.types.Shape;
import io.eyewitness.nn.network.Network;
import java.util.List;

/**
 * An experiment: what is to be large, in which images, seen how, and how long. It reads as it is written:
 *
 * <pre>{@code
 * Ascent.of(logit(7).plus(diversity("features.9").times(0.1)))
 *         .in(new FourierImage())
 *         .seenThrough(Transforms.robust())
 *         .ofSize(224).inBatchesOf(4).forSteps(512).withSeed(1)
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
public record Ascent(
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

    public Ascent {
        if (size < 1 || batch < 1 || steps < 1) {
            throw new IllegalArgumentException("size, batch and steps must be at least 1");
        }
        if (!(rate > 0 && rate < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("the learning rate must be above 0");
        }
    }

    /** An ascent with the usual settings: one Fourier image of 224 pixels, 512 steps, robust transforms. */
    public static Ascent of(Objective objective) {
        return new Ascent(objective, new FourierImage(), Transforms.robust(), 224, 1, STEPS, RATE, 0);
    }

    /** Several units at once, one an image. */
    public static Ascent ofEach(List<Objective> objectives) {
        return of(Objectives.each(objectives)).inBatchesOf(objectives.size());
    }

    public Ascent in(Parametrisation images) {
        return new Ascent(objective, images, transforms, size, batch, steps, rate, seed);
    }

    public Ascent seenThrough(Transforms views) {
        return new Ascent(objective, parametrisation, views, size, batch, steps, rate, seed);
    }

    public Ascent ofSize(int pixels) {
        return new Ascent(objective, parametrisation, transforms, pixels, batch, steps, rate, seed);
    }

    public Ascent inBatchesOf(int images) {
        return new Ascent(objective, parametrisation, transforms, size, images, steps, rate, seed);
    }

    public Ascent forSteps(int number) {
        return new Ascent(objective, parametrisation, transforms, size, batch, number, rate, seed);
    }

    public Ascent atRate(double learningRate) {
        return new Ascent(objective, parametrisation, transforms, size, batch, steps, learningRate, seed);
    }

    public Ascent withSeed(long number) {
        return new Ascent(objective, parametrisation, transforms, size, batch, steps, rate, number);
    }

    /** The shape of the images for a network, (batch, channels, size, size). */
    public Shape shape(Network network) {
        return new Shape(batch, network.input().channels(), size, size);
    }

    /** Where it starts on a network. */
    public Climb start(Network network) {
        return Climb.start(this, network);
    }

    /** All steps on a network. */
    public Images run(Network network) {
        try (Climb climb = start(network)) {
            while (climb.step() < steps) {
                climb.advance();
            }
            return climb.images();
        }
    }
}
