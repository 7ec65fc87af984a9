package io.eyewitness.nn.lipschitz;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.eyewitness.nn.graph.Axes;
import io.eyewitness.nn.graph.Binary;
import io.eyewitness.nn.graph.Graph;
import io.eyewitness.nn.graph.GraphNetwork;
import io.eyewitness.nn.graph.Node;
import io.eyewitness.nn.graph.Operation;
import io.eyewitness.nn.graph.Parameters;
import io.eyewitness.nn.graph.Pointwise;
import io.eyewitness.nn.graph.Window;
import io.eyewitness.nn.tensor.Tensor;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Upper bounds on the Lipschitz constants of layers and of their channels, with respect to the l2 norm of pixels in [0,1]; the network's own normalisation
 * of images is included. They are products along the graph: each operation has a rule, and a convolution or a linear map is taken together with
 * the batch normalisation that follows it. All is computed in double precision; what the network itself rounds, in single precision, is
 * not covered.
 *
 * <p>A bound may be far from the smallest constant, because the directions that operations stretch most need not meet.
 */
public final class LipschitzBounds {
    private static final int ALL = -1;

    /** The axes of images. */
    private static final int IMAGES = 4;

    private static final Set<Class<?>> KEEPING_CHANNELS = Set.of(
            Operation.Relu.class,
            Operation.MaxPool.class,
            Operation.GlobalAverage.class,
            Operation.Identity.class,
            Operation.UnitClamp.class,
            Operation.Enlarge.class,
            Operation.Add.class,
            Pointwise.class,
            Window.Pool.class,
            Window.Stretch.class,
            Axes.Resample.class);

    private final Graph graph;
    private final Map<String, Shape> shapes;
    private final Map<String, Node> nodes = new HashMap<>();
    private final Map<String, Tensor> tensors;
    private final Map<String, Double> known = new HashMap<>();
    private final Map<String, Double> norms = new HashMap<>();

    /**
     * The bounds of a network of given parameters.
     *
     * @param shapes of its layers and of its input, see {@link #shapes}
     * @param tensors its parameters
     */
    public LipschitzBounds(Graph graph, Map<String, Shape> shapes, Map<String, Tensor> tensors) {
        this.graph = graph;
        this.shapes = shapes;
        this.tensors = tensors;
        graph.nodes().forEach(node -> nodes.put(node.layer(), node));
    }

    /**
     * The bounds of a network for images of a size.
     *
     * @param size in pixels
     */
    public static LipschitzBounds of(GraphNetwork network, int size) {
        Map<String, Tensor> tensors = network.tensors();
        return new LipschitzBounds(network.graph(), shapes(network.graph(), tensors, network.manager(), size), tensors);
    }

    /**
     * The shapes of all layers and of the input for one image, found with a black one.
     *
     * @param size of the image, in pixels
     */
    public static Map<String, Shape> shapes(Graph graph, Map<String, Tensor> tensors, NDManager manager, int size) {
        Map<String, Shape> shapes = new HashMap<>();
        try (NDManager scratch = manager.newSubManager()) {
            Parameters parameters = Parameters.frozen(graph, tensors, scratch);
            Map<String, NDArray> values = new HashMap<>();
            values.put(Graph.INPUT, scratch.zeros(new Shape(1, graph.input().channels(), size, size)));
            for (Node node : graph.nodes()) {
                List<NDArray> inputs = node.inputs().stream().map(values::get).toList();
                values.put(node.layer(), node.operation().apply(inputs, parameters.under(node.prefix()), false));
            }
            values.forEach((layer, value) -> shapes.put(layer, value.getShape()));
        }
        return shapes;
    }

    /**
     * A bound for all numbers of a layer together.
     *
     * @throws IllegalArgumentException naming an operation on the way that has no rule
     */
    public double of(String layer) {
        return finite(layer, bound(graph.layer(layer), ALL));
    }

    /**
     * A bound for the numbers of one channel of a layer together, such as for one logit.
     *
     * @throws IllegalArgumentException naming an operation on the way that has no rule
     */
    public double of(String layer, int channel) {
        return finite(layer, bound(graph.layer(layer), channel));
    }

    /**
     * Refuses a layer for which there is no bound, without computing one.
     *
     * @throws IllegalArgumentException naming an operation on the way that has no rule
     */
    public void requireFor(String layer) {
        Set<String> needed = new HashSet<>(Set.of(graph.layer(layer)));
        for (int i = graph.nodes().size() - 1; i >= 0; i--) {
            Node node = graph.nodes().get(i);
            if (needed.contains(node.layer())) {
                if (kernel(node).isEmpty() && scales(node).isEmpty()) {
                    rule(node);
                }
                needed.addAll(node.inputs());
            }
        }
    }

