package io.eyewitness.nn.experiment;

import io.eyewitness.nn.image.LabelledImages;
import io.eyewitness.nn.network.LayerShapes;
import io.eyewitness.nn.network.Network;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The protocol for units of a network: which of them are measured, and how they are visualized.
 *
 * @param network its name
 * @param layer the layer whose channels are the units: half-way or later, after a ReLU
 * @param size of the images, in pixels
 * @param naturals the largest number of natural images for comparison
 * @param transforms of the usual visualization
 * @param steps of each visualization
 * @param seed of all random draws
 */
public record UnitProtocol(
        String network, String layer, int size, int naturals, String transforms, int steps, long seed)
        implements ExperimentProtocol {
    private static final int UNITS = 20;
    private static final int STEPS = 128;
    private static final int NATURALS = 500;
    private static final Map<String, UnitProtocol> FIXED = Map.of(
            "fashion",
            new UnitProtocol("fashion", "relu4", 28, NATURALS, SMALL_TRANSFORMS, STEPS, 0),
            "cifar",
            new UnitProtocol("cifar", "block2.0", 32, NATURALS, SMALL_TRANSFORMS, STEPS, 0),
            "squeezenet1_1",
            new UnitProtocol("squeezenet1_1", "features.9", 128, NATURALS, PHOTOGRAPH_TRANSFORMS, STEPS, 0));

    /**
     * The protocol of a network.
     *
     * @throws IllegalArgumentException naming the networks that have one
     */
    public static UnitProtocol of(String network, long seed) {
        UnitProtocol fixed = ExperimentProtocol.of(network, FIXED, "the claims are measured on");
        return new UnitProtocol(network, fixed.layer, fixed.size, fixed.naturals, fixed.transforms, fixed.steps, seed);
    }

    /** This protocol with another number of steps. */
    public UnitProtocol withSteps(int number) {
        return new UnitProtocol(network, layer, size, naturals, transforms, number, seed);
    }

    @Override
    public boolean isRegistered() {
        return equals(of(network, seed));
    }

    /**
     * The protocol on a network and natural images. Its units are 20 channels drawn at random among the channels that a natural image activates,
     * and 20 logits: of classes that are spread evenly, or of all classes in turn, each from several starts, if there are fewer than 20.
     *
     * @param images natural images of the protocol's size
     */
    public Setup on(Network subject, LabelledImages images) {
        LabelledImages some = images.shuffled(seed).first(Math.min(naturals, images.size()));
        NaturalStatistics statistics = NaturalStatistics.of(subject, layer, some);
        int outputs = LayerShapes.width(subject, Network.LOGITS, size);
        return new Setup(this, statistics, channels(statistics), classes(outputs));
    }

    private static List<Integer> classes(int outputs) {
        return IntStream.range(0, UNITS)
                .map(i -> ExperimentProtocol.logit(i, UNITS, outputs))
                .boxed()
                .toList();
    }

    private List<Integer> channels(NaturalStatistics statistics) {
        List<Integer> active = IntStream.range(0, statistics.width())
                .filter(statistics::isActive)
                .boxed()
                .collect(Collectors.toCollection(ArrayList::new));
        if (active.size() < UNITS) {
            throw new IllegalArgumentException(
                    "natural images activate only " + active.size() + " channels of " + layer + ", but " + UNITS
                            + " are needed; give more images with --data, or trained weights with --weights");
        }
        Collections.shuffle(active, new Random(seed));
        return active.subList(0, UNITS);
    }
}
