package io.eyewitness.nn.visualize;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.training.GradientCollector;
import io.eyewitness.nn.network.Network;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A way out for images in a dead zone: where ReLUs are closed, so that the objective's slope is exactly 0 and an ascent would stay for ever.
 * What such an image is to do instead is {@link Network#redirected}; the other images of the batch are left alone.
 */
final class Redirection {
    private Redirection() {}

    /**
     * The images in a dead zone.
     *
     * @param slope of the objective with respect to what the network sees, image by image
     * @return their numbers in the batch
     */
    static Set<Integer> dead(NDArray slope) {
        float[] largest = slope.abs()
                .reshape(slope.getShape().get(0), -1)
                .max(new int[] {1})
                .toFloatArray();
        Set<Integer> dead = new TreeSet<>();
        for (int i = 0; i < largest.length; i++) {
            if (largest[i] == 0) {
                dead.add(i);
            }
        }
        return dead;
    }

    /**
     * Where they should go.
     *
     * @param seen the whole batch, without gradients
     * @param view what the network sees of it
     * @return with respect to the view, 0 at all other images; empty where the network does not show its ReLUs
     */
    static Optional<NDArray> slope(
            Objective objective, Network network, Activations seen, NDArray view, Set<Integer> dead) {
        Map<String, NDArray> slopes = new TreeMap<>();
        slopes(objective, seen).forEach((layer, slope) -> slopes.put(layer, chosen(slope, dead)));
        return network.redirected(chosen(view, dead), slopes).map(slope -> spread(slope, dead, view));
    }

    private static Map<String, NDArray> slopes(Objective objective, Activations seen) {
        Map<String, NDArray> leaves = new TreeMap<>();
        seen.byLayer().forEach((layer, activation) -> {
            NDArray leaf = activation.duplicate();
            leaf.setRequiresGradient(true);
            leaves.put(layer, leaf);
        });
        try (GradientCollector collector = seen.image().getManager().getEngine().newGradientCollector()) {
            collector.backward(
                    objective.of(new Activations(seen.image(), leaves)).sum());
        }
        leaves.replaceAll((layer, leaf) -> leaf.getGradient());
        return leaves;
    }

    private static NDArray chosen(NDArray batch, Set<Integer> images) {
        NDList rows = new NDList();
        images.forEach(image -> rows.add(row(batch, image)));
        return NDArrays.concat(rows);
    }

    private static NDArray spread(NDArray some, Set<Integer> images, NDArray batch) {
        NDArray none = row(batch, 0).zerosLike();
        NDList rows = new NDList();
        int next = 0;
        for (int i = 0; i < batch.getShape().get(0); i++) {
            rows.add(images.contains(i) ? row(some, next++) : none);
        }
        return NDArrays.concat(rows);
    }

    private static NDArray row(NDArray batch, int image) {
        return batch.get(new NDIndex("{}:{}", image, image + 1));
    }
}
