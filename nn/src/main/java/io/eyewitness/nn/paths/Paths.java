package io.eyewitness.nn.paths;

import ai.djl.ndarray.types.Shape;
import io.eyewitness.nn.experiment.ProtocolRules;
import io.eyewitness.nn.graph.Graph;
import io.eyewitness.nn.graph.GraphNetwork;
import io.eyewitness.nn.image.Images;
import io.eyewitness.nn.network.LayerShapes;
import io.eyewitness.nn.network.Network;
import io.eyewitness.nn.progress.Progress;
import io.eyewitness.theory.evidence.Measurement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
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

    /** How near 0 is near, as a share of the distance of the anchors. */
    private static final double NEAR = 0.25;

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
        for (List<String> some :
                together(network, layers, groups.images().shape().height())) {
            anchored.addAll(new LayerMeter(network, some, groups, units).measure(visualizations));
            progress.finished(some.size());
        }
        return new Paths(layers, units, anchored);
    }

    /** The layers in parts that are measured in one pass each: those that follow one another and together have no more numbers than the largest. */
    private static List<List<String>> together(GraphNetwork network, List<String> layers, int size) {
        Map<String, Shape> shapes = LayerShapes.of(network, layers, size);
        long most = shapes.values().stream().mapToLong(Shape::size).max().orElseThrow();
        List<List<String>> parts = new ArrayList<>();
        long numbers = most;
        for (String layer : layers) {
            long own = shapes.get(layer).size();
            if (numbers + own > most) {
                parts.add(new ArrayList<>());
                numbers = 0;
            }
            parts.get(parts.size() - 1).add(layer);
            numbers += own;
        }
        return parts;
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
     * The numbers that the claims about the middle are about, by Spearman's measure: the distance of the visualization beyond the middle between
     * the anchors and the distance of the anchors, on average over early layers and at the logits.
     */
    public Measurement measurement() {
        Measurement.Table table =
                new Measurement.Table("earlyBeyondMidway", "earlyGap", "logitsBeyondMidway", "logitsGap");
        for (int unit = 0; unit < units.size(); unit++) {
            Anchored end = spearman(layers.size() - 1, unit);
            table.add(
                    units.get(unit).text(),
                    early(unit, Anchored::beyondMidway),
                    early(unit, Anchored::gap),
                    end.beyondMidway(),
                    end.gap());
        }
        return table.measurement();
    }

    /**
     * The numbers that the claims about a manipulated network are about: those of {@link #measurement()}, the same at the last activation, and
     * how much less similar its visualizations are there and at the logits than the clean network's.
     *
     * @param clean the paths of the clean network, of the same units at the same layers
     */
    Measurement below(Paths clean) {
        int logits = layers.size() - 1;
        int last = logits - 1;
        Measurement.Table table = new Measurement.Table(
                "earlyBeyondMidway",
                "earlyGap",
                "lastBeyondMidway",
                "lastFall",
                "lastGap",
                "logitsBeyondMidway",
                "logitsFall",
                "logitsGap");
        for (int unit = 0; unit < units.size(); unit++) {
            table.add(
                    units.get(unit).text(),
                    early(unit, Anchored::beyondMidway),
                    early(unit, Anchored::gap),
                    spearman(last, unit).beyondMidway(),
                    clean.spearman(last, unit).visualization()
                            - spearman(last, unit).visualization(),
                    spearman(last, unit).gap(),
                    spearman(logits, unit).beyondMidway(),
                    clean.spearman(logits, unit).visualization()
                            - spearman(logits, unit).visualization(),
                    spearman(logits, unit).gap());
        }
        return table.measurement();
    }

    private Anchored spearman(int layer, int unit) {
        return at(layer, Similarity.SPEARMAN).get(unit);
    }

    /**
     * The numbers that the claims about 0 are about, where 0 is the similarity of other classes and 1 that of the same class, by Spearman's
     * measure on average over early layers: the distance of the anchors, and the distances of the visualization beyond 1/4 and beyond -1/4. A mean
     * distance over units has the sign of the ratio of means that {@link PathCurve} draws, less 1/4 or -1/4, if the mean distance of the anchors is
     * above 0.
     */
    public Measurement nearZero() {
        Measurement.Table table = new Measurement.Table("earlyGap", "earlyBeyondQuarter", "earlyBeyondMinusQuarter");
        for (int unit = 0; unit < units.size(); unit++) {
            table.add(
                    units.get(unit).text(),
                    early(unit, Anchored::gap),
                    early(unit, anchored -> anchored.beyond(NEAR)),
                    early(unit, anchored -> anchored.beyond(-NEAR)));
        }
        return table.measurement();
    }

    /** The mean of a number of a unit over the early layers, by Spearman's measure. */
    private double early(int unit, ToDoubleFunction<Anchored> number) {
        int early = early(layers.size());
        double mean = 0;
        for (int layer = 0; layer < early; layer++) {
            mean += number.applyAsDouble(spearman(layer, unit)) / early;
        }
        return mean;
    }
}
