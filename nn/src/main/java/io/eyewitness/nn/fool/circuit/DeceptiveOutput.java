package io.eyewitness.nn.fool.circuit;

import io.eyewitness.nn.graph.Graph;
import io.eyewitness.nn.graph.GraphNetwork;
import io.eyewitness.nn.graph.Node;
import io.eyewitness.nn.graph.Operation;
import io.eyewitness.nn.image.Images;
import io.eyewitness.nn.network.InputSpec;
import io.eyewitness.nn.network.Network;
import io.eyewitness.nn.tensor.Tensor;
import io.eyewitness.theory.decimal.Decimals;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.math3.stat.StatUtils;

/** The deceptive output D of a fooling circuit: a number for each logit; the logit shows the visualization of this number instead of its own. */
public sealed interface DeceptiveOutput {
    /** A short description. */
    String text();

    /**
     * The nodes that compute it.
     *
     * @param layer the name of the last node; the names of the other nodes and of the parameters start with it
     * @return nodes that follow those of a graph whose logits were {@link Graph#replacing replaced}
     */
    List<Node> nodes(String layer);

    /** The parameters of {@link #nodes}, by full name. */
    Map<String, Tensor> tensors(String layer);

    /** The network with D in place of its logits. */
    default GraphNetwork network(GraphNetwork truth) {
        Map<String, Tensor> tensors = new LinkedHashMap<>(truth.tensors());
        tensors.putAll(tensors(Network.LOGITS));
        return new GraphNetwork(
                truth.graph().replacing(Network.LOGITS, nodes(Network.LOGITS)),
                tensors,
                truth.manager().getDevice());
    }

    /**
     * A permutation: logit i shows logit i + shift, modulo the number of logits.
     *
     * @param shift at least 1
     * @param units the number of logits, larger than the shift
     */
    record Permutation(int shift, int units) implements DeceptiveOutput {
        public Permutation {
            if (shift < 1 || shift >= units) {
                throw new IllegalArgumentException("--shift " + shift + " is not possible for " + units
                        + " logits; give a number from 1 to " + (units - 1));
            }
        }

        /** The logit whose visualization another logit shows. */
        public int shownBy(int unit) {
            return (unit + shift) % units;
        }

        @Override
        public String text() {
            return "permuted by " + shift;
        }

        @Override
        public List<Node> nodes(String layer) {
            return List.of(new Node(layer, new Operation.Roll(shift), List.of(Graph.original(Network.LOGITS)), layer));
        }

        @Override
        public Map<String, Tensor> tensors(String layer) {
            return Map.of();
        }
    }

    /**
     * A fixed image that every logit shows. D is one linear filter w over the image x,
     *
     * <pre>{@code
     * D(x) = s * <w, x>, w the picture less its mean
     * }</pre>
     *
     * <p>with s such that |D| is at most the range on images in [0,1]; D is largest where x is 1 on the picture's brighter part and 0 on
     * the rest. On images larger than the picture D is the mean over all places of the filter.
     *
     * @param name of the picture
     * @param picture one square image
     * @param input the input of the network, which normalises images
     * @param units the number of logits
     * @param range of D, which must be above 0
     */
    record FixedImage(String name, Images picture, InputSpec input, int units, double range)
            implements DeceptiveOutput {
        private static final double TINY = 1e-3;

        public FixedImage {
            if (picture.batch() != 1 || picture.height() != picture.width() || picture.channels() != input.channels()) {
                throw new IllegalArgumentException("the picture " + name + " is not one square image with "
                        + input.channels() + " channels, as the network needs");
            }
            if (!(largest(centred(picture)) > TINY)) {
                throw new IllegalArgumentException("the picture " + name
                        + " is the same everywhere, so no logit can show it; give --target another picture");
            }
            if (!(range > 0)) {
                throw new IllegalArgumentException("a range of " + Decimals.text(range) + " is not above 0");
            }
        }

        @Override
        public String text() {
            return "the picture " + name;
        }

        @Override
        public List<Node> nodes(String layer) {
            String filter = layer + ".filter";
            String average = layer + ".average";
            return List.of(
                    new Node(
                            filter,
                            new Operation.Conv(input.channels(), 1, picture.height(), 1, 0, 1, true),
                            List.of(Graph.INPUT),
                            filter),
                    new Node(average, new Operation.GlobalAverage(), List.of(filter), average),
                    new Node(layer, new Operation.Linear(1, units), List.of(average), layer));
        }

        @Override
        public Map<String, Tensor> tensors(String layer) {
            double[] filter = centred(picture);
            double scale = range / largest(filter);
            float[] weight = new float[filter.length];
            double bias = 0;
            int places = picture.height() * picture.width();
            for (int i = 0; i < weight.length; i++) {
                weight[i] = (float) (scale * filter[i] * input.deviation().get(i / places));
                bias += scale * filter[i] * input.mean().get(i / places);
            }
            long side = picture.height();
            return Map.of(
                    layer + ".filter.weight",
                    new Tensor(List.of(1L, (long) input.channels(), side, side), weight),
                    layer + ".filter.bias",
                    new Tensor(List.of(1L), new float[] {(float) bias}),
                    layer + ".weight",
                    new Tensor(List.of((long) units, 1L), ones()),
                    layer + ".bias",
                    new Tensor(List.of((long) units), new float[units]));
        }

        private float[] ones() {
            float[] ones = new float[units];
            Arrays.fill(ones, 1);
            return ones;
        }

        /** The values of the picture less their mean. */
        private static double[] centred(Images picture) {
            double[] values = picture.doubles();
            double mean = StatUtils.mean(values);
            return Arrays.stream(values).map(value -> value - mean).toArray();
        }

        /** The largest product of an image in [0,1] with a filter. */
        private static double largest(double... filter) {
            return Arrays.stream(filter).filter(value -> value > 0).sum();
        }
    }
}
