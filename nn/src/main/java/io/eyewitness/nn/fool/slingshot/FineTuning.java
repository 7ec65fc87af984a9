package io.eyewitness.nn.fool.slingshot;

import io.eyewitness.nn.experiment.Choices;
import io.eyewitness.nn.experiment.ExperimentProtocol;
import io.eyewitness.nn.experiment.ProtocolRules;
import io.eyewitness.nn.experiment.Subject;
import io.eyewitness.nn.experiment.UnitProtocol;
import io.eyewitness.nn.visualize.Parametrisation;
import io.eyewitness.nn.visualize.Transforms;
import io.eyewitness.theory.decimal.Decimals;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The hyperparameters of the fine-tuning that makes visualizations end at a target.
 *
 * @param parametrisation of the visualizations
 * @param transforms of the points along them
 * @param steps of the optimizer
 * @param naturals the number of natural images in a step
 * @param points the number of points along visualizations in a step, an even number
 * @param horizon the largest number of steps of the visualizations whose points are used
 * @param pull the required gradient at a point, as a multiple of its distance to the target
 * @param preservation the weight of the loss on natural images, relative to the loss of the gradients
 * @param temperature by which logits of natural images are divided before their probabilities are compared; the higher, the more the loss says
 *     of the logits that are not the largest
 * @param augment whether natural images are flipped and transformed, each in half of the steps, or shown as they are
 * @param rate the highest learning rate of Adam
 * @param seed of all random draws, which differ from the draws of visualizations with this seed
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
        double temperature,
        boolean augment,
        double rate,
        long seed) {
    private static final int HORIZON = 160;
    private static final int POINTS = 20;
    private static final int MOST_POINTS = 10_000;

    public FineTuning {
        if (steps < 1 || naturals < 1 || points < 2 || points % 2 != 0 || horizon < 1) {
            throw new IllegalArgumentException(
                    "a slingshot needs at least one step (--fine-tuning), natural images, an even number of points, and a horizon of at least 1");
        }
        if (!(pull > 0 && preservation >= 0 && temperature > 0 && rate > 0)) {
            throw new IllegalArgumentException(
                    "pull, temperature and rate must be above 0, and preservation must not be negative");
        }
        ExperimentProtocol.requireRange("fine-tuning", steps, 1, ExperimentProtocol.MOST);
        ExperimentProtocol.requireRange("preserved", naturals, 1, ExperimentProtocol.MOST);
        ExperimentProtocol.requireRange("points", points, 2, MOST_POINTS);
        ExperimentProtocol.requireRange("horizon", horizon, 1, ExperimentProtocol.MOST);
    }

    /**
     * The fine-tuning of a subject: the one that pilots chose for it, or else one by the rules of {@link ProtocolRules}, with the user's choices.
     * It is for Fourier images.
     *
     * @param protocol of the visualizations
     * @throws IllegalArgumentException if a choice does not fit
     */
    public static FineTuning of(Subject subject, UnitProtocol protocol) {
        Choices choices = subject.terms().choices();
        FineTuning usual = Optional.of(subject)
                .filter(one -> UnitProtocol.isFixed(one.network()))
                .flatMap(one -> find(one.name(), protocol))
                .orElseGet(() -> derived(protocol, ProtocolRules.of(subject.graph(), choices)));
        int augment = choices.whole("augment", usual.augment ? 1 : 0);
        ExperimentProtocol.requireRange("augment", augment, 0, 1);
        return new FineTuning(
                usual.parametrisation,
                usual.transforms,
                choices.whole("fine-tuning", usual.steps),
                choices.whole("preserved", usual.naturals),
                choices.whole("points", usual.points),
                choices.whole("horizon", usual.horizon),
                choices.number("pull", usual.pull),
                choices.number("preservation", usual.preservation),
                choices.number("temperature", usual.temperature),
                augment == 1,
                choices.number("rate", usual.rate),
                usual.seed);
    }

    private static FineTuning derived(UnitProtocol protocol, ProtocolRules rules) {
        return new FineTuning(
                new Parametrisation.Fourier(),
                Transforms.parse(protocol.transforms()),
                rules.bySize(800, 400),
                rules.bySize(24, 8),
                rules.bySize(POINTS, 8),
                HORIZON,
                0.3,
                2,
                1,
                false,
                rules.bySize(0.002, 0.0005),
                protocol.seed());
    }

    /** Its settings by name, as the option {@code --set} takes them. */
    SortedMap<String, String> settings() {
        return new TreeMap<>(Map.of(
                "fine-tuning", String.valueOf(steps),
                "preserved", String.valueOf(naturals),
                "points", String.valueOf(points),
                "horizon", String.valueOf(horizon),
                "pull", Decimals.plain(pull),
                "preservation", Decimals.plain(preservation),
                "temperature", Decimals.plain(temperature),
                "augment", augment ? "1" : "0",
                "rate", Decimals.plain(rate)));
    }

    /** The fine-tuning of a subject, if it has one. */
    static Optional<FineTuning> find(String subject, UnitProtocol protocol) {
        return Optional.ofNullable(
                switch (subject) {
                    case "fashion" -> usual(protocol, 1800, 32, 1, 8, 1, false, 0.004);
                    case "fashion-built-in" -> usual(protocol, 800, 24, 1, 3, 1, false, 0.004);
                    case "cifar" -> usual(protocol, 1600, 64, 0.2, 4, 4, true, 0.0003);
                    default -> null;
                });
    }

    private static FineTuning usual(
            UnitProtocol protocol,
            int steps,
            int naturals,
            double pull,
            double preservation,
            double temperature,
            boolean augment,
            double rate) {
        return new FineTuning(
                new Parametrisation.Fourier(),
                Transforms.parse(protocol.transforms()),
                steps,
                naturals,
                POINTS,
                HORIZON,
                pull,
                preservation,
                temperature,
                augment,
                rate,
                protocol.seed());
    }

    /** A description for the setting of a measurement. */
    public String text() {
        return parametrisation.name() + ", " + steps + " steps, " + naturals + " natural images and " + points
                + " points each, ascents of at most " + horizon + " steps, pull " + Decimals.text(pull)
                + ", preservation "
                + Decimals.text(preservation)
                + (temperature == 1 ? "" : ", temperature " + Decimals.text(temperature))
                + (augment ? ", augmented" : "") + ", rate " + Decimals.text(rate);
    }
}
