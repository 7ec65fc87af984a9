package io.eyewitness.nn.fool;

import io.eyewitness.nn.visualize.FourierImage;
import io.eyewitness.nn.visualize.Parametrisation;
import io.eyewitness.nn.visualize.PixelImage;
import io.eyewitness.nn.visualize.Transforms;
import java.util.List;

/**
 * How a landscape is bent.
 *
 * @param parametrisations whose starts the slings begin at, in turn
 * @param transforms through which the network is shown points on the way
 * @param steps of fine-tuning
 * @param naturals how many natural images a step holds
 * @param points how many points on the way a step holds
 * @param pull the slope wanted at a point, as a multiple of its distance to the target
 * @param preservation how much the outputs on natural images weigh beside the slopes
 * @param rate the highest learning rate of Adam
 * @param seed of all draws; not the stream that ascents of that seed draw from
 */
public record SlingshotPlan(
        List<Parametrisation> parametrisations,
        Transforms transforms,
        int steps,
        int naturals,
        int points,
        double pull,
        double preservation,
        double rate,
        long seed) {
    public SlingshotPlan {
        parametrisations = List.copyOf(parametrisations);
        if (parametrisations.isEmpty() || steps < 1 || naturals < 1 || points < 1) {
            throw new IllegalArgumentException("a slingshot needs starts, steps, natural images and points on the way");
        }
        if (!(pull > 0 && preservation >= 0 && rate > 0)) {
            throw new IllegalArgumentException("pull and rate must be above 0, preservation not below");
        }
    }

    /** The usual one: starts of Fourier images and of pixels. */
    public static SlingshotPlan usual(Transforms transforms, long seed) {
        return new SlingshotPlan(
                List.of(new FourierImage(), new PixelImage()), transforms, 1000, 64, 24, 1, 0.05, 0.003, seed);
    }

    /** The same with more or fewer steps. */
    public SlingshotPlan forSteps(int number) {
        return new SlingshotPlan(
                parametrisations, transforms, number, naturals, points, pull, preservation, rate, seed);
    }

    /** What a measurement's setting says of it. */
    public String text() {
        return steps + " steps, " + naturals + " natural images and " + points + " points each, pull " + pull
                + ", preservation " + preservation + ", rate " + rate;
    }
}
