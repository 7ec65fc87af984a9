package io.eyewitness.nn.distill;

import io.eyewitness.nn.experiment.Setup;
import io.eyewitness.nn.image.Images;
import io.eyewitness.nn.progress.Progress;
import io.eyewitness.nn.visualize.Objective;

/**
 * A unit with images that are optimized together, without the diversity term and with it.
 *
 * @param alike three images without the term
 * @param value of the unit at them, on average
 */
record DiverseUnit(Setup setup, Objective unit, Images alike, double value) {
    static final int BATCH = 3;

    static DiverseUnit of(Setup setup, Objective unit, Progress progress) {
        Images alike = images(setup, unit, progress);
        return new DiverseUnit(setup, unit, alike, ImageMetrics.mean(setup.network(), unit, alike));
    }

    /**
     * Three images with the diversity term.
     *
     * @param weight of the term, as a share of the unit's value without it
     */
    Images diverse(double weight, Progress progress) {
        return images(setup, unit.plus(Objective.diversity(setup.layer()).times(weight * value)), progress);
    }

    /** The share of the unit's value that is kept at images. */
    double kept(Images images) {
        return ImageMetrics.mean(setup.network(), unit, images) / value;
    }

    private static Images images(Setup setup, Objective objective, Progress progress) {
        Images images = progress.part(
                "visualizations",
                Images.PART,
                () -> setup.spec(objective).withBatch(BATCH).run(setup.network()));
        progress.finished(BATCH);
        return images;
    }
}