    /** The bounds for whole layers that were needed so far, in the order of the layers. */
    public Map<String, Double> known() {
        Map<String, Double> whole = new LinkedHashMap<>();
        for (String layer : graph.layers()) {
            Optional.ofNullable(known.get(ALL + ":" + layer)).ifPresent(bound -> whole.put(layer, bound));
        }
        return whole;
    }

    /**
     * A bound on the norm of a convolution or a linear map by itself, or with the scale that it is.
     *
     * @throws IllegalArgumentException if the layer is something else
     */
    public double norm(String layer) {
        Node node = nodes.get(graph.layer(layer));
        return norm(
                node,
                linear(node)
                        .orElseThrow(() -> new IllegalArgumentException(
                                "the layer " + layer + " of " + graph.name() + " is not linear")),
                ALL);
    }

    private double norm(Node node, Linear linear, int channel) {
        return norms.computeIfAbsent(channel + ":" + node.layer(), key -> linear.norm(channel));
    }

    private double finite(String layer, double bound) {
        if (!Double.isFinite(bound)) {
            throw new IllegalArgumentException("the bound of the layer " + layer + " of " + graph.name()
                    + " is larger than all numbers of double precision");
        }
        return bound;
    }

    /** @param channel or {@link #ALL} */
    private double bound(String layer, int channel) {
        String key = channel + ":" + layer;
        Double before = known.get(key);
        if (before == null) {
            before = layer.equals(Graph.INPUT) ? normalisation(channel) : bound(nodes.get(layer), channel);
            known.put(key, before);
        }
        return before;
    }

    private double normalisation(int channel) {
        List<Float> deviation = graph.input().deviation();
        return 1.0 / (channel == ALL ? Collections.min(deviation) : deviation.get(channel));
    }

    private double bound(Node node, int channel) {
        Optional<Linear> linear = linear(node);
        if (linear.isPresent()) {
            return norm(node, linear.get(), channel) * bound(linear.get().source, ALL);
        }
        Optional<double[]> scales = scales(node);
        if (scales.isPresent()) {
            double scale = channel == ALL
                    ? Arrays.stream(scales.get()).map(Math::abs).max().orElseThrow()
                    : Math.abs(scales.get()[channel]);
            return scale * bound(node.inputs().get(0), channel);
        }
        LipschitzRule rule = rule(node);
        boolean joins = node.operation() instanceof Operation.Concat
                || node.operation() instanceof Axes.Join join && join.axis() == 1;
        if (joins && channel != ALL) {
            return boundOfJoined(node, channel);
        }
        return rule.bound(node.inputs().stream()
                .map(input -> bound(input, channel == ALL ? ALL : before(node, input, channel)))
                .toList());
    }

    private double boundOfJoined(Node node, int channel) {
        int left = channel;
        for (String input : node.inputs()) {
            int width = Math.toIntExact(shapes.get(input).get(1));
            if (left < width) {
                return bound(input, left);
            }
            left -= width;
        }
        throw new IllegalArgumentException(node.layer() + " has no channel " + channel);
    }

    /** The channel of an input on which alone a channel of the output depends; {@link #ALL} if there is none. */
    private int before(Node node, String input, int channel) {
        Shape from = shapes.get(input);
        Shape to = shapes.get(node.layer());
        if (node.operation() instanceof Operation.Flatten) {
            return Math.toIntExact(channel / from.slice(2).size());
        }
        return KEEPING_CHANNELS.stream().anyMatch(kind -> kind.isInstance(node.operation()))
                        || node.operation() instanceof Axes.Reshape && from.dimension() > 1 && from.get(1) == to.get(1)
                        || node.operation() instanceof Axes.Reduce reduce && Collections.min(reduce.axes()) > 1
                        || node.operation() instanceof Binary binary
                                && binary.function() != Binary.Function.MATMUL
                                && from.equals(to)
                ? channel
                : ALL;
    }

    private LipschitzRule rule(Node node) {
        return LipschitzRule.of(node.operation(), new Place(node))
                .orElseThrow(() -> new IllegalArgumentException("the layer " + node.layer() + " of " + graph.name()
                        + " is of the kind " + LipschitzRule.name(node.operation())
                        + ", for which no Lipschitz constant is known or there is none; certify needs a network without"
                        + " it"));
    }

