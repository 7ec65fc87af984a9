package io.eyewitness.nn.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The way back through a graph past closed ReLUs. Where none of an image's slope comes through a ReLU, for it is closed wherever there is a
 * slope, it lets through what would open it, at all places that should rise. All else is differentiated as it is.
 *
 * <p>Source: the redirected ReLU of Lucid (Olah, Mordvintsev and Schubert, "Feature Visualization", Distill 2017).
 */
final class RedirectedSlope {
    private static final double TINY = 1e-12;

    private final Graph graph;
    private final Parameters parameters;
    private final Map<String, NDArray> values = new HashMap<>();
    private final Map<String, NDArray> slopes;

    private RedirectedSlope(Graph graph, Parameters parameters, Map<String, NDArray> slopes) {
        this.graph = graph;
        this.parameters = parameters;
        this.slopes = new HashMap<>(slopes);
    }

    /**
     * With respect to images.
     *
     * @param images shape (batch, channels, height, width)
     * @param slopes by layer, shaped as its activations
     * @return shaped as the images, in their manager
     */
    static NDArray of(Graph graph, Parameters parameters, NDArray images, Map<String, NDArray> slopes) {
        try (NDManager scratch = images.getManager().newSubManager()) {
            NDArray view = images.duplicate();
            view.attach(scratch);
            NDArray slope = new RedirectedSlope(graph, parameters, slopes).of(view);
            slope.attach(images.getManager());
            return slope;
        }
    }

    private NDArray of(NDArray images) {
        List<Node> needed = graph.needed(slopes.keySet());
        values.put(Graph.INPUT, graph.input().normalised(images));
        needed.forEach(node -> values.put(node.layer(), apply(node, inputs(node))));
        for (int i = needed.size() - 1; i >= 0; i--) {
            Node node = needed.get(i);
            NDArray slope = slopes.remove(node.layer());
            List<NDArray> before = node.operation() instanceof Operation.Relu
                    ? List.of(redirected(inputs(node).get(0), slope))
                    : back(inputs(node), slope, inputs -> apply(node, inputs));
            for (int k = 0; k < before.size(); k++) {
                slopes.merge(node.inputs().get(k), before.get(k), NDArray::add);
            }
        }
        return back(
                        List.of(images),
                        slopes.get(Graph.INPUT),
                        inputs -> graph.input().normalised(inputs.get(0)))
                .get(0);
    }

    private List<NDArray> inputs(Node node) {
        return node.inputs().stream().map(values::get).toList();
    }

    private NDArray apply(Node node, List<NDArray> inputs) {
        return node.operation().apply(inputs, parameters.under(node.prefix()), false);
    }

    private interface Step {
        NDArray of(List<NDArray> inputs);
    }

    private static List<NDArray> back(List<NDArray> inputs, NDArray slope, Step step) {
        List<NDArray> leaves = new ArrayList<>();
        for (NDArray input : inputs) {
            NDArray leaf = input.duplicate();
            leaf.setRequiresGradient(true);
            leaves.add(leaf);
        }
        try (GradientCollector collector = slope.getManager().getEngine().newGradientCollector()) {
            collector.backward(step.of(leaves).mul(slope).sum());
        }
        return leaves.stream().map(NDArray::getGradient).toList();
    }

    private static NDArray redirected(NDArray input, NDArray slope) {
        NDArray nothing = slope.zerosLike();
        NDArray through = NDArrays.where(input.gt(0), slope, nothing);
        NDArray blocked = largest(through.abs(), 1).eq(0);
        NDArray rising = slope.gt(0).logicalAnd(blocked);
        return NDArrays.where(rising, slope.mul(nearness(input)), through);
    }

    /** Of each place to the one in its channel that is nearest to opening: 1 there, and less by e for each deviation of the channel's inputs. */
    private static NDArray nearness(NDArray input) {
        NDArray behind = input.sub(largest(input, 2));
        Shape shape = input.getShape();
        NDArray rows = behind.reshape(shape.get(0) * shape.get(1), -1);
        NDArray deviation = rows.sub(rows.mean(new int[] {1}).reshape(-1, 1))
                .square()
                .mean(new int[] {1})
                .add(TINY)
                .sqrt();
        return rows.div(deviation.reshape(-1, 1)).exp().reshape(shape);
    }

    /** Of what follows the first axes, which stay; the others have length 1. */
    private static NDArray largest(NDArray array, int axes) {
        long[] shape = new long[array.getShape().dimension()];
        Arrays.fill(shape, 1);
        System.arraycopy(array.getShape().getShape(), 0, shape, 0, axes);
        long rows = array.getShape().slice(0, axes).size();
        return array.reshape(rows, -1).max(new int[] {1}).reshape(new Shape(shape));
    }
}
