package io.eyewitness.nn.inspect;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.eyewitness.nn.graph.Axes;
import io.eyewitness.nn.graph.Binary;
import io.eyewitness.nn.graph.Graph;
import io.eyewitness.nn.graph.GraphNetwork;
import io.eyewitness.nn.graph.Node;
import io.eyewitness.nn.graph.Operation;
import io.eyewitness.nn.graph.Pointwise;
import io.eyewitness.nn.graph.Window;
import io.eyewitness.nn.image.Images;
import io.eyewitness.nn.inspect.NaturalRange.Interval;
import io.eyewitness.nn.tensor.Owned;
import io.eyewitness.nn.visualize.Activations;
import io.eyewitness.nn.visualize.Objective;
import io.eyewitness.nn.visualize.UnitSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How much of a unit's value at some images depends on channels that natural images do not activate, gate by gate. The channels are held at what
 * natural images make of them, and the unit is computed again; the share that depends on them is
 *
 * <pre>{@code
 * min(1, |f(x) - f'(x)| / max(|f(x) - mean|, deviation))
 * }</pre>
 *
 * <p>f is the unit, f' the unit with these channels held, mean and deviation are those of f on natural images: the share of its rise above natural
 * images. Why not the gradient times the activation? In a fooling circuit the gradient with respect to E is k, many times the value, and that with
 * respect to what E reads is 0, as E is saturated; a change of the channels is exact for both. Gates that the unit is only a choice, a
 * mean or a maximum of are left out, for they are the unit itself.
 *
 * @param layers the gates in the order of computation
 */
record SilentPaths(List<AtGate> layers) {
    /**
     * The shares at a gate, for each image.
     *
     * @param layer the gate
     * @param dead the share that depends on its dead channels, which are held at 0
     * @param rare the share that depends on its rare channels, dead ones included, which are held at 0
     * @param held the share that depends on what lies outside the natural range of any channel, 1 % of the images left out at either end
     * @param narrow the part of the latter that goes through one channel, to first order
     * @param isOne whether the network's structure lets the unit see one channel of several, so that narrow says nothing
     */
    record AtGate(String layer, double[] dead, double[] rare, double[] held, double[] narrow, boolean isOne) {
        /** How much one channel beyond its natural range carries. */
        double[] beyond() {
            double[] product = new double[held.length];
            for (int i = 0; i < product.length; i++) {
                product[i] = held[i] * narrow[i];
            }
            return product;
        }
    }

    /** Operations whose output is a choice, a mean or a maximum of their inputs' numbers; channels stay apart. */
    private static final Set<Class<?>> ARRANGING = Set.of(
            Operation.Concat.class,
            Operation.Identity.class,
            Operation.MaxPool.class,
            Operation.GlobalAverage.class,
            Operation.Flatten.class,
            Operation.Enlarge.class,
            Window.Pool.class,
            Axes.Tokens.class,
            Axes.Permute.class,
            Axes.Border.class,
            Axes.Resample.class);

    /** Other operations of each channel by itself. */
    private static final Set<Class<?>> PER_CHANNEL = Set.of(
            Operation.Add.class,
            Operation.BatchNorm.class,
            Operation.ChannelAffine.class,
            Operation.Relu.class,
            Operation.UnitClamp.class,
            Pointwise.class,
            Window.Stretch.class);

    /** The gates at which {@code beyond} can tell one channel from many. */
    List<AtGate> choosing() {
        return layers.stream().filter(gate -> !gate.isOne).toList();
    }

    /**
     * The shares of a unit at images.
     *
     * @param mean of the unit at natural images
     * @param deviation of the unit at natural images
     */
    static SilentPaths of(
            GraphNetwork network, UnitSpec unit, Images images, NaturalRange range, double mean, double deviation) {
        return new Measure(network, unit, images, range, mean, deviation).paths();
    }

    /** The gates that are the unit itself. */
    static Set<String> own(Graph graph, UnitSpec unit) {
        Set<String> own = new HashSet<>();
        unit.layers().forEach(layer -> own.add(graph.layer(layer)));
        List<Node> nodes = graph.nodes();
        for (int i = nodes.size() - 1; i >= 0; i--) {
            Node node = nodes.get(i);
            if (own.contains(node.layer()) && isArranging(node.operation())) {
                own.addAll(node.inputs());
            }
        }
        return own;
    }

    private static boolean isArranging(Operation operation) {
        return ARRANGING.contains(operation.getClass())
                || operation instanceof Axes.Reduce reduce
                        && reduce.axes().stream().allMatch(axis -> axis > 1)
                        && (reduce.summary() == Axes.Summary.MEAN || reduce.summary() == Axes.Summary.MAX);
    }

    /** The layers that depend on a layer, without itself. */
    static Set<String> after(Graph graph, String layer) {
        Set<String> after = new HashSet<>(Set.of(layer));
        for (Node node : graph.nodes()) {
            if (node.inputs().stream().anyMatch(after::contains)) {
                after.add(node.layer());
            }
        }
        after.remove(layer);
        return after;
    }

    /** The layers of which a channel of the unit's layer depends on one channel, whatever the parameters, as through depthwise convolutions. */
    static Set<String> one(Graph graph, UnitSpec unit) {
        Set<String> before = new HashSet<>();
        Set<String> mixed = new HashSet<>();
        unit.layers().forEach(layer -> before.add(graph.layer(layer)));
        List<Node> nodes = graph.nodes();
        for (int i = nodes.size() - 1; i >= 0; i--) {
            Node node = nodes.get(i);
            if (before.contains(node.layer())) {
                before.addAll(node.inputs());
                if (mixed.contains(node.layer()) || !isPerChannel(node.operation())) {
                    mixed.addAll(node.inputs());
                }
            }
        }
        before.removeAll(mixed);
        return before;
    }

    private static boolean isPerChannel(Operation operation) {
        if (operation instanceof Operation.Conv conv) {
            return conv.groups() == conv.in();
        }
        if (operation instanceof Window.Convolution convolution) {
            return convolution.groups() == convolution.in();
        }
        return isArranging(operation)
                || PER_CHANNEL.contains(operation.getClass())
                || operation instanceof Binary binary
                        && binary.constant() != Binary.Constant.NONE
                        && binary.function() != Binary.Function.MATMUL;
    }

    private record Measure(
            GraphNetwork network,
            Objective unit,
            Images images,
            NaturalRange range,
            Set<String> own,
            Set<String> one,
            double mean,
            double deviation) {
        Measure(GraphNetwork network, UnitSpec unit, Images images, NaturalRange range, double mean, double deviation) {
            this(
                    network,
                    unit.objective(),
                    images,
                    range,
                    SilentPaths.own(network.graph(), unit),
                    SilentPaths.one(network.graph(), unit),
                    mean,
                    deviation);
        }

        /**
         * What is seen at a gate.
         *
         * @param values of its channels at each image
         * @param places the number of places of a channel
         * @param slopes of the unit with respect to them
         */
        private record Seen(float[] values, int places, float[] slopes) {
            int channels(int images) {
                return values.length / images / places;
            }
        }

        SilentPaths paths() {
            Map<String, Seen> seen = seen();
            try (NDManager scratch = network.manager().newSubManager()) {
                NDArray view = images.on(scratch);
                Map<String, NDArray> outputs = new LinkedHashMap<>();
                Map<String, NDArray> activations = network.activations(view, unit.layers(), (node, output) -> {
                    if (seen.containsKey(node.layer())) {
                        NDArray copy = output.duplicate();
                        copy.attach(scratch);
                        outputs.put(node.layer(), copy);
                    }
                    return output;
                });
                float[] values = unit.of(new Activations(view, activations)).toFloatArray();
                List<AtGate> gates = new ArrayList<>();
                seen.forEach((layer, each) -> gates.add(at(layer, each, outputs, values)));
                return new SilentPaths(gates);
            }
        }

        private AtGate at(String layer, Seen seen, Map<String, NDArray> outputs, float... values) {
            Map<String, NDArray> others = new LinkedHashMap<>(outputs);
            others.keySet().removeAll(after(network.graph(), layer));
            Interval usual = range.usual(layer);
            double[] dead = depending(layer, seen, range.whole(layer).ofSilentChannels(), others, values);
            double[] rare = depending(layer, seen, usual.ofSilentChannels(), others, values);
            double[] held = depending(layer, seen, usual, others, values);
            boolean isOne = one.contains(layer) && usual.low().length > 1;
            return new AtGate(layer, dead, rare, held, narrow(seen, usual), isOne);
        }

        /**
         * The shares that depend on what lies outside an interval for each channel of a gate.
         *
         * @param outputs of the gate and of gates that do not depend on it
         */
        private double[] depending(
                String layer, Seen seen, Interval natural, Map<String, NDArray> outputs, float... values) {
            double[] shares = new double[values.length];
            if (!leaves(seen, natural)) {
                return shares;
            }
            float[] others = values(layer, outputs, natural);
            for (int i = 0; i < shares.length; i++) {
                double rise = Math.max(Math.abs(values[i] - mean), deviation);
                double change = Math.abs((double) values[i] - others[i]);
                shares[i] = rise > 0 ? Math.min(1, change / rise) : 0;
            }
            return shares;
        }

        /** The values of the unit with a gate held; what does not depend on the gate is given, not computed again. */
        private float[] values(String layer, Map<String, NDArray> outputs, Interval natural) {
            try (NDManager scratch = network.manager().newSubManager()) {
                NDArray view = images.on(scratch);
                Map<String, NDArray> given = new LinkedHashMap<>(outputs);
                given.put(layer, held(outputs.get(layer), scratch, natural));
                return unit.of(new Activations(view, network.activations(view, unit.layers(), given)))
                        .toFloatArray();
            }
        }

        private boolean leaves(Seen seen, Interval natural) {
            for (int i = 0; i < seen.values.length; i++) {
                if (outside(seen.values[i], natural, i / seen.places % natural.low().length) != 0) {
                    return true;
                }
            }
            return false;
        }

        /** How far above an interval a value lies; negative if below, 0 within. */
        private static double outside(float value, Interval natural, int channel) {
            return Math.max(0, (double) value - natural.high()[channel])
                    + Math.min(0, (double) value - natural.low()[channel]);
        }

        private static NDArray held(NDArray output, NDManager manager, Interval natural) {
            long[] shape = new long[output.getShape().dimension()];
            Arrays.fill(shape, 1);
            shape[1] = natural.low().length;
            NDArray below = output.minimum(Owned.floats(manager, natural.high(), new Shape(shape)));
            below.attach(manager);
            NDArray held = below.maximum(Owned.floats(manager, natural.low(), new Shape(shape)));
            held.attach(manager);
            return held;
        }

        /** The gates before the unit. */
        private Map<String, Seen> seen() {
            Map<String, NDArray> nothing = new LinkedHashMap<>();
            Map<String, Seen> seen = new LinkedHashMap<>();
            try (NDManager scratch = network.manager().newSubManager();
                    GradientCollector collector = scratch.getEngine().newGradientCollector()) {
                NDArray view = images.on(scratch);
                Map<String, NDArray> activations = network.activations(view, unit.layers(), (node, output) -> {
                    if (!range.gates().containsKey(node.layer()) || own.contains(node.layer())) {
                        return output;
                    }
                    NDArray leaf = scratch.zeros(output.getShape());
                    leaf.setRequiresGradient(true);
                    nothing.put(node.layer(), leaf);
                    seen.put(node.layer(), new Seen(output.toFloatArray(), places(output.getShape()), new float[0]));
                    return output.add(leaf);
                });
                if (!nothing.isEmpty()) {
                    collector.backward(
                            unit.of(new Activations(view, activations)).sum());
                }
                nothing.forEach((layer, leaf) -> seen.computeIfPresent(
                        layer,
                        (name, values) -> new Seen(
                                values.values, values.places, leaf.getGradient().toFloatArray())));
            }
            return seen;
        }

        private static int places(Shape shape) {
            return (int) (shape.size() / shape.get(0) / shape.get(1));
        }

        /** The largest part of a channel in what lies outside an interval for each channel, times the unit's slope. */
        private double[] narrow(Seen seen, Interval natural) {
            double[] narrow = new double[images.batch()];
            int channels = seen.channels(narrow.length);
            for (int image = 0; image < narrow.length; image++) {
                double sum = 0;
                double largest = 0;
                for (int channel = 0; channel < channels; channel++) {
                    double part = 0;
                    int from = (image * channels + channel) * seen.places;
                    for (int i = from; i < from + seen.places; i++) {
                        part += seen.slopes[i] * outside(seen.values[i], natural, channel);
                    }
                    sum += Math.abs(part);
                    largest = Math.max(largest, Math.abs(part));
                }
                narrow[image] = sum > 0 ? largest / sum : 0;
            }
            return narrow;
        }
    }
}
