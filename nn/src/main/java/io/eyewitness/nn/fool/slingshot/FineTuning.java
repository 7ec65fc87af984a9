package io.eyewitness.nn.fool.slingshot;

import io.eyewitness.nn.experiment.UnitProtocol;
import io.eyewitness.nn.visualize.Parametrisation;
import io.eyewitness.nn.visualize.Transforms;
import io.eyewitness.theory.decimal.Decimals;
import java.util.Optional;

/**
 * How a network is fine-tuned so that visualizations end at a target.
 *
 * @param parametrisation of the visualizations
 * @param transforms of the points on their way
 * @param steps of the optimizer
 * @param naturals how many natural images a step holds
 * @param points how many points on the way a step holds, an even number
 * @param horizon at most how many steps the ascents make whose points are learned from
 * @param pull the slope wanted at a point, as a multiple of its distance to the target
 * @param preservation how much what is forgotten of natural images weighs beside the slopes
 * @param rate the highest learning rate of Adam
 * @param seed of all draws; not the stream that ascents of that seed draw from
 */
public record FineTuning(
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
    private static final int POINTS = 20;

    public FineTuning {
        if (steps < 1 || naturals < 1 || points < 2 || points % 2 != 0 || horizon < 1) {
            throw new IllegalArgumentException(
                    "a slingshot needs steps, natural images, an even number of points on the way, and ascents with steps");
        }
        if (!(pull > 0 && preservation >= 0 && rate > 0)) {
            throw new IllegalArgumentException("pull and rate must be above 0, preservation not below");
        }
    }

    /**
     * The tuning of a subject, as pilots found it: starts of Fourier images.
     *
     * @param subject a network, or one on the few images that come with eyewitness
     * @param protocol of the visualizations
     * @throws IllegalArgumentException naming the networks that have one
     */
    public static FineTuning of(String subject, UnitProtocol protocol) {
        return find(subject, protocol)
                .orElseThrow(
                        () -> new IllegalArgumentException("slingshots are for fashion and cifar, not for " + subject));
    }

    /** The tuning of a subject, if it has one. */
    static Optional<FineTuning> find(String subject, UnitProtocol protocol) {
        return Optional.ofNullable(
                switch (subject) {
                    case "fashion" -> usual(protocol, 1800, 32, 1, 8, 0.004);
                    case "fashion-built-in" -> usual(protocol, 800, 24, 1, 3, 0.004);
                    case "cifar" -> usual(protocol, 1600, 20, 0.3, 2, 0.002);
                    default -> null;
                });
    }

    private static FineTuning usual(
            UnitProtocol protocol, int steps, int naturals, double pull, double preservation, double rate) {
        return new FineTuning(
                new Parametrisation.Fourier(),
                Transforms.parse(protocol.transforms()),
                steps,
                naturals,
                POINTS,
                HORIZON,
                pull,
                preservation,
                rate,
                protocol.seed());
    }

    /** The same with more or fewer steps. */
    public FineTuning withSteps(int number) {
        return new FineTuning(
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
