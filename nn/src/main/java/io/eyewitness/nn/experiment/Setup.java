package io.eyewitness.nn.experiment;

import io.eyewitness.nn.image.Images;
import io.eyewitness.nn.image.LabelledImages;
import io.eyewitness.nn.network.Network;
import io.eyewitness.nn.progress.Progress;
import io.eyewitness.nn.visualize.Objective;
import io.eyewitness.nn.visualize.Transforms;
import io.eyewitness.nn.visualize.VisualizationSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * The setup of an experiment: the units of a network that are measured, the protocol of their visualizations, and natural images for comparison.
 *
 * @param protocol of the visualizations
 * @param naturals the activations of the protocol's layer at natural images of the size of the visualizations
 * @param channels the channels of the protocol's layer that are units, at least 2
 * @param classes the classes whose logits are units; a class that occurs again is visualized from another start
 */
public record Setup(UnitProtocol protocol, NaturalStatistics naturals, List<Integer> channels, List<Integer> classes) {
    private static final int TOGETHER = 10;

    public Setup {
        channels = List.copyOf(channels);
        classes = List.copyOf(classes);
    }

    /** The network whose units are measured. */
    public Network network() {
        return naturals.network();
    }

    /** The natural images. */
    public LabelledImages images() {
        return naturals.images();
    }

    /** The layer whose channels are the units. */
    public String layer() {
        return protocol.layer();
    }

    /** The seed of the first batch of visualizations; each batch has its own. */
    public long seed() {
        return protocol.seed();
    }

    /** A measurement's setting, completed with the settings of this setup. */
    public SortedMap<String, String> setting(SortedMap<String, String> setting) {
        SortedMap<String, String> all = new TreeMap<>(setting);
        all.put("network", network().name());
        all.put("seed", String.valueOf(protocol.seed()));
        all.put("steps", String.valueOf(protocol.steps()));
        all.put("size", String.valueOf(images().shape().height()));
        all.put("layer", protocol.layer());
        all.put("transforms", transforms().text());
        all.put("natural images", String.valueOf(images().size()));
        if (!protocol.isRegistered()) {
            protocol.settings().forEach(all::putIfAbsent);
        }
        return all;
    }

    private Transforms transforms() {
        return Transforms.parse(protocol.transforms());
    }

    /** The channels as objectives. */
    public List<Objective> units() {
        return channels.stream()
                .map(channel -> Objective.channel(layer(), channel))
                .toList();
    }

    /** The usual visualization: Fourier images, under the transforms. */
    public VisualizationSpec spec(Objective objective) {
        return usual(VisualizationSpec.of(objective));
    }

    private VisualizationSpec usual(VisualizationSpec spec) {
        return spec.withTransforms(transforms())
                .withSize(images().shape().height())
                .withSteps(protocol.steps())
                .withSeed(protocol.seed());
    }

    /**
     * An image for each objective, optimized in batches.
     *
     * @param settings the changes to the usual visualization
     * @param progress is told of each image
     */
    public List<Images> images(
            List<Objective> objectives, UnaryOperator<VisualizationSpec> settings, Progress progress) {
        return images(network(), objectives, settings, progress);
    }

    private List<Images> images(
            Network visualized,
            List<Objective> objectives,
            UnaryOperator<VisualizationSpec> settings,
            Progress progress) {
        List<Images> optimized = new ArrayList<>();
        for (int from = 0; from < objectives.size(); from += TOGETHER) {
            List<Objective> some = objectives.subList(from, Math.min(from + TOGETHER, objectives.size()));
            VisualizationSpec spec =
                    settings.apply(usual(VisualizationSpec.ofEach(some)).withSeed(protocol.seed() + from));
            Images batch = progress.part("visualizations", Images.PART, () -> spec.run(visualized));
            for (int i = 0; i < some.size(); i++) {
                optimized.add(batch.image(i));
            }
            progress.finished(some.size());
        }
        return optimized;
    }

    /**
     * Several images for each objective, each from another start.
     *
     * @param visualized the network, or another one with the same units, such as a manipulated one
     * @param each the number of images of each objective
     * @param progress is told of each image
     * @return one batch for each objective
     */
    public List<Images> images(Network visualized, List<Objective> objectives, int each, Progress progress) {
        List<Objective> repeated = objectives.stream()
                .flatMap(objective -> Collections.nCopies(each, objective).stream())
                .toList();
        List<Images> optimized = images(visualized, repeated, UnaryOperator.identity(), progress);
        return IntStream.range(0, objectives.size())
                .mapToObj(i -> Images.together(optimized.subList(i * each, (i + 1) * each)))
                .toList();
    }
}
