package io.eyewitness.nn.visualize;

/** An ascent that left the finite numbers; the message says at which step, and what to do. */
public final class Diverged extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    Diverged(String what) {
        super("the visualization did not work out: " + what
                + "; try a smaller learning rate or less weight on penalties");
    }
}
