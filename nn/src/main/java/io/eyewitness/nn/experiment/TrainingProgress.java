package io.eyewitness.nn.experiment;

import io.eyewitness.nn.Progress;
import io.eyewitness.theory.decimal.Decimals;

/**
 * Reports a training as a stage, and each epoch as an intermediate result.
 *
 * @param progress which is told
 * @param epochs how many there are
 */
public record TrainingProgress(Progress progress, int epochs) implements Progress {
    @Override
    public void started(int steps) {
        progress.started("training", steps);
    }

    @Override
    public void stepped(int epoch, double loss, double accuracy) {
        progress.finishedOne(text(epoch, loss, accuracy));
    }

    @Override
    public void finished(int epoch, double loss, double accuracy) {
        progress.reached(
                text(epoch, loss, accuracy) + (Double.isNaN(accuracy) ? "" : " of the training images, as augmented"));
    }

    private String text(int epoch, double loss, double accuracy) {
        String text = Decimals.format("epoch %d of %d: loss %.4f", epoch, epochs, loss);
        return Double.isNaN(accuracy) ? text : text + Decimals.format(", accuracy %.2f %%", 100 * accuracy);
    }
}
