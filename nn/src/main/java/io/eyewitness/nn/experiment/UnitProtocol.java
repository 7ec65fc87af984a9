package io.eyewitness.nn.experiment;

import io.eyewitness.nn.graph.GraphNetwork;
import io.eyewitness.nn.image.LabelledImages;
import io.eyewitness.nn.network.LayerShapes;
import io.eyewitness.nn.network.Network;
import io.eyewitness.nn.visualize.Transforms;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The protocol for units of a network: which of them are measured, and how they are visualized.
 *
 * @param network its name
 * @param layer the layer whose channels are the units: half-way or later, after a ReLU
 * @param size of the images, in pixels
 * @param naturals the largest number of natural images for comparison
 * @param units the number of channels, and of logits, that are measured
 * @param transforms of the usual visualization
 * @param steps of each visualization
 * @param seed of all random draws
 */
public record UnitProtocol(
        String network, String layer, int size, int naturals, int units, String transforms, int steps, long seed)
        implements ExperimentProtocol {
    private static final int MOST_UNITS = 100_000;
    private static final int UNITS = 20;
    private static final int STEPS = 128;
    private static final int NATURALS = 500;
    private static final Map<String, UnitProtocol> FIXED = Map.of(
            "fashion",
            new UnitProtocol("fashion", "relu4", 28, NATURALS, UNITS, SMALL_TRANSFORMS, STEPS, 0),
            "fashion_lipschitz",
            new UnitProtocol(
                    "fashion_lipschitz",
                    "relu2",
                    28,
                    NATURALS,
                    UNITS,
                    "pad:2,jitter:1,scale:0.9:1.1,rotate:10,jitter:1",
                    STEPS,
                    0),
            "cifar",
            new UnitProtocol("cifar", "block2.0", 32, NATURALS, UNITS, SMALL_TRANSFORMS, STEPS, 0),
            "squeezenet1_1",
            new UnitProtocol("squeezenet1_1", "features.9", 128, NATURALS, UNITS, PHOTOGRAPH_TRANSFORMS, STEPS, 0),
            "inception_v1",
            new UnitProtocol("inception_v1", "inception4d", 128, NATURALS, 30, PHOTOGRAPH_TRANSFORMS, STEPS, 0),
            "mobilenet_v2",
            new UnitProtocol(
                    "mobilenet_v2",
                    "/features/features.12/conv/conv.1/act/Clip",
                    128,
                    NATURALS,
                    UNITS,
                    PHOTOGRAPH_TRANSFORMS,
                    STEPS,
                    0));

    public UnitProtocol {
        if (units < 2 || naturals < 1 || steps < 1) {
            throw new IllegalArgumentException("at least 2 units, 1 natural image and 1 step (--steps) are needed, not "
                    + units + ", " + naturals + " and " + steps);
        }
        ExperimentProtocol.requireRange("units", units, 2, MOST_UNITS);
        ExperimentProtocol.requireRange("naturals", naturals, 1, MOST);
        ExperimentProtocol.requireRange("steps", steps, 1, MOST);
    }

    /**
     * The protocol of a network.
     *
     * @throws IllegalArgumentException naming the networks that have one
     */
    public static UnitProtocol of(String network, long seed) {
        return ExperimentProtocol.of(network, FIXED, "the claims are measured on")
                .withSeed(seed);
    }

    /** Whether a network has a fixed protocol; if not, {@link ProtocolRules} chooses one. */
    public static boolean isFixed(Network network) {
        return ExperimentProtocol.fixed(FIXED, network).isPresent();
    }

    /**
     * The protocol of a subject: the one that was fixed for its network, or else one by the rules of {@link ProtocolRules}, with the user's
     * choices.
     *
     * @throws IllegalArgumentException if the network or a choice does not fit
     */
    public static UnitProtocol of(Subject subject, long seed) {
        GraphNetwork network = subject.graph();
        Choices choices = subject.terms().choices();
        UnitProtocol usual = ExperimentProtocol.fixed(FIXED, network).orElseGet(() -> derived(network, choices));
        int size = ExperimentProtocol.size(network, choices, usual.size);
        return new UnitProtocol(
                network.name(),
                ExperimentProtocol.layer(network, choices, "layer", usual.layer, size),
                size,
                choices.whole("naturals", usual.naturals),
                choices.whole("units", usual.units),
                Transforms.parse(choices.text("transforms", usual.transforms)).text(),
                choices.whole("steps", usual.steps),
                seed);
    }

    /** The same protocol with another seed. */
    public UnitProtocol withSeed(long other) {
        return new UnitProtocol(network, layer, size, naturals, units, transforms, steps, other);
    }

    private static UnitProtocol derived(GraphNetwork network, Choices choices) {
        ProtocolRules rules = ProtocolRules.of(network, choices);
        return new UnitProtocol(
                network.name(), rules.layer(), rules.size(), NATURALS, UNITS, rules.transforms(), STEPS, 0);
    }

    @Override
    public SortedMap<String, String> settings() {
        return new TreeMap<>(Map.of(
                "layer", layer,
                "size", String.valueOf(size),
                "naturals", String.valueOf(naturals),
                "units", String.valueOf(units),
                "transforms", transforms,
                "steps", String.valueOf(steps)));
    }

    @Override
    public boolean isRegistered() {
        return FIXED.containsKey(network) && equals(of(network, seed));
    }

    /**
     * The protocol on a network and natural images. Its units are channels drawn at random among the channels that a natural image activates,
     * 20 unless it says otherwise, and as many logits: of classes that are spread evenly, or of all classes in turn, each from several starts,
     * if there are fewer. A network without a fixed protocol may have fewer such channels, but at least 2.
     *
     * @param images natural images of the protocol's size
     */
    public Setup on(Network subject, LabelledImages images) {
        LabelledImages some = images.shuffled(seed).first(Math.min(naturals, images.size()));
        NaturalStatistics statistics = NaturalStatistics.of(subject, layer, some);
        int outputs = LayerShapes.width(subject, Network.LOGITS, size);
        return new Setup(this, statistics, channels(statistics), classes(outputs));
    }

    private List<Integer> classes(int outputs) {
        return IntStream.range(0, units)
                .map(i -> ExperimentProtocol.logit(i, units, outputs))
                .boxed()
                .toList();
    }

    private List<Integer> channels(NaturalStatistics statistics) {
        List<Integer> active = IntStream.range(0, statistics.width())
                .filter(statistics::isActive)
                .boxed()
                .collect(Collectors.toCollection(ArrayList::new));
        int least = isFixed(statistics.network()) ? units : Math.min(units, 2);
        if (active.size() < least) {
            throw new IllegalArgumentException(
                    "natural images activate only " + active.size() + " channels of " + layer + ", but " + least
                            + " are needed; give more images with --data, or trained weights with --weights");
        }
        Collections.shuffle(active, new Random(seed));
        return active.subList(0, Math.min(units, active.size()));
    }
}
