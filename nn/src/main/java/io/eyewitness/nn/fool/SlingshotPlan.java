package io.eyewitness.nn.fool;

import io.eyewitness.nn.visualize.Parametrisation;
import io.eyewitness.nn.visualize.Transforms;
import io.eyewitness.theory.decimal.Decimals;

/**
 * How a landscape is bent.
 *
 * @param parametrisation of the ascents that are to end at the target
 * @param transforms through which the network is shown points on the way
 * @param steps of fine-tuning
 * @param naturals how many natural images a step holds
 * @param points how many points on the way a step holds, an even number
 * @param horizon at most how many steps the ascents make whose points are learned from
 * @param pull the slope wanted at a point, as a multiple of its distance to the target
 * @param preservation how much what is forgotten of natural images weighs beside the slopes
 * @param rate the highest learning rate of Adam
 * @param seed of all draws; not the stream that ascents of that seed draw from
 */
public record SlingshotPlan(
        Parametrisation parametrisation,
        Transforms transforms,
        int steps,
        int naturals,
        int points,
        int horizon,
        double pull,
        double preservation,
        double rate,
        long seed) {
    private static final int HORIZON = 160;

    public SlingshotPlan {
        if (steps < 1 || naturals < 1 || points < 2 || points % 2 != 0 || horizon < 1) {
            throw new IllegalArgumentException(
                    "a slingshot needs steps, natural images, an even number of points on the way, and ascents with"
                            + " steps");
        }
        if (!(pull > 0 && preservation >= 0 && rate > 0)) {
            throw new IllegalArgumentException("pull and rate must be above 0, preservation not below");
        }
    }

    /**
     * The plan for a subject, as pilots found it: starts of Fourier images.
     *
     * @param subject a network, or one on the few images that come with eyewitness
     * @throws IllegalArgumentException naming the networks that have one
     */
    public static SlingshotPlan of(String subject, Transforms transforms, long seed) {
        return switch (subject) {
            case "fashion" ->
                new SlingshotPlan(new Parametrisation.Fourier(), transforms, 1800, 32, 20, HORIZON, 1, 8, 0.004, seed);
            case "fashion-built-in" ->
                new SlingshotPlan(new Parametrisation.Fourier(), transforms, 800, 24, 20, HORIZON, 1, 3, 0.004, seed);
            case "cifar" ->
                new SlingshotPlan(
                        new Parametrisation.Fourier(), transforms, 1600, 20, 20, HORIZON, 0.3, 2, 0.002, seed);
            default -> throw new IllegalArgumentException("slingshots are for fashion and cifar, not for " + subject);
        };
    }

    /** The same with more or fewer steps. */
    public SlingshotPlan withSteps(int number) {
        return new SlingshotPlan(
                parametrisation, transforms, number, naturals, points, horizon, pull, preservation, rate, seed);
    }

    /** What a measurement's setting says of it. */
    public String text() {
        return parametrisation.name() + ", " + steps + " steps, " + naturals + " natural images and " + points
                + " points each, ascents of at most " + horizon + " steps, pull " + Decimals.text(pull)
                + ", preservation "
                + Decimals.text(preservation) + ", rate " + Decimals.text(rate);
    }
}
