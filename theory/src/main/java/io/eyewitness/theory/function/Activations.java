package io.eyewitness.theory.function;

import io.eyewitness.theory.exact.Effort;
import io.eyewitness.theory.exact.ExactSum;
import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.function.ReluNetwork.Neuron;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * The values of a layer, exactly, as whole numbers over one denominator: the sums of a layer then need next to no common divisors,
 * on which chains of {@link BigFraction} operations spend most of their time.
 */
final class Activations {
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
