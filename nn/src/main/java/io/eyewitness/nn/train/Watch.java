package io.eyewitness.nn.train;

/** Is told how a training goes. */
public interface Watch {
    /** Tells nobody. */
    Watch NONE = new Watch() {};

    /** Before the first step. */
    default void started(int steps) {}

    /** After each step: the means, over the epoch so far, of loss and share of training images classed right, NaN where nothing is classed. */
    default void stepped(int epoch, double loss, double accuracy) {}

    /** After an epoch, counted from 1. */
    default void finished(int epoch, double loss, double accuracy) {}
}
