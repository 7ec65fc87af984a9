package io.eyewitness.nn.paths;

import io.eyewitness.nn.experiment.ProtocolRules;
import io.eyewitness.nn.graph.Graph;
import io.eyewitness.nn.graph.GraphNetwork;
import io.eyewitness.nn.image.Images;
import io.eyewitness.nn.network.Network;
import io.eyewitness.nn.progress.Progress;
import io.eyewitness.theory.evidence.Measurement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The paths of the visualizations of units through a network.
 *
 * @param layers in the order of computation
 * @param units whose visualizations are followed
 * @param anchored the similarities at each layer, by measure, of each unit
 */
public record Paths(List<String> layers, List<PathUnit> units, List<Map<Similarity, List<Anchored>>> anchored) {
    /**
     * The share of the layers that are early: the paper finds that visualizations are not similar to natural images through the first two
     * thirds.
     */
    private static final double EARLY = 2.0 / 3;

    /** The largest number of activations at which the paths of a network without a fixed protocol are measured. */
    public static final int MOST = 20;

    public Paths {
        layers = List.copyOf(layers);
        units = List.copyOf(units);
        anchored = List.copyOf(anchored);
    }

    /** The layers at which paths are measured: all activations and the logits. */
    public static List<String> layers(GraphNetwork network) {
        return layers(network, Integer.MAX_VALUE);
    }

    /**
     * Some of the layers at which paths are measured.
     *
     * @param most the largest number of activations, which are spread evenly
     */
    public static List<String> layers(GraphNetwork network, int most) {
        List<String> all = network.graph().nodes().stream()
                .filter(node -> ProtocolRules.isActivation(node.operation())
                        && !node.layer().startsWith(Graph.INNER)
                        && !node.layer().equals(Network.LOGITS))
                .map(node -> node.layer())
                .toList();
        if (all.isEmpty()) {
            throw new IllegalArgumentException(
                    network.name() + " shows no activation function before its logits, so there is no path to follow");
        }
        int count = Math.min(most, all.size());
        List<String> layers = new ArrayList<>(IntStream.range(0, count)
                .mapToObj(i -> all.get((int) ((long) i * all.size() / count)))
                .toList());
        layers.add(Network.LOGITS);
        return layers;
    }

    /**
     * Measures paths.
     *
     * @param layers at which they are measured
     * @param visualizations of each unit, at least one
     * @param progress is told of each layer
     */
    public static Paths measure(
            GraphNetwork network,
            List<String> layers,
            Groups groups,
            List<PathUnit> units,
            List<Images> visualizations,
            Progress progress) {
        List<Map<Similarity, List<Anchored>>> anchored = new ArrayList<>();
        for (String layer : layers) {
            anchored.add(new LayerMeter(network, layer, groups, units).measure(visualizations));
            progress.finished(1);
        }
        return new Paths(layers, units, anchored);
    }

    /** The similarities of all units at a layer. */
    List<Anchored> at(int layer, Similarity similarity) {
        return anchored.get(layer).get(similarity);
    }

    /** The number of early layers among a number of layers. */
    public static int early(int layers) {
        return Math.max(1, (int) (EARLY * layers));
    }

    /**
     * The numbers that the claims are about, by Spearman's measure: the distance of the visualization beyond the middle between the anchors
     * and the distance of the anchors, on average over early layers and at the logits.
     */
    public Measurement measurement() {
        Measurement.Table table =
                new Measurement.Table("earlyBeyondMidway", "earlyGap", "logitsBeyondMidway", "logitsGap");
        int last = layers.size() - 1;
        int early = early(layers.size());
        for (int unit = 0; unit < units.size(); unit++) {
            double beyond = 0;
            double gap = 0;
            for (int layer = 0; layer < early; layer++) {
                Anchored here = at(layer, Similarity.SPEARMAN).get(unit);
                beyond += here.beyondMidway() / early;
                gap += here.gap() / early;
            }
            Anchored end = at(last, Similarity.SPEARMAN).get(unit);
            table.add(units.get(unit).text(), beyond, gap, end.beyondMidway(), end.gap());
        }
        return table.measurement();
    }
}
