package io.eyewitness.nn.distill;

import io.eyewitness.nn.image.LabelledImages;
import io.eyewitness.nn.network.Network;
import io.eyewitness.nn.visualize.Transforms;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What is measured of each network. The settings were fixed together with the criteria, before the first run. */
public final class Subjects {
    private static final int UNITS = 20;
    private static final int STEPS = 128;

    /**
     * A network's settings.
     *
     * @param layer whose channels are the units: half-way or later, after a ReLU
     * @param size of the images, in pixels
     * @param naturals at most how many natural images
     * @param transforms of the usual visualization
     */
    private record Plan(String layer, int size, int naturals, String transforms) {}

    private static final Map<String, Plan> PLANS = Map.of(
            "fashion", new Plan("relu4", 28, 500, "pad:2,jitter:2,scale:0.9:1.1,rotate:5"),
            "cifar", new Plan("block2.0", 32, 500, "pad:2,jitter:2,scale:0.9:1.1,rotate:5"),
            "squeezenet1_1", new Plan("features.9", 128, 500, "pad:6,jitter:4,scale:0.9:1.1,rotate:10,jitter:2"));

    private Subjects() {}

    /** The networks that can be measured. */
    public static List<String> names() {
        return PLANS.keySet().stream().sorted().toList();
    }

    /**
     * The size of the images that a network is measured with, in pixels.
     *
     * @throws IllegalArgumentException naming those that can be measured
     */
    public static int size(String network) {
        return plan(network).size();
    }

    /**
     * A network under test. Its units are 20 channels drawn at random of those that some natural image activates, and 20
     * logits: of classes spread evenly, or of all classes in turn, each from several starts, if there are fewer.
     *
     * @param images natural images of the size that {@link #size} says
     * @param seed of the draws and of the ascents
     */
    public static Subject of(Network network, LabelledImages images, long seed) {
        Plan plan = plan(network.name());
        LabelledImages some = images.shuffled(seed).first(Math.min(plan.naturals(), images.size()));
        return new Subject(
                network,
                some,
                plan.layer(),
                channels(Naturals.of(network, plan.layer(), some), seed),
                classes(Views.outputs(network, some)),
                Transforms.parse(plan.transforms()),
                STEPS,
                seed);
    }

    private static List<Integer> classes(int outputs) {
        return IntStream.range(0, UNITS)
                .map(i -> outputs >= UNITS ? i * (outputs / UNITS) : i % outputs)
                .boxed()
                .toList();
    }

    private static List<Integer> channels(Naturals naturals, long seed) {
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

    private static Plan plan(String network) {
        Plan plan = PLANS.get(network);
        if (plan == null) {
            throw new IllegalArgumentException(
                    "there is no plan for " + network + "; the claims are measured on " + String.join(", ", names()));
        }
        return plan;
    }
}
