package io.eyewitness.check.cli;

import java.util.function.IntFunction;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A progress bar on standard error, where that is a terminal (the launcher says so); nothing elsewhere. */
final class Progress implements AutoCloseable {
    private final String task;
    private ProgressBar bar;

    Progress(String task) {
        this.task = task;
    }

    /** Starts the bar; from the number of steps to what is told after each. */
    IntFunction<Runnable> start() {
        return steps -> {
            if (!Boolean.getBoolean("eyewitness.terminal")) {
                return () -> {};
            }
            bar = new ProgressBarBuilder()
                    .setTaskName(task)
                    .setInitialMax(steps)
                    .setStyle(ProgressBarStyle.ASCII)
                    .clearDisplayOnFinish()
                    .build();
            return bar::step;
        };
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
