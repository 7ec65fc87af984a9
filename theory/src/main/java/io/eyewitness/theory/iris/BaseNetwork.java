package io.eyewitness.theory.iris;

import io.eyewitness.theory.exact.Rationals;
import java.util.List;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * A ReLU network with one hidden layer and one output, in exact rationals:
 * {@code f(x) = outputBias + sum_j outputWeights[j] * relu(hiddenBias[j] + sum_i hiddenWeights[j][i] * x[i])}.
 *
 * @param hiddenWeights one row for each hidden unit, one column for each input
 * @param hiddenBias one for each hidden unit
 * @param outputWeights one for each hidden unit
 * @param outputBias the value at an input where no hidden unit is active
 */
public record BaseNetwork(
        List<List<BigFraction>> hiddenWeights,
        List<BigFraction> hiddenBias,
        List<BigFraction> outputWeights,
        BigFraction outputBias) {

    /**
     * Checks the shapes.
     *
     * @throws IllegalArgumentException if there is no hidden unit or no input, or the shapes do not fit together
     */
    public BaseNetwork {
        hiddenWeights = hiddenWeights.stream().map(List::copyOf).toList();
        hiddenBias = List.copyOf(hiddenBias);
        outputWeights = List.copyOf(outputWeights);
        int hidden = hiddenWeights.size();
        if (hidden == 0 || hiddenWeights.get(0).isEmpty()) {
            throw new IllegalArgumentException("a network needs a hidden unit and an input");
        }
        if (hiddenBias.size() != hidden || outputWeights.size() != hidden) {
            throw new IllegalArgumentException("a network with " + hidden
                    + " hidden units needs as many hidden biases and output weights, not " + hiddenBias.size() + " and "
                    + outputWeights.size());
        }
        int inputs = hiddenWeights.get(0).size();
        if (hiddenWeights.stream().anyMatch(row -> row.size() != inputs)) {
            throw new IllegalArgumentException("hidden units differ in their number of inputs");
        }
    }

    /** The number of inputs. */
    public int inputs() {
        return hiddenWeights.get(0).size();
    }

    /** The number of hidden units. */
    public int hidden() {
        return hiddenWeights.size();
    }

    /**
     * The exact value at an input.
     *
     * @throws IllegalArgumentException if the input has the wrong number of coordinates
     */
    public BigFraction value(List<BigFraction> input) {
        BigFraction value = outputBias;
        for (int j = 0; j < hidden(); j++) {
            BigFraction activation = hiddenBias.get(j).add(dot(hiddenWeights.get(j), input));
            value = value.add(outputWeights.get(j).multiply(Rationals.max(BigFraction.ZERO, activation)));
        }
        return value;
    }

    /** The mean of the squared differences of value and label. */
    public BigFraction meanSquaredError(List<Iris.Sample> samples) {
        return Rationals.sum(samples.stream()
                        .map(sample ->
                                value(sample.input()).subtract(sample.label()).pow(2))
                        .toList())
                .divide(samples.size());
    }

    private static BigFraction dot(List<BigFraction> weights, List<BigFraction> input) {
        if (weights.size() != input.size()) {
            throw new IllegalArgumentException("the network has " + weights.size() + " inputs, not " + input.size());
        }
        BigFraction sum = BigFraction.ZERO;
        for (int i = 0; i < weights.size(); i++) {
            sum = sum.add(weights.get(i).multiply(input.get(i)));
        }
        return sum;
    }
}
