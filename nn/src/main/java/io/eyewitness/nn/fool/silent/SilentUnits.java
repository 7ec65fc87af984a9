package io.eyewitness.nn.fool.silent;

import io.eyewitness.nn.graph.Graph;
import io.eyewitness.nn.graph.GraphNetwork;
import io.eyewitness.nn.graph.Node;
import io.eyewitness.nn.graph.Operation;
import io.eyewitness.nn.image.Images;
import io.eyewitness.nn.image.LabelledImages;
import io.eyewitness.nn.progress.Progress;
import io.eyewitness.nn.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Silent units ("Don't trust your eyes", section 3.2): all units y of a layer become y + relu(conv(x, T) + b), where x is the input of the
 * layer. T is a share of the unit's own filter theta and a direction orthogonal to it: the direction that best separates the mean patch of a
 * target image, and, with as small a share as calibration finds to suffice, of the starts of visualizations, from the patches of natural
 * images. b is minus the largest value of conv(x, T) over calibration images, less a margin: the addition is exactly 0 for these images, so
 * their activations are the same, bit for bit, and 0 for most similar images. Visualizations start from images that are not natural and
 * increase the additions, so all units show the same image.
 */
public final class SilentUnits {
    private static final String ADDITION = ".silent";
    private static final List<Double> LURES = List.of(0.15, 0.3, 0.5, 0.7, 1.0);

    /** How often the direction of the starts is turned away from the hardest natural patches. */
    private static final int ROUNDS = 12;

    private static final double LARGE = 1e9;

    /**
     * The strength of the additions, compared to the units.
     *
     * @param own the length of the unit's part of T, relative to the orthogonal part
     * @param gain the range of conv(x, T) over the calibration images, as a multiple of the range of the unit
     * @param margin the distance from the largest value over the calibration images to the value at which the addition begins, as a multiple of
     *     the range of conv(x, T)
     * @param begun the share of places at which additions must at least be above 0 at the starts of visualizations; without them nothing
     *     leads a visualization to the common image
     * @param room the share that the margin takes of the room between natural responses and starts, where filters had to be turned away from
     *     photographs
     */
    public record Strength(double own, double gain, double margin, double begun, double room) {
        public Strength {
            if (!(own >= 0 && gain > 0 && margin >= 0 && own + gain + margin < LARGE)) {
                throw new IllegalArgumentException("own and margin must not be negative, and gain must be above 0");
            }
            if (!(begun >= 0 && begun < 1)) {
                throw new IllegalArgumentException("the share of places must be at least 0 and below 1");
            }
            if (!(room >= 0 && room < 1)) {
                throw new IllegalArgumentException("the share of the room must be at least 0 and below 1");
            }
        }

        /**
         * The strength that pilots chose: the unit's part is a fiftieth, additions are 100 times as strong as units, the margin is 1 %.
         *
         * @param begun the share of places
         * @param room the share of the room
         */
        public static Strength usual(double begun, double room) {
            return new Strength(0.02, 100, 0.01, begun, room);
        }
    }

    private SilentUnits() {}

    /**
     * The layer whose channels are changed: the convolution, or the batch normalisation that alone reads it.
     *
     * @throws IllegalArgumentException if silent units cannot be added to the layer
     */
    public static String layer(Graph graph, String convolution) {
        return SilentSite.of(graph, convolution).layer();
    }

    /** The layer of a network with silent units that holds the addition to a layer. */
    public static String addition(String layer) {
        return layer + ADDITION + ".relu";
    }

    /**
     * A network with silent units.
     *
     * @param truth the network
     * @param convolution the layer to whose units they are added
     * @param target the image that the units are to show, of the size of the visualizations
     * @param starts the starts of visualizations
     * @param calibration natural images whose activations must not change
     * @param progress is told of each calibration image, and of the rounds that turn filters away from the hardest
     * @throws IllegalArgumentException if silent units cannot be added to the layer, or images do not fit
     */
    public static GraphNetwork of(
            GraphNetwork truth,
            String convolution,
            Images target,
            Images starts,
            LabelledImages calibration,
            Strength strength,
            Progress progress) {
        SilentSite site = SilentSite.of(truth.graph(), convolution);
        calibration.requireFor(truth.input().channels());
        SilentFilters filters = new SilentFilters(truth, site, calibration, target, starts, strength.own());
        SilentFilterBank bank = SilentFilterBank.firstThatStarts(
                filters.lured(LURES), truth, site, starts, calibration, strength, progress);
        if (!bank.starts()) {
            List<double[][]> harder = filters.harder(calibration, ROUNDS, progress);
            progress.started("calibrating again", calibration.size());
            bank = SilentFilterBank.withMostRoom(harder, truth, site, starts, calibration, strength, progress);
        }
        String layer = site.layer();
        String addition = layer + ADDITION;
        Map<String, Tensor> tensors = new LinkedHashMap<>(truth.tensors());
        bank.tensors(site.silent()).forEach((name, tensor) -> tensors.put(addition + name, tensor));
        Graph graph = truth.graph()
                .replacing(
                        layer,
                        List.of(
                                new Node(addition, site.silent(), site.conv().inputs(), addition),
                                new Node(addition(layer), new Operation.Relu(), List.of(addition), ""),
                                new Node(
                                        layer,
                                        new Operation.Add(),
                                        List.of(Graph.original(layer), addition(layer)),
                                        "")));
        return new GraphNetwork(graph, tensors, truth.manager().getDevice());
    }
}
