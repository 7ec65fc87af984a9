package io.eyewitness.nn.distill;

import io.eyewitness.nn.Progress;
import io.eyewitness.nn.image.Images;
import io.eyewitness.nn.image.LabelledImages;
import io.eyewitness.nn.network.Network;
import io.eyewitness.nn.visualize.Objective;
import io.eyewitness.nn.visualize.Transforms;
import io.eyewitness.nn.visualize.VisualizationSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * A network under test, and how its units are visualized.
 *
 * @param network the network
 * @param images natural images, of the size of the visualizations
 * @param layer the layer whose channels are the units
 * @param channels which of them, at least 2
 * @param classes the classes whose logits are the units; one may stand there again, and is then visualized from another start
 * @param transforms of the usual visualization
 * @param steps of each ascent
 * @param seed of the first batch of ascents; each batch has its own
 */
public record Subject(
        Network network,
        LabelledImages images,
        String layer,
        List<Integer> channels,
        List<Integer> classes,
        Transforms transforms,
        int steps,
        long seed) {
    private static final int TOGETHER = 10;

    public Subject {
        channels = List.copyOf(channels);
        classes = List.copyOf(classes);
    }

    /** The same of another network. */
    public Subject on(Network other) {
        return new Subject(other, images, layer, channels, classes, transforms, steps, seed);
    }

    /** The same with more or fewer steps. */
    public Subject withSteps(int number) {
        return new Subject(network, images, layer, channels, classes, transforms, number, seed);
    }

    /** What a measurement's setting says of it, added to what it says already. */
    public SortedMap<String, String> setting(SortedMap<String, String> setting) {
        SortedMap<String, String> all = new TreeMap<>(setting);
        all.put("network", network.name());
        all.put("seed", String.valueOf(seed));
        all.put("steps", String.valueOf(steps));
        all.put("size", String.valueOf(images.shape().height()));
        all.put("layer", layer);
        all.put("transforms", transforms.text());
        all.put("natural images", String.valueOf(images.size()));
        return all;
    }

    /** The channels as objectives. */
    List<Objective> units() {
        return channels.stream()
                .map(channel -> Objective.channel(layer, channel))
                .toList();
    }

    /** What the layer makes of the natural images. */
    Naturals naturals() {
        return Naturals.of(network, layer, images);
    }

    /** The usual ascent: Fourier images, seen through the transforms. */
    public VisualizationSpec ascent(Objective objective) {
        return usual(VisualizationSpec.of(objective));
    }

    private VisualizationSpec usual(VisualizationSpec ascent) {
        return ascent.withTransforms(transforms)
                .withSize(images.shape().height())
                .withSteps(steps)
                .withSeed(seed);
    }

    /**
     * An image for each objective, some at once.
     *
     * @param settings what is different from the usual ascent
     * @param progress told after each batch how many ascents it held
     */
    public List<Images> images(
            List<Objective> objectives, UnaryOperator<VisualizationSpec> settings, Progress progress) {
        List<Images> optimised = new ArrayList<>();
        for (int from = 0; from < objectives.size(); from += TOGETHER) {
            List<Objective> some = objectives.subList(from, Math.min(from + TOGETHER, objectives.size()));
            Images batch = settings.apply(usual(VisualizationSpec.ofEach(some)).withSeed(seed + from))
                    .run(network);
            for (int i = 0; i < some.size(); i++) {
                optimised.add(batch.image(i));
            }
            progress.finished(some.size());
        }
        return optimised;
    }
}
