package io.eyewitness.theory.console;

import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * A progress bar on standard error, where that is a terminal (the launcher says so); nothing elsewhere. Before it is started it shows
 * nothing.
 */
public final class Bar implements AutoCloseable {
    private final String task;
    private ProgressBar bar;

    /**
     * A bar that is not started.
     *
     * @param task what is done, such as {@code visualizing}
     */
    public Bar(String task) {
        this.task = task;
    }

    /** Whether standard error is a terminal, so that bars are shown. */
    public static boolean isShown() {
        return Boolean.getBoolean("eyewitness.terminal");
    }

    /** Starts the bar. */
    public Bar start(long steps) {
        if (isShown()) {
            bar = new ProgressBarBuilder()
                    .setTaskName(task)
                    .setInitialMax(steps)
                    .setStyle(ProgressBarStyle.ASCII)
                    .clearDisplayOnFinish()
                    .build();
        }
        return this;
    }

    /** One more step is done. */
    public void step() {
        stepBy(1);
    }

    /** One more step is done, of which a few words are shown. */
    public void step(String message) {
        if (bar != null) {
            bar.step();
            bar.setExtraMessage(message);
        }
    }

    /** So many more steps are done. */
    public void stepBy(long done) {
        if (bar != null) {
            bar.stepBy(done);
        }
    }

    /** So many steps are done in all. */
    public void stepTo(long done) {
        if (bar != null) {
            bar.stepTo(done);
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
