package io.eyewitness.nn.train;

/**
 * A learning rate that rises linearly to its peak, then falls along half a cosine to 0 (Smith and Topin 2019).
 *
 * @param steps the number of steps
 * @param peak the highest rate
 */
public record OneCycle(int steps, double peak) {
    private static final double RISE = 0.2;

    /** The rate of a step, counted from 0. */
    public double rate(int step) {
        double rising = RISE * steps;
        double done = step + 0.5;
        if (done < rising) {
            return peak * done / rising;
        }
        return peak * (1 + Math.cos(Math.PI * (done - rising) / (steps - rising))) / 2;
    }
}
