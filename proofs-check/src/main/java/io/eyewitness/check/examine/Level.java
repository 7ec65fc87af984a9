package io.eyewitness.check.examine;

/** The levels at which results are known, the best first. */
public enum Level {
    /** A theorem about the class itself, checked by Coq on this machine, for exactly the present sources and statements. */
    FORMAL("formal"),
    /** An obligation or a sample whose certificate, or values, were checked again in exact arithmetic. */
    KERNEL("kernel"),
    /** A claim that follows, by a rule whose proof is prose, from obligations that the kernel has proven. */
    RULES("rules"),
    /** Two solvers refute the negation. */
    TWO_SOLVERS("2 solvers"),
    /** One solver does. */
    ONE_SOLVER("1 solver"),
    /** A theorem, known from the record of a run of Coq over the same sources that this machine has not repeated. */
    RECORDED("formal, recorded"),
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
