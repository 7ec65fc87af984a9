package io.eyewitness.check.gate;

/** How a result is known, the best first. */
public enum Level {
    /** A certificate, checked again by the kernel in exact arithmetic. */
    KERNEL("kernel"),
    /** Two solvers refute the negation. */
    TWO_SOLVERS("2 solvers"),
    /** One solver does. */
    ONE_SOLVER("1 solver"),
    /** Property tests and exact sampling only. */
    TESTED("tested"),
    /** An experiment, with its sample size and confidence interval. */
    MEASURED("measured");

    private final String text;

    Level(String text) {
        this.text = text;
    }

    /** The name in reports. */
    public String text() {
        return text;
    }

    /** The weaker of two levels: a chain is known as its weakest link is. */
    public Level weaker(Level other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
