package io.eyewitness.nn.train;

import io.eyewitness.nn.image.LabelledImages;
import io.eyewitness.nn.progress.Progress;
import io.eyewitness.theory.decimal.Decimals;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Trains on images batch by batch, in a new order in each epoch, under a one-cycle learning rate. */
final class TrainingLoop {
    private final LabelledImages images;
    private final Hyperparameters recipe;
    private final SplittableRandom random;
    private final int batch;
    private final int steps;
    private final OneCycle cycle;

    /** @param random its next number decides the order at the beginning of each epoch */
    TrainingLoop(LabelledImages images, Hyperparameters recipe, SplittableRandom random) {
        this.images = images;
        this.recipe = recipe;
        this.random = random;
        batch = Math.min(recipe.batch(), images.size());
        steps = images.size() / batch;
        cycle = new OneCycle(recipe.epochs() * steps, recipe.peakRate());
    }

    /** A training step. */
    interface Step {
        /** Trains on the images from one number to before another. */
        Learned from(LabelledImages images, int from, int to, double rate);
    }

    /**
     * The result of a step.
     *
     * @param loss the mean over the batch
     * @param right the accuracy on the batch; NaN if nothing is classified
     */
    record Learned(double loss, double right) {}

    /**
     * Runs all steps of all epochs.
     *
     * @return the mean loss of each epoch
     * @throws IllegalArgumentException if the loss is not finite
     */
    List<Double> run(Step step, Progress progress) {
        progress.started("training", (long) recipe.epochs() * steps);
        List<Double> losses = new ArrayList<>();
        for (int epoch = 1; epoch <= recipe.epochs(); epoch++) {
            losses.add(epoch(epoch, step, progress));
        }
        return losses;
    }

    private double epoch(int epoch, Step step, Progress progress) {
        LabelledImages shuffled = images.shuffled(random.nextLong());
        double loss = 0;
        double right = 0;
        for (int i = 0; i < steps; i++) {
            Learned learned = step.from(shuffled, i * batch, (i + 1) * batch, cycle.rate((epoch - 1) * steps + i));
            if (!Double.isFinite(learned.loss)) {
                throw new IllegalArgumentException("the loss is " + Decimals.text(learned.loss) + " at step " + (i + 1)
                        + " of epoch " + epoch + "; try a lower learning rate");
            }
            loss += learned.loss;
            right += learned.right;
            progress.finishedOne(state(epoch, loss / (i + 1), right / (i + 1)));
        }
        progress.reached(state(epoch, loss / steps, right / steps)
                + (Double.isNaN(right) ? "" : " on the augmented training images"));
        return loss / steps;
    }

    /** The means over the epoch so far. */
    private String state(int epoch, double loss, double accuracy) {
        String state = Decimals.format("epoch %d of %d: loss %.4f", epoch, recipe.epochs(), loss);
        return Double.isNaN(accuracy) ? state : state + Decimals.format(", accuracy %.2f %%", 100 * accuracy);
    }
}
