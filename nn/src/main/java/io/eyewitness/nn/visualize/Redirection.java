package io.eyewitness.nn.visualize;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.eyewitness.nn.network.Network;
import io.eyewitness.nn.tensor.Owned;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A way out for images of which some term of the objective is in a dead zone: its gradient is exactly 0, for ReLUs are closed, or vanishes in
 * its own layer, so that an ascent would stay for ever. What such an image is to do instead is {@link Network#redirected}, of the term or of
 * its {@link Objective#guide}. Beside terms that have a gradient it has priority. All other images are left alone.
 */
final class Redirection {
    /** Below a ten thousandth of what Adam adds to the size of gradients, so that no step can be seen. */
    private static final float FLAT = 1e-12f;

    /**
     * How many times as long as the gradient of the other terms the way out is: at 1 and 4 times some terms of small networks stayed closed
     * because the others pulled back, at 16 none.
     */
    private static final float PRIORITY = 16;

    private final Network network;
    private final Activations seen;
    private final NDArray view;
    private final NDArray slope;
    private final Set<Integer> dead;

    private Redirection(Network network, Activations seen, NDArray view, NDArray slope, Set<Integer> dead) {
        this.network = network;
        this.seen = seen;
        this.view = view;
        this.slope = slope;
        this.dead = dead;
    }

    /**
     * What to add to the gradient.
     *
     * @param objectives each for as many images of the batch
     * @param seen the whole batch, without gradients
     * @param view what the network sees of it
     * @param slope the gradient of the sum of objectives with respect to the view
     * @return with respect to the view, 0 at images that have a gradient; empty where all have
     */
    static Optional<NDArray> of(
            List<Objective> objectives, Network network, Activations seen, NDArray view, NDArray slope) {
        Redirection redirection = new Redirection(network, seen, view, slope, smallest(slope, 0));
        List<List<Objective>> terms = inTurn(objectives);
        return terms.stream()
                .map(own -> redirection.of(own, terms.size() > 1))
                .flatMap(Optional::stream)
                .reduce(NDArray::add);
    }

    /**
     * Numbers that stay on the device: if all are above 0, {@link #of} is empty, whatever the network. Where one is not, it may be empty too.
     *
     * @param objectives as for {@link #of}
     * @param slope as for {@link #of}
     * @return arrays of shape (batch), at least one
     */
    static List<NDArray> margins(List<Objective> objectives, Activations seen, NDArray slope) {
        Activations still = new Activations(seen.image().stopGradient(), seen.byLayer(), seen.view());
        Redirection redirection = new Redirection(null, still, null, slope, Set.of());
        NDArray alive = slope.reshape(slope.getShape().get(0), -1).norm(1, new int[] {1}, false);
        List<List<Objective>> terms = inTurn(objectives);
        return terms.stream()
                .map(own -> redirection.margin(own, terms.size() > 1, alive))
                .toList();
    }

    private NDArray margin(List<Objective> terms, boolean isOneOfSeveral, NDArray alive) {
        boolean canBeFlat = canBeFlat(terms);
        if (!isOneOfSeveral && !canBeFlat) {
            return alive;
        }
        Map<String, NDArray> slopes = slopes(terms);
        NDArray steepest = largest(slopes);
        NDArray margin = isOneOfSeveral ? NDArrays.minimum(alive, largest(products(slopes))) : alive;
        return canBeFlat
                ? NDArrays.minimum(margin, steepest.sub(FLAT))
                : NDArrays.where(steepest.gt(0), margin, steepest.onesLike());
    }

    /** The first term of each objective that has layers, then the second, and so on; nothing where an objective has no more. */
    private static List<List<Objective>> inTurn(List<Objective> objectives) {
        List<List<Objective>> terms = objectives.stream()
                .map(one -> one.terms().stream()
                        .filter(term -> !term.layers().isEmpty())
                        .toList())
                .toList();
        int most = terms.stream().mapToInt(List::size).max().orElse(0);
        return IntStream.range(0, most)
                .mapToObj(number -> terms.stream()
                        .map(own -> number < own.size() ? own.get(number) : Objective.NOTHING)
                        .toList())
                .toList();
    }

    private static boolean canBeFlat(List<Objective> terms) {
        return terms.stream().anyMatch(term -> !term.guide().layers().isEmpty());
    }

    /** For one term of each objective. */
    private Optional<NDArray> of(List<Objective> terms, boolean isOneOfSeveral) {
        boolean canBeFlat = canBeFlat(terms);
        if (dead.isEmpty() && !isOneOfSeveral && !canBeFlat) {
            return Optional.empty();
        }
        Map<String, NDArray> slopes = slopes(terms);
        Set<Integer> stuck = new TreeSet<>(dead);
        if (isOneOfSeveral) {
            stuck.addAll(closed(slopes));
        }
        if (canBeFlat) {
            Map<String, NDArray> others =
                    slopes(terms.stream().map(Objective::guide).toList());
            Set<Integer> flat = flat(slopes, FLAT);
            flat.removeAll(flat(others, 0));
            stuck.addAll(flat);
            others.forEach((layer, other) -> slopes.merge(layer, only(flat, other), NDArray::add));
        }
        stuck.removeAll(flat(slopes, 0));
        return stuck.isEmpty() ? Optional.empty() : Optional.of(redirected(slopes, stuck, isOneOfSeveral));
    }

    private NDArray redirected(Map<String, NDArray> slopes, Set<Integer> images, boolean isOneOfSeveral) {
        NDArray some = chosen(view, images);
        Map<String, NDArray> own = chosen(slopes, images);
        NDArray way = network.redirected(some, own).orElseGet(() -> plain(some, own));
        return spread(isOneOfSeveral ? preferred(way, chosen(slope, images)) : way, images, view);
    }

    /**
     * Images whose activations are 0, or the layer's largest as those of a saturated ReLU6 are, wherever the term has a slope, and at which it
     * has no gradient with respect to the view.
     */
    private Set<Integer> closed(Map<String, NDArray> slopes) {
        Set<Integer> closed = flat(products(slopes), 0);
        closed.removeAll(dead);
        closed.removeAll(flat(slopes, 0));
        if (closed.isEmpty()) {
            return closed;
        }
        Set<Integer> without = smallest(plain(chosen(view, closed), chosen(slopes, closed)), 0);
        List<Integer> numbers = List.copyOf(closed);
        return without.stream().map(numbers::get).collect(Collectors.toCollection(TreeSet::new));
    }

    /** By layer: 0 at activations that are 0 or the layer's largest or have no slope. */
    private Map<String, NDArray> products(Map<String, NDArray> slopes) {
        Map<String, NDArray> products = new TreeMap<>();
        slopes.forEach((layer, own) -> {
            NDArray values = seen.at(layer);
            NDArray largest = values.reshape(values.getShape().get(0), -1).max(new int[] {1});
            long[] each = new long[values.getShape().dimension()];
            Arrays.fill(each, 1);
            each[0] = values.getShape().get(0);
            products.put(layer, own.mul(values).mul(values.sub(largest.reshape(new Shape(each)))));
        });
        return products;
    }

    /** The gradient of the sum of activations, each times its slope. */
    private NDArray plain(NDArray images, Map<String, NDArray> slopes) {
        NDArray leaf = images.duplicate();
        leaf.setRequiresGradient(true);
        try (GradientCollector collector = images.getManager().getEngine().newGradientCollector()) {
            collector.backward(network.activations(leaf, slopes.keySet()).entrySet().stream()
                    .map(layer ->
                            layer.getValue().mul(slopes.get(layer.getKey())).sum())
                    .reduce(NDArray::add)
                    .orElseThrow());
        }
        return leaf.getGradient();
    }

    /** The gradients of one objective for each group of images with respect to the activations. */
    private Map<String, NDArray> slopes(List<Objective> objectives) {
        Map<String, NDArray> leaves = new TreeMap<>();
        Objective objective = Objective.each(
                objectives, Math.toIntExact(seen.image().getShape().get(0) / objectives.size()));
        for (String layer : objective.layers()) {
            NDArray leaf = seen.at(layer).duplicate();
            leaf.setRequiresGradient(true);
            leaves.put(layer, leaf);
        }
        try (GradientCollector collector = seen.image().getManager().getEngine().newGradientCollector()) {
            collector.backward(objective
                    .of(new Activations(seen.image(), leaves, seen.view()))
                    .sum());
        }
        leaves.replaceAll((layer, leaf) -> leaf.getGradient());
        return leaves;
    }

    /** Each way, made longer than the gradient of the others, unless one of the two has no length. */
    private static NDArray preferred(NDArray ways, NDArray others) {
        NDArray wanted = squares(others);
        NDArray has = squares(ways);
        NDArray scales = wanted.gt(0).logicalAnd(has.gt(0));
        NDArray one = wanted.onesLike();
        NDArray scale = wanted.div(NDArrays.where(scales, has, one)).sqrt();
        return ways.mul(NDArrays.where(scales, Owned.times(scale, PRIORITY), one));
    }

    private static NDArray squares(NDArray images) {
        long batch = images.getShape().get(0);
        return images.square().reshape(batch, -1).sum(new int[] {1}).reshape(batch, 1, 1, 1);
    }

    /** The images at which no number of any layer exceeds a limit. */
    private static Set<Integer> flat(Map<String, NDArray> numbers, float limit) {
        return numbers.values().stream()
                .map(layer -> smallest(layer, limit))
                .reduce((some, others) -> {
                    some.retainAll(others);
                    return some;
                })
                .orElseThrow();
    }

    /** The images of which no number exceeds a limit. */
    private static Set<Integer> smallest(NDArray numbers, float limit) {
        float[] largest = largest(numbers).toFloatArray();
        return IntStream.range(0, largest.length)
                .filter(image -> largest[image] <= limit)
                .boxed()
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The largest size of a number of each image, shape (batch). */
    private static NDArray largest(NDArray numbers) {
        return numbers.abs().reshape(numbers.getShape().get(0), -1).max(new int[] {1});
    }

    private static NDArray largest(Map<String, NDArray> numbers) {
        return numbers.values().stream()
                .map(Redirection::largest)
                .reduce(NDArrays::maximum)
                .orElseThrow();
    }

    private static Map<String, NDArray> chosen(Map<String, NDArray> batch, Set<Integer> images) {
        Map<String, NDArray> some = new TreeMap<>(batch);
        some.replaceAll((layer, all) -> chosen(all, images));
        return some;
    }

    private static NDArray only(Set<Integer> images, NDArray batch) {
        return images.isEmpty() ? batch.zerosLike() : spread(chosen(batch, images), images, batch);
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
