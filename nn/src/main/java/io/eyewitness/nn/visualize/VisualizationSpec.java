package io.eyewitness.nn.visualize;

import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.eyewitness.nn.image.Images;
import io.eyewitness.nn.network.Network;
import java.util.List;

/**
 * The specification of one visualization run. It reads as it is written:
 *
 * <pre>{@code
 * VisualizationSpec.of(logit(7).plus(diversity("features.9").times(0.1)))
 *         .withParametrisation(new Parametrisation.Fourier())
 *         .withTransforms(Transforms.robust())
 *         .withSize(224).withBatch(4).withSteps(512).withSeed(1)
 * }</pre>
 *
 * <p>As JSON it has its objectives, parametrisation and transforms as texts.
 *
 * @param objectives the objectives to maximize, at least one; the images of each follow those of the one before
 * @param parametrisation of the images
 * @param transforms drawn anew at each step
 * @param size the height and width of the images, in pixels
 * @param imagesOfEachUnit the number of images of each objective
 * @param steps of Adam
 * @param rate the learning rate
 * @param seed of the initial parameters and of the transforms
 */
@JsonPropertyOrder({"objective", "parametrisation", "transforms", "size", "imagesOfEachUnit", "steps", "rate", "seed"})
public record VisualizationSpec(
        @JsonIgnore List<Objective> objectives,
        Parametrisation parametrisation,
        Transforms transforms,
        int size,
        int imagesOfEachUnit,
        int steps,
        double rate,
        long seed) {
    public static final int STEPS = 512;
    public static final double RATE = 0.05;

    public VisualizationSpec {
        objectives = List.copyOf(objectives);
        if (objectives.isEmpty()) {
            throw new IllegalArgumentException("there are no objectives");
        }
        if (size < 1 || imagesOfEachUnit < 1 || steps < 1) {
            throw new IllegalArgumentException("size, batch and steps must be at least 1");
        }
        if (!(rate > 0 && rate < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("the learning rate must be above 0");
        }
    }

    /** One image of 224 pixels with the usual settings: Fourier parametrisation, 512 steps, robust transforms. */
    public static VisualizationSpec of(Objective objective) {
        return ofEach(List.of(objective));
    }

    /** Several objectives at once, one image each, with the usual settings. */
    public static VisualizationSpec ofEach(List<Objective> objectives) {
        return new VisualizationSpec(
                objectives, new Parametrisation.Fourier(), Transforms.robust(), 224, 1, STEPS, RATE, 0);
    }

    public VisualizationSpec withParametrisation(Parametrisation images) {
        return new VisualizationSpec(objectives, images, transforms, size, imagesOfEachUnit, steps, rate, seed);
    }

    public VisualizationSpec withTransforms(Transforms views) {
        return new VisualizationSpec(objectives, parametrisation, views, size, imagesOfEachUnit, steps, rate, seed);
    }

    public VisualizationSpec withSize(int pixels) {
        return new VisualizationSpec(
                objectives, parametrisation, transforms, pixels, imagesOfEachUnit, steps, rate, seed);
    }

    /** This specification with a number of images for each objective. */
    public VisualizationSpec withBatch(int images) {
        return new VisualizationSpec(objectives, parametrisation, transforms, size, images, steps, rate, seed);
    }

    public VisualizationSpec withSteps(int number) {
        return new VisualizationSpec(
                objectives, parametrisation, transforms, size, imagesOfEachUnit, number, rate, seed);
    }

    public VisualizationSpec withRate(double learningRate) {
        return new VisualizationSpec(
                objectives, parametrisation, transforms, size, imagesOfEachUnit, steps, learningRate, seed);
    }

    public VisualizationSpec withSeed(long number) {
        return new VisualizationSpec(
                objectives, parametrisation, transforms, size, imagesOfEachUnit, steps, rate, number);
    }

    /** The objectives together, each for its own images. */
    @JsonProperty
    public Objective objective() {
        return Objective.each(objectives, imagesOfEachUnit);
    }

    /** The number of images. */
    public int batch() {
        return Math.multiplyExact(objectives.size(), imagesOfEachUnit);
    }

    /** The shape of the images for a network, (batch, channels, size, size). */
    public Shape shape(Network network) {
        return new Shape(batch(), network.input().channels(), size, size);
    }

    /** An optimization on a network, before its first step. */
    public Optimization start(Network network) {
        return Optimization.start(this, network);
    }

    /** The images after all steps on a network. */
    public Images run(Network network) {
        try (Optimization optimization = start(network)) {
            optimization.run(values -> {});
            return optimization.images();
        }
    }
}
