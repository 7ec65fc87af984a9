package io.eyewitness.theory.function;

import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.exact.Surd;
import io.eyewitness.theory.formula.Coordinates;
import io.eyewitness.theory.formula.Term;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * A fully feed-forward network: hidden layers with ReLU, one affine output.
 *
 * <p>Source: theory.md section 3, rows 2 and 3.
 *
 * @param dimension d, the number of inputs, at least 1
 * @param hidden the hidden layers, first to last; each is the list of its neurons, which read the layer before
 * @param output the output neuron, without ReLU; reads the last hidden layer, or the inputs if there is none
 */
public record ReluNetwork(int dimension, List<List<Neuron>> hidden, Neuron output) implements Unit {
    /**
     * The affine function that a neuron applies to the layer before.
     *
     * @param weights by index, from 0, in the layer before; no entry is 0
     * @param bias the bias
     */
    public record Neuron(SortedMap<Integer, BigFraction> weights, BigFraction bias) {
        public Neuron {
            SortedMap<Integer, BigFraction> nonZero = new TreeMap<>(weights);
            nonZero.values().removeIf(weight -> weight.signum() == 0);
            weights = Collections.unmodifiableSortedMap(nonZero);
        }

        /** A neuron with a weight for each neuron of the layer before. */
        public static Neuron dense(List<BigFraction> weights, BigFraction bias) {
            SortedMap<Integer, BigFraction> sparse = new TreeMap<>();
            weights.forEach(weight -> sparse.put(sparse.size(), weight));
            return new Neuron(sparse, bias);
        }

        private Term apply(List<? extends Term> inputs, boolean last) {
            List<Term> operands = new ArrayList<>();
            weights.forEach((index, weight) -> operands.add(inputs.get(index).times(weight)));
            operands.add(Term.constant(bias));
            Term sum = Term.sum(operands);
            return last ? sum : Term.relu(sum);
        }
    }

    public ReluNetwork {
        if (dimension < 1) {
            throw new IllegalArgumentException("dimension must be at least 1");
        }
        hidden = hidden.stream().map(List::copyOf).toList();
        int width = dimension;
        for (List<Neuron> layer : hidden) {
            requireWidth(layer, width);
            width = layer.size();
        }
        requireWidth(List.of(output), width);
    }

    private static void requireWidth(List<Neuron> layer, int width) {
        for (Neuron neuron : layer) {
            if (!neuron.weights().isEmpty()
                    && (neuron.weights().firstKey() < 0 || neuron.weights().lastKey() >= width)) {
                throw new IllegalArgumentException("a neuron reads inputs "
                        + neuron.weights().keySet() + " but the layer before has only " + width);
            }
        }
    }

    @Override
    public Surd at(Point x) {
        return evaluator().apply(x);
    }

    @Override
    public Function<Point, Surd> evaluator() {
        WholeNetwork whole = new WholeNetwork(this);
        return x -> {
            requireDimensionOf(x);
            return Surd.of(whole.at(x));
        };
    }

    /** The network as a term; every neuron is one shared subterm. */
    @Override
    public Optional<Term> term() {
        List<? extends Term> values = Coordinates.variables(dimension);
        for (List<Neuron> layer : hidden) {
            List<? extends Term> inputs = values;
            values = layer.stream().map(neuron -> neuron.apply(inputs, false)).toList();
        }
        return Optional.of(output.apply(values, true));
    }

    /** The number of ReLUs. */
    public int hiddenUnits() {
        return hidden.stream().mapToInt(List::size).sum();
    }

    /** The number of hidden layers. */
    public int depth() {
        return hidden.size();
    }
}
