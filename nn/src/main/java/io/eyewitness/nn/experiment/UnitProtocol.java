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
 * Which units of a network are measured, and how they are visualized.
 *
 * @param network its name
 * @param layer whose channels are the units: half-way or later, after a ReLU
 * @param size of the images, in pixels
 * @param naturals at most how many natural images are compared with
 * @param transforms of the usual visualization
 * @param steps of each visualization
 * @param seed of all draws
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

    /** The same with other steps. */
    public UnitProtocol withSteps(int number) {
        return new UnitProtocol(network, layer, size, naturals, transforms, number, seed);
    }

    @Override
    public boolean isRegistered() {
        return equals(of(network, seed));
    }

    /**
     * The protocol on a network and natural images. Its units are 20 channels drawn at random of those that some natural image activates,
     * and 20 logits: of classes spread evenly, or of all classes in turn, each from several starts, if there are fewer.
     *
     * @param images natural images of the protocol's size
     */
    public Setup on(Network subject, LabelledImages images) {
        LabelledImages some = images.shuffled(seed).first(Math.min(naturals, images.size()));
        NaturalStatistics statistics = NaturalStatistics.of(subject, layer, some);
        int outputs = LayerShapes.width(subject, Network.LOGITS, size);
        return new Setup(this, statistics, channels(statistics, seed), classes(outputs));
    }

    private static List<Integer> classes(int outputs) {
        return IntStream.range(0, UNITS)
                .map(i -> ExperimentProtocol.logit(i, UNITS, outputs))
                .boxed()
                .toList();
    }

    private static List<Integer> channels(NaturalStatistics naturals, long seed) {
        List<Integer> active = IntStream.range(0, naturals.width())
                .filter(naturals::isActive)
                .boxed()
                .collect(Collectors.toCollection(ArrayList::new));
        if (active.size() < UNITS) {
            throw new IllegalArgumentException("only " + active.size() + " channels are activated by a natural image; "
                    + UNITS + " are needed: give --data with more images, or trained weights");
        }
        Collections.shuffle(active, new Random(seed));
        return active.subList(0, UNITS);
    }
}
