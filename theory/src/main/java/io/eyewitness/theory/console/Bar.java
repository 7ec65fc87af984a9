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
 * Shows progress on standard error: a bar if that is a terminal (the launcher says so), otherwise a line every 30 seconds. It shows nothing
 * before it is started.
 */
public final class Bar implements AutoCloseable {
    /** The time between two lines where there is no terminal. */
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
    private volatile long steps = UNKNOWN;
    private volatile String words = "";

    /**
     * A bar that is not started.
     *
     * @param task the name of the task, such as {@code visualizing}
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
            show();
        } else {
            clock = Executors.newSingleThreadScheduledExecutor(Bar::daemon);
            sayEverySoOften();
        }
        return this;
    }

    /** Starts the bar with an unknown number of steps. */
    public Bar start() {
        return start(UNKNOWN);
    }

    /** Starts the bar with an unknown number of steps once some time has passed, so that work that ends before shows nothing. */
    public Bar startAfter(Duration pause) {
        clock = Executors.newSingleThreadScheduledExecutor(Bar::daemon);
        if (isShown()) {
            clock.schedule(this::show, pause.toNanos(), TimeUnit.NANOSECONDS);
        } else {
            sayEverySoOften();
        }
        return this;
    }

    private void sayEverySoOften() {
        clock.scheduleAtFixedRate(this::say, silence.toNanos(), silence.toNanos(), TimeUnit.NANOSECONDS);
    }

    private synchronized void show() {
        if (clock != null && clock.isShutdown()) {
            return;
        }
        bar = new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(steps)
                .setStyle(ProgressBarStyle.ASCII)
                .clearDisplayOnFinish()
                .build();
        bar.setExtraMessage(words);
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

    /** Advances by one step. */
    public void step() {
        stepBy(1);
    }

    /** Advances by one step and shows a message. */
    public void step(String message) {
        stepBy(1);
        say(message);
    }

    /** Shows a message. */
    public synchronized void say(String message) {
        words = message;
        if (bar != null) {
            bar.setExtraMessage(message);
        }
    }

    /** Advances by a number of steps. */
    public void stepBy(long more) {
        done.addAndGet(more);
        if (bar != null) {
            bar.stepBy(more);
        }
    }

    /** Sets the number of finished steps. */
    public void stepTo(long all) {
        done.set(all);
        if (bar != null) {
            bar.stepTo(all);
        }
    }

    @Override
    public synchronized void close() {
        if (clock != null) {
            clock.shutdownNow();
        }
        if (bar != null) {
            bar.close();
        }
    }
}
