package io.eyewitness.nn.graph;

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
import java.util.Set;

/**
 * The way back through a graph past closed ReLUs. Where none of an image's slope comes through a ReLU, for it is closed wherever there is a
 * slope, it lets through what would open it: each channel's slope at places that should rise, most of it where the input is nearest to
 * opening. A ReLU that has a largest value, as ReLU6 has, is also closed where it is saturated; it opens there at places that should fall.
 * All else is differentiated as it is.
 *
 * <p>Source: the redirected ReLU of Lucid (Olah, Mordvintsev and Schubert, "Feature Visualization", Distill 2017), which takes all places
 * alike; but on average over all places a filter that looks for edges has hardly a slope.
 */
final class RedirectedRelu {
    private static final double TINY = 1e-12;

    private final Graph graph;
    private final Parameters parameters;
    private final Map<String, NDArray> values = new HashMap<>();
    private final Map<String, NDArray> slopes;

    private RedirectedRelu(Graph graph, Parameters parameters, Map<String, NDArray> slopes) {
        this.graph = graph;
        this.parameters = parameters;
        this.slopes = new HashMap<>();
        slopes.forEach((layer, slope) -> this.slopes.merge(graph.layer(layer), slope, NDArray::add));
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
            NDArray slope = new RedirectedRelu(graph, parameters, slopes).of(view);
            slope.attach(images.getManager());
            return slope;
        }
    }

    private NDArray of(NDArray images) {
        List<Node> needed = graph.needed(slopes.keySet(), Set.of());
        values.put(Graph.INPUT, graph.input().normalised(images));
        needed.forEach(node -> values.put(node.layer(), apply(node, inputs(node))));
        for (int i = needed.size() - 1; i >= 0; i--) {
            Node node = needed.get(i);
            NDArray slope = slopes.remove(node.layer());
            List<NDArray> back = back(inputs(node), slope, inputs -> apply(node, inputs));
            List<NDArray> before = Pointwise.Gate.of(node.operation())
                    .map(gate -> List.of(redirected(inputs(node).get(0), slope, back.get(0), gate)))
                    .orElse(back);
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

    /**
     * Past a gate.
     *
     * @param through what of the slope comes through it
     */
    private static NDArray redirected(NDArray input, NDArray slope, NDArray through, Pointwise.Gate gate) {
        NDArray blocked = largest(through.abs()).eq(0);
        NDArray below = input.sub(gate.lower());
        NDArray rising = slope.gt(0).logicalAnd(below.lte(0)).logicalAnd(blocked);
        NDArray opened = NDArrays.where(rising, slope.mul(shares(below, rising)), through);
        if (Float.isInfinite(gate.upper())) {
            return opened;
        }
        NDArray above = input.neg().add(gate.upper());
        NDArray falling = slope.lt(0).logicalAnd(above.lte(0)).logicalAnd(blocked);
        return NDArrays.where(falling, slope.mul(shares(above, falling)), opened);
    }

    /**
     * Shares of the places of a channel that should open: the nearest to opening, which is at 0, has the largest, and one that lies behind
     * less by e for each unit of length. That is the inputs' deviation, or how far the nearest is from opening, if that is less.
     */
    private static NDArray shares(NDArray input, NDArray opening) {
        Shape shape = input.getShape();
        Shape channels = new Shape(shape.get(0) * shape.get(1), -1);
        NDArray all = input.reshape(channels);
        NDArray some = NDArrays.where(opening, input, input.zerosLike().sub(Float.MAX_VALUE))
                .reshape(channels);
        NDArray nearest = some.max(new int[] {1}, true);
        NDArray mean = all.mean(new int[] {1}).reshape(-1, 1);
        NDArray deviation = all.sub(mean).square().mean(new int[] {1}).sqrt().reshape(-1, 1);
        NDArray length = NDArrays.minimum(deviation, nearest.abs()).add(TINY);
        NDArray weights = some.sub(nearest).div(length).exp();
        return weights.div(weights.sum(new int[] {1}, true)).reshape(shape);
    }

    /** Of each image, shape (batch, 1, ...). */
    private static NDArray largest(NDArray array) {
        long[] shape = new long[array.getShape().dimension()];
        Arrays.fill(shape, 1);
        shape[0] = array.getShape().get(0);
        return array.reshape(shape[0], -1).max(new int[] {1}).reshape(new Shape(shape));
    }
}
