package io.eyewitness.nn.visualize;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.annotation.JsonValue;
import io.eyewitness.nn.network.Network;
import io.eyewitness.nn.tensor.Blur;
import io.eyewitness.nn.tensor.Gram;
import io.eyewitness.nn.tensor.Owned;
import io.eyewitness.theory.decimal.Decimals;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An objective, which is maximized, such as {@code logit(7).plus(diversity("features.9").times(0.1))}. */
public final class Objective {
    /** 0, whatever the images. */
    static final Objective NOTHING = onImage(
            "nothing",
            image -> image.getManager().zeros(new Shape(image.getShape().get(0))));

    private static final double TINY = 1e-8;
    private static final double EXCLUDED = 1e30;

    private final String text;
    private final Set<String> layers;
    private final Function<Activations, NDArray> value;
    private final List<Objective> terms;
    private final Optional<Guide> guide;

    /** What to follow upwards and downwards in place of an objective. */
    private record Guide(Objective up, Objective down) {
        Guide times(double factor) {
            return factor < 0
                    ? new Guide(down.times(factor), up.times(factor))
                    : new Guide(up.times(factor), down.times(factor));
        }
    }

    /**
     * An objective.
     *
     * @param text how it is written
     * @param layers the layers whose activations it needs
     * @param value one number for each image of the batch, shape (batch)
     */
    public Objective(String text, Set<String> layers, Function<Activations, NDArray> value) {
        this(text, layers, value, List.of(), Optional.empty());
    }

    private Objective(
            String text,
            Set<String> layers,
            Function<Activations, NDArray> value,
            List<Objective> terms,
            Optional<Guide> guide) {
        this.text = text;
        this.layers = Set.copyOf(layers);
        this.value = value;
        this.terms = terms;
        this.guide = guide;
    }

    /** How it is written. */
    @JsonValue
    public String text() {
        return text;
    }

    /** The layers whose activations it needs. */
    public Set<String> layers() {
        return layers;
    }

    /** The summands of which it is the sum: itself, if it is not made of others. */
    List<Objective> terms() {
        return terms.isEmpty() ? List.of(this) : terms;
    }

    /**
     * What an image follows where this has no gradient with respect to the activations: it has the direction of that gradient, and ends only
     * where this cannot rise. {@link #NOTHING} for objectives that always have a gradient.
     */
    Objective guide() {
        return guide.map(Guide::up).orElse(NOTHING);
    }

    /** This objective with another text. */
    Objective named(String name) {
        return new Objective(name, layers, value, terms, guide);
    }

    private Objective guided(Objective up, Objective down) {
        return new Objective(text, layers, value, terms, Optional.of(new Guide(up, down)));
    }

    /** One place of one channel. */
    public static Objective neuron(String layer, int channel, int y, int x) {
        return at(layer + ":" + channel + "," + y + "," + x, layer, a -> a.get(":,{},{},{}", channel, y, x));
    }

    /** A channel, on average over its places; a unit, where the layer has no places. */
    public static Objective channel(String layer, int channel) {
        return at(layer + ":" + channel, layer, a -> overPlaces(a.get(":,{}", channel)));
    }

    /** All of a layer, as in DeepDream: the mean of squares. */
    public static Objective layer(String layer) {
        return at(layer, layer, a -> overAll(a.square())).guided(at("mean", layer, Objective::overAll), NOTHING);
    }

    /** A class's logit. */
    public static Objective logit(int index) {
        return at("logit:" + index, Network.LOGITS, a -> a.get(":,{}", index));
    }

    /** A class's probability. */
    public static Objective probability(int index) {
        return at("probability:" + index, Network.LOGITS, a -> a.softmax(1).get(":,{}", index))
                .guided(
                        logOdds(index, odds -> NDArrays.minimum(odds, odds.zerosLike())),
                        logOdds(index, odds -> NDArrays.maximum(odds, odds.zerosLike())));
    }

    /** The gradient of the log-odds of a probability p is that of p divided by p(1 - p), which floating point makes 0 near 0 and 1. */
    private static Objective logOdds(int index, UnaryOperator<NDArray> clipped) {
        return at("log-odds:" + index, Network.LOGITS, logits -> {
            NDArray own = Owned.longs(logits.getManager(), new int[] {index})
                    .oneHot((int) logits.getShape().get(1), DataType.FLOAT32);
            NDArray others = logits.sub(Owned.times(own, EXCLUDED));
            NDArray largest = others.max(new int[] {1}, true);
            NDArray sum = others.sub(largest).exp().sum(new int[] {1}, true).log();
            return clipped.apply(logits.get(":,{}", index).sub(sum.add(largest).squeeze(1)));
        });
    }

    /**
     * A direction in the space of a layer's channels: the mean over places of the activations' component along it.
     *
     * @param direction one number for each channel; its length does not matter
     * @throws IllegalArgumentException if it has no length
     */
    public static Objective direction(String layer, float... direction) {
        float[] unit = unit(layer, direction);
        return at("direction(" + layer + ")", layer, a -> {
            NDArray along = Owned.floats(a.getManager(), unit, spread(a, unit.length));
            return overPlaces(a.mul(along).sum(new int[] {1}));
        });
    }

    /**
     * The content of an image (Mahendran and Vedaldi 2015): minus the squared difference of its activations to those of a target, divided by
     * the target's squares, so that it is 0 where both agree and -1 where nothing is active.
     *
     * @param target the target's activations, shape (1, channels, height, width) or (1, units)
     */
    public static Objective content(String layer, Function<Activations, NDArray> target) {
        return new Objective(
                "content(" + layer + ")", Set.of(layer), seen -> closeness(seen.at(layer), target.apply(seen)));
    }

