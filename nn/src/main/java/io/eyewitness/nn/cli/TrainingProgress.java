package io.eyewitness.nn.cli;

import io.eyewitness.nn.train.Watch;
import io.eyewitness.theory.console.Bar;
import io.eyewitness.theory.decimal.Decimals;
import java.io.PrintWriter;

/** Shows a training: a bar on a terminal, and a line after each epoch. */
final class TrainingProgress implements Watch, AutoCloseable {
    private final PrintWriter lines;
    private final int epochs;
    private final Bar bar = new Bar("training");

    TrainingProgress(PrintWriter lines, int epochs) {
        this.lines = lines;
        this.epochs = epochs;
    }

    @Override
    public void started(int steps) {
        bar.start(steps);
    }

    @Override
    public void stepped(int epoch, double loss, double accuracy) {
        bar.step(text(epoch, loss, accuracy));
    }

    @Override
    public void finished(int epoch, double loss, double accuracy) {
        lines.println(
                text(epoch, loss, accuracy) + (Double.isNaN(accuracy) ? "" : " of the training images, as augmented"));
        lines.flush();
    }

    private String text(int epoch, double loss, double accuracy) {
        String text = Decimals.format("epoch %d of %d: loss %.4f", epoch, epochs, loss);
        return Double.isNaN(accuracy) ? text : text + Decimals.format(", accuracy %.2f %%", 100 * accuracy);
    }

    @Override
    public void close() {
        bar.close();
    }
}