    /** A convolution or a linear map, with the scales that follow it. */
    private record Linear(Kernel kernel, String source, long rows, long columns) {
        double norm(int channel) {
            return channel == ALL ? kernel.norm(rows, columns) : kernel.norm(channel, rows, columns);
        }
    }

    private Optional<Linear> linear(Node node) {
        Optional<Node> source = Optional.ofNullable(nodes.get(node.inputs().get(0)));
        return kernel(node)
                .map(kernel -> linear(kernel, node.inputs().get(0)))
                .or(() -> scales(node)
                        .flatMap(scales -> source.flatMap(this::linear)
                                .map(before -> new Linear(
                                        before.kernel.times(scales), before.source, before.rows, before.columns))));
    }

    private Linear linear(Kernel kernel, String source) {
        Shape shape = shapes.get(source);
        boolean hasPlaces = shape.dimension() == IMAGES;
        return new Linear(kernel, source, hasPlaces ? shape.get(2) : 1, hasPlaces ? shape.get(IMAGES - 1) : 1);
    }

    private Optional<Kernel> kernel(Node node) {
        Place place = new Place(node);
        if (node.operation() instanceof Operation.Conv conv) {
            return Optional.of(new Kernel(
                    place.kernel(conv.out(), conv.in() / conv.groups(), conv.kernel(), conv.kernel()),
                    conv.groups(),
                    List.of(conv.stride(), conv.stride()),
                    List.of(1, 1)));
        }
        if (node.operation() instanceof Window.Convolution conv) {
            return Optional.of(new Kernel(
                    place.kernel(
                            conv.out(),
                            conv.in() / conv.groups(),
                            conv.kernel().get(0),
                            conv.kernel().get(1)),
                    conv.groups(),
                    conv.strides(),
                    conv.dilations()));
        }
        return shapes.get(node.layer()).dimension() == 2 ? matrix(node.operation(), place) : Optional.empty();
    }

    private static Optional<Kernel> matrix(Operation operation, Place place) {
        if (operation instanceof Operation.Linear) {
            return Optional.of(Kernel.linear(place.matrix("weight")));
        }
        return operation instanceof Binary binary
                        && binary.function() == Binary.Function.MATMUL
                        && binary.constant() == Binary.Constant.RIGHT
                        && binary.shape().size() == 2
                ? Optional.of(Kernel.linear(SpectralNorm.transposed(place.matrix("value"))))
                : Optional.empty();
    }

    /** The scale of each channel, if that, and a shift, is all that a node does. */
    private Optional<double[]> scales(Node node) {
        if (node.operation() instanceof Operation.ChannelAffine affine) {
            return Optional.of(
                    affine.scale().stream().mapToDouble(Float::doubleValue).toArray());
        }
        if (node.operation() instanceof Operation.BatchNorm norm) {
            Place place = new Place(node);
            double[] scales = place.values("weight");
            double[] variances = place.values("running_var");
            for (int i = 0; i < scales.length; i++) {
                scales[i] /= Math.sqrt(variances[i] + norm.epsilon());
            }
            return Optional.of(scales);
        }
        return Optional.empty();
    }

    /** A node and what its rule depends on. */
    private final class Place implements LipschitzRule.Site {
        private final Node node;

        Place(Node node) {
            this.node = node;
        }

        @Override
        public Shape input(int number) {
            return shapes.get(node.inputs().get(number));
        }

        @Override
        public int inputs() {
            return node.inputs().size();
        }

        @Override
        public Shape output() {
            return shapes.get(node.layer());
        }

        private Tensor tensor(String parameter) {
            return tensors.get(node.prefix().isEmpty() ? parameter : node.prefix() + "." + parameter);
        }

        @Override
        public double[] values(String parameter) {
            float[] values = tensor(parameter).values();
            return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
        }

        @Override
        public double[][] matrix(String parameter) {
            double[] values = values(parameter);
            int width = Math.toIntExact(tensor(parameter).shape().get(1));
            return IntStream.range(0, values.length / width)
                    .mapToObj(row -> Arrays.copyOfRange(values, row * width, (row + 1) * width))
                    .toArray(double[][]::new);
        }

        private double[][][][] kernel(int out, int in, int height, int width) {
            double[] values = values("weight");
            double[][][][] kernel = new double[out][in][height][width];
            for (int i = 0; i < values.length; i++) {
                int place = i / width;
                kernel[place / height / in][place / height % in][place % height][i % width] = values[i];
            }
            return kernel;
        }
    }
}