    /**
     * The style of an image (Gatys et al. 2016): minus the squared difference of the layer's Gram matrix to that of a target, divided by the
     * target's squares, so that it is 0 where both agree and -1 where nothing is active.
     *
     * @param target the target's activations, shape (1, channels, height, width); the size may be another
     */
    public static Objective style(String layer, Function<Activations, NDArray> target) {
        return new Objective(
                "style(" + layer + ")",
                Set.of(layer),
                seen -> closeness(Gram.matrices(seen.at(layer)), Gram.matrices(target.apply(seen))));
    }

    private static NDArray closeness(NDArray own, NDArray wanted) {
        return overAll(own.sub(wanted).square())
                .div(wanted.square().mean().add(TINY))
                .neg();
    }

    /** How unlike the images of the batch are: minus the mean cosine of an image's Gram matrix and each of the others'. */
    public static Objective diversity(String layer) {
        return at(
                "diversity(" + layer + ")",
                layer,
                a -> Gram.meanCosineToOthers(a).neg());
    }

    /** Minus the total variation: the mean absolute difference of neighbouring pixels. */
    public static Objective smoothness() {
        return onImage("smoothness", image -> {
            NDArray down = image.get(":,:,1:,:").sub(image.get(":,:,:-1,:"));
            NDArray right = image.get(":,:,:,1:").sub(image.get(":,:,:,:-1"));
            return overAll(down.square().add(TINY).sqrt())
                    .add(overAll(right.square().add(TINY).sqrt()))
                    .neg();
        });
    }

    /** Minus the mean squared distance of the pixels to grey. */
    public static Objective greyness() {
        return onImage("greyness", image -> overAll(image.sub(0.5).square()).neg());
    }

    /** Minus the mean squared difference of the image to itself blurred by a binomial filter of 5 by 5 pixels. */
    public static Objective blurriness() {
        return onImage(
                "blurriness",
                image -> overAll(image.sub(Blur.of(image)).square()).neg());
    }

    /** One objective for each image of the batch, in their order; the same as groups of one. */
    public static Objective each(List<Objective> objectives) {
        return each(objectives, 1);
    }

    /**
     * One objective for each group of images of the batch, in their order; it sees its own images only.
     *
     * @param images how many in a group
     * @throws IllegalArgumentException if there are none, or (once it is computed) another number of images
     */
    public static Objective each(List<Objective> objectives, int images) {
        if (objectives.isEmpty()) {
            throw new IllegalArgumentException("there are no objectives");
        }
        if (objectives.size() == 1) {
            return objectives.get(0);
        }
        Set<String> layers = new TreeSet<>();
        objectives.forEach(objective -> layers.addAll(objective.layers()));
        String text = objectives.stream().map(Objective::text).collect(Collectors.joining(" | "));
        return new Objective(text, layers, seen -> {
            requireImages(objectives.size() * images, seen.image().getShape().get(0));
            NDList own = new NDList();
            for (int i = 0; i < objectives.size(); i++) {
                own.add(objectives.get(i).of(seen.images(i * images, (i + 1) * images)));
            }
            return NDArrays.concat(own);
        });
    }

    /** The value for each image, shape (batch). */
    public NDArray of(Activations seen) {
        return value.apply(seen);
    }

    /** The sum. */
    public Objective plus(Objective other) {
        Set<String> both = new TreeSet<>(layers);
        both.addAll(other.layers);
        List<Objective> all =
                Stream.of(this, other).flatMap(one -> one.terms().stream()).toList();
        return new Objective(
                text + " + " + other.text, both, seen -> of(seen).add(other.of(seen)), all, Optional.empty());
    }

    /** The difference. */
    public Objective minus(Objective other) {
        return plus(other.times(-1));
    }

    /** The multiple. */
    public Objective times(double factor) {
        return new Objective(
                Decimals.text(factor) + " * (" + text + ")",
                layers,
                seen -> Owned.times(of(seen), factor),
                terms.stream().map(term -> term.times(factor)).toList(),
                guide.map(own -> own.times(factor)));
    }

    /** The negative, which minimizes the unit. */
    public Objective negative() {
        return times(-1);
    }

    /** A mixture: all of this at 0, all of the other at 1. */
    public Objective interpolated(Objective other, double share) {
        return times(1 - share).plus(other.times(share));
    }

    @Override
    public String toString() {
        return text;
    }

    private static void requireImages(int images, long batch) {
        if (images != batch) {
            throw new IllegalArgumentException(images + " images are needed, not a batch of " + batch);
        }
    }

    private static float[] unit(String layer, float... direction) {
        double square = 0;
        for (float component : direction) {
            square += (double) component * component;
        }
        if (!(square > 0 && square < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("the direction in " + layer + " has no length above 0");
        }
        float[] unit = new float[direction.length];
        for (int i = 0; i < unit.length; i++) {
            unit[i] = (float) (direction[i] / Math.sqrt(square));
        }
        return unit;
    }

    private static Objective at(String text, String layer, UnaryOperator<NDArray> value) {
        return new Objective(text, Set.of(layer), seen -> value.apply(seen.at(layer)));
    }

    private static Objective onImage(String text, UnaryOperator<NDArray> value) {
        return new Objective(text, Set.of(), seen -> value.apply(seen.image()));
    }

    private static Shape spread(NDArray activations, int channels) {
        long[] shape = new long[activations.getShape().dimension()];
        Arrays.fill(shape, 1);
        shape[1] = channels;
        return new Shape(shape);
    }

    private static NDArray overPlaces(NDArray values) {
        return values.getShape().dimension() == 1 ? values : overAll(values);
    }

    private static NDArray overAll(NDArray values) {
        return values.reshape(values.getShape().get(0), -1).mean(new int[] {1});
    }
}
