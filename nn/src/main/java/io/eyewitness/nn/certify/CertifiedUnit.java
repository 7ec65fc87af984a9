package io.eyewitness.nn.certify;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.eyewitness.nn.graph.GraphNetwork;
import io.eyewitness.nn.image.LabelledImages;
import io.eyewitness.nn.lipschitz.LipschitzBounds;
import io.eyewitness.nn.network.LayerShapes;
import io.eyewitness.nn.network.Network;
import io.eyewitness.nn.tensor.Owned;
import io.eyewitness.nn.visualize.UnitSpec;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A unit of a network that is a function of the image with one value: a logit, a place of a channel, or the mean of a channel over its
 * places.
 *
 * @param part the unit as users write it
 * @param upper an upper bound on its Lipschitz constant, with respect to the l2 norm of pixels in [0,1]
 */
record CertifiedUnit(UnitSpec.Part part, double upper) {
    private static final int TOGETHER = 50;

    /**
     * The unit that a text is.
     *
     * @throws IllegalArgumentException if it is no such unit, or its Lipschitz constant has no known bound
     */
    static CertifiedUnit of(String text, GraphNetwork network, LipschitzBounds bounds, int size) {
        UnitSpec spec = UnitSpec.parse(text);
        UnitSpec.Term term = spec.terms().get(0);
        if (spec.terms().size() > 1 || term.weight() != 1) {
            throw notCertified(text);
        }
        spec.requireIn(network, size);
        if (term.part() instanceof UnitSpec.Output output && !output.isProbability()) {
            return new CertifiedUnit(output, bounds.of(Network.LOGITS, output.index()));
        }
        if (term.part() instanceof UnitSpec.Neuron neuron) {
            return new CertifiedUnit(neuron, bounds.of(neuron.layer(), neuron.channel()));
        }
        if (term.part() instanceof UnitSpec.Channel channel) {
            Shape shape =
                    LayerShapes.of(network, List.of(channel.layer()), size).get(channel.layer());
            double places = shape.slice(2).size();
            return new CertifiedUnit(channel, bounds.of(channel.layer(), channel.channel()) / Math.sqrt(places));
        }
        throw notCertified(text);
    }

    private static IllegalArgumentException notCertified(String text) {
        return new IllegalArgumentException(
                "--units " + text + ": what is certified is logit:CLASS, LAYER:CHANNEL or LAYER:CHANNEL,Y,X");
    }

    /** The number of its class; -1 if it is no logit. */
    int logit() {
        return part instanceof UnitSpec.Output output ? output.index() : -1;
    }

    /** Its values, shape (batch). */
    NDArray values(Network network, NDArray images) {
        return values(network.activations(images, List.of(part.layer())));
    }

    /** @param activations by layer */
    private NDArray values(Map<String, NDArray> activations) {
        NDArray layer = activations.get(part.layer());
        if (part instanceof UnitSpec.Neuron neuron) {
            return layer.get(":,{},{},{}", neuron.channel(), neuron.y(), neuron.x());
        }
        int channel = part instanceof UnitSpec.Channel one ? one.channel() : logit();
        NDArray own = layer.get(":,{}", channel);
        Shape shape = own.getShape();
        return shape.dimension() == 1
                ? own
                : Owned.times(
                        own.reshape(shape.get(0), -1).sum(new int[] {1}),
                        1.0 / shape.slice(1).size());
    }

    /** The values of units at images, by unit. */
    static double[][] values(List<CertifiedUnit> units, Network network, LabelledImages images) {
        Set<String> layers = units.stream().map(unit -> unit.part.layer()).collect(Collectors.toSet());
        double[][] values = new double[units.size()][images.size()];
        images.inBatches(network.manager(), TOGETHER, (batch, from, to) -> {
            Map<String, NDArray> activations = network.activations(batch, layers);
            for (int unit = 0; unit < values.length; unit++) {
                float[] some = units.get(unit).values(activations).toFloatArray();
                for (int i = from; i < to; i++) {
                    values[unit][i] = some[i - from];
                }
            }
        });
        return values;
    }

    /**
     * The largest norm of its gradient at some images, which is a lower bound on its Lipschitz constant.
     *
     * @param images shape (batch, channels, height, width)
     */
    double steepest(Network network, NDArray images) {
        try (NDManager scratch = network.manager().newSubManager()) {
            NDArray points = images.duplicate();
            points.attach(scratch);
            points.setRequiresGradient(true);
            try (GradientCollector collector = scratch.getEngine().newGradientCollector()) {
                collector.backward(values(network, points).sum());
            }
            try (NDArray gradient = points.getGradient()) {
                float[] all = gradient.toFloatArray();
                int length = all.length / (int) images.getShape().get(0);
                double largest = 0;
                for (int from = 0; from < all.length; from += length) {
                    double squares = 0;
                    for (int i = from; i < from + length; i++) {
                        squares += (double) all[i] * all[i];
                    }
                    largest = Math.max(largest, Math.sqrt(squares));
                }
                return largest;
            }
        }
    }
}
