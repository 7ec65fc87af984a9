package io.eyewitness.nn.cli;

import io.eyewitness.nn.visualize.CheckpointedRun;
import io.eyewitness.theory.console.Bar;
import io.eyewitness.theory.console.Console;
import io.eyewitness.theory.decimal.Decimals;
import java.io.PrintWriter;

/** Shows an ascent: a bar on a terminal with the time of a step and the mean objective, and whether it goes on. */
final class VisualizationProgress implements CheckpointedRun.Watch, AutoCloseable {
    private static final double NANOS_PER_MILLI = 1e6;

    private final PrintWriter lines;
    private final int steps;
    private final Bar bar;
    private long before = System.nanoTime();

    VisualizationProgress(PrintWriter lines, int steps) {
        this.lines = lines;
        this.steps = steps;
        this.bar = new Bar("visualizing").start(steps);
    }

    @Override
    public void resumed(int step) {
        Console.tell(lines, "going on after step " + step + " of " + steps);
        lines.flush();
        bar.stepTo(step);
    }

    @Override
    public void stepped(int step, float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        long now = System.nanoTime();
        bar.step(Decimals.format(
                "%.0f ms a step, objective %.4g", (now - before) / NANOS_PER_MILLI, sum / values.length));
        before = now;
    }

    @Override
    public void close() {
        bar.close();
    }
}
