package io.eyewitness.nn.visualize;

import ai.djl.ndarray.NDArray;
import io.eyewitness.nn.tensor.Owned;
import io.eyewitness.theory.decimal.Decimals;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * What is to be large, such as {@code logit(7).plus(diversity("features.9").times(0.1))}.
 *
 * @param text how it is written
 * @param layers the layers whose activations it needs
 * @param value one number for each image of the batch, shape (batch)
 */
public record Objective(String text, Set<String> layers, Function<Activations, NDArray> value) {
    public Objective {
        layers = Set.copyOf(layers);
    }

    /** One number for each image, shape (batch). */
    public NDArray of(Activations scene) {
        return value.apply(scene);
    }

    /** The sum. */
    public Objective plus(Objective other) {
        Set<String> both = new TreeSet<>(layers);
        both.addAll(other.layers);
        return new Objective(text + " + " + other.text, both, scene -> of(scene).add(other.of(scene)));
    }

    /** The difference. */
    public Objective minus(Objective other) {
        return plus(other.times(-1));
    }

    /** The multiple. */
    public Objective times(double factor) {
        return new Objective(
                Decimals.text(factor) + " * (" + text + ")", layers, scene -> Owned.times(of(scene), factor));
    }

    /** What the unit likes least. */
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
}
