package io.eyewitness.theory.function;

import io.eyewitness.theory.exact.Effort;
import io.eyewitness.theory.exact.ExactSum;
import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.exact.Surd;
import io.eyewitness.theory.formula.Coordinates;
import io.eyewitness.theory.formula.Term;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
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
        requireDimensionOf(x);
        Activations values = Activations.of(x);
        for (List<Neuron> layer : hidden) {
            values = values.through(layer);
        }
        return Surd.of(values.output(output));
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

    /**
     * The values of a layer, exactly, as whole numbers over one denominator: the sums of a layer then need next to no common divisors,
     * on which chains of {@link BigFraction} operations spend most of their time.
     */
    private static final class Activations {
        private static final ExactSum ZERO = new ExactSum();

        private final BigInteger[] numerators;
        private final BigInteger denominator;

        private Activations(BigInteger[] numerators, BigInteger denominator) {
            this.numerators = numerators;
            this.denominator = denominator;
        }

        /** The inputs of a network. */
        static Activations of(Point x) {
            ExactSum[] values = new ExactSum[x.dimension()];
            for (int i = 0; i < values.length; i++) {
                values[i] = new ExactSum(x.get(i));
            }
            return over(values, BigInteger.ONE);
        }

        /** The values of a hidden layer that reads these. */
        Activations through(List<Neuron> layer) {
            ExactSum[] sums = new ExactSum[layer.size()];
            for (int i = 0; i < sums.length; i++) {
                ExactSum sum = sum(layer.get(i));
                sums[i] = sum.signum() > 0 ? sum : ZERO;
            }
            return over(sums, denominator);
        }

        /** The value of an output neuron that reads these. */
        BigFraction output(Neuron neuron) {
            ExactSum sum = sum(neuron);
            return BigFraction.of(sum.numerator(), sum.denominator().multiply(denominator));
        }

        /** The affine function of a neuron, times the denominator. */
        private ExactSum sum(Neuron neuron) {
            Effort.spend(neuron.weights().size());
            ExactSum sum = new ExactSum();
            for (Map.Entry<Integer, BigFraction> entry : neuron.weights().entrySet()) {
                BigInteger input = numerators[entry.getKey()];
                if (input.signum() != 0) {
                    sum.addProduct(entry.getValue(), input);
                }
            }
            sum.addProduct(neuron.bias(), denominator);
            return sum;
        }

        /** The same values, each divided by one number, over their common denominator. */
        private static Activations over(ExactSum[] values, BigInteger divisor) {
            BigInteger common = BigInteger.ONE;
            for (ExactSum value : values) {
                BigInteger next = value.denominator();
                Effort.spendOnBits(2L * common.bitLength()
                        + next.bitLength()
                        + value.numerator().bitLength());
                if (!next.equals(common) && common.mod(next).signum() != 0) {
                    common = common.divide(common.gcd(next)).multiply(next);
                }
            }
            BigInteger[] numerators = new BigInteger[values.length];
            for (int i = 0; i < values.length; i++) {
                BigInteger own = values[i].denominator();
                numerators[i] = values[i].signum() == 0 || own.equals(common)
                        ? values[i].numerator()
                        : values[i].numerator().multiply(common.divide(own));
            }
            return new Activations(numerators, divisor.multiply(common));
        }
    }
}
