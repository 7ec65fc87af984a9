package io.eyewitness.theory.console;

import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * Progress on standard error: a bar where that is a terminal (the launcher says so), elsewhere a line every 30 seconds, so that neither a
 * person nor a log waits for long without a word. Before it is started it shows nothing.
 */
public final class Bar implements AutoCloseable {
    /** How long nothing is said where there is no terminal. */
    static final Duration SILENCE = Duration.ofSeconds(30);

    private static final long UNKNOWN = -1;
    private static final int MINUTE = 60;

    private final String task;
    private final Duration silence;
    private final PrintStream lines;
    private final long began = System.nanoTime();
    private final AtomicLong done = new AtomicLong();
    private ProgressBar bar;
    private ScheduledExecutorService clock;
    private volatile long steps;
    private volatile String words = "";

    /**
     * A bar that is not started.
     *
     * @param task what is done, such as {@code visualizing}
     */
    public Bar(String task) {
        this(task, SILENCE, System.err);
    }

    Bar(String task, Duration silence, PrintStream lines) {
        this.task = task;
        this.silence = silence;
        this.lines = lines;
    }

    /** Whether standard error is a terminal, so that bars are shown. */
    private static boolean isShown() {
        return Boolean.getBoolean("eyewitness.terminal");
    }

    /** Starts the bar. */
    public Bar start(long number) {
        steps = number;
        if (isShown()) {
            bar = new ProgressBarBuilder()
                    .setTaskName(task)
                    .setInitialMax(steps)
                    .setStyle(ProgressBarStyle.ASCII)
                    .clearDisplayOnFinish()
                    .build();
        } else {
            clock = Executors.newSingleThreadScheduledExecutor(Bar::daemon);
            clock.scheduleAtFixedRate(this::say, silence.toNanos(), silence.toNanos(), TimeUnit.NANOSECONDS);
        }
        return this;
    }

    /** Starts it where nobody knows how many steps there are. */
    public Bar start() {
        return start(UNKNOWN);
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "progress");
        thread.setDaemon(true);
        return thread;
    }

    private void say() {
        long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began);
        lines.println("eyewitness: " + task + (steps == UNKNOWN ? "" : ", " + done + " of " + steps) + " after "
                + (seconds < MINUTE ? "" : seconds / MINUTE + " min ") + seconds % MINUTE + " s"
                + (words.isEmpty() ? "" : ", " + words));
        lines.flush();
    }

    /** One more step is done. */
    public void step() {
        stepBy(1);
    }

    /** One more step is done, of which a few words are shown. */
    public void step(String message) {
        stepBy(1);
        words = message;
        if (bar != null) {
            bar.setExtraMessage(message);
        }
    }

    /** So many more steps are done. */
    public void stepBy(long more) {
        done.addAndGet(more);
        if (bar != null) {
            bar.stepBy(more);
        }
    }

    /** So many steps are done in all. */
    public void stepTo(long all) {
        done.set(all);
        if (bar != null) {
            bar.stepTo(all);
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
        if (clock != null) {
            clock.shutdownNow();
        }
    }
}
