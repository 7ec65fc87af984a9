package io.eyewitness.theory.function;

import io.eyewitness.theory.exact.Effort;
import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.function.ReluNetwork.Neuron;
import java.math.BigInteger;
import java.util.List;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * A {@link ReluNetwork} over whole numbers, made once to be evaluated at many points. A neuron has whole weights over one denominator, a
 * layer's values are whole numbers over one denominator, so sums need no common divisors. Numbers are longs while they fit.
 */
final class WholeNetwork {
    private final List<List<WholeNeuron>> hidden;
    private final WholeNeuron output;

    WholeNetwork(ReluNetwork network) {
        hidden = network.hidden().stream()
                .map(layer -> layer.stream().map(WholeNeuron::new).toList())
                .toList();
        output = new WholeNeuron(network.output());
    }

    /** The exact value at a point. */
    BigFraction at(Point x) {
        Layer values = Layer.of(x);
        for (List<WholeNeuron> neurons : hidden) {
            values = values.through(neurons);
        }
        values = values.affine(List.of(output));
        return BigFraction.of(values.numerator(0), values.denominator);
    }

    /** The affine function of a neuron, as whole numbers over a positive denominator. */
    private static final class WholeNeuron {
        private final int[] inputs;
        private final Whole[] weights;
        private final Whole bias;
        private final Whole denominator;

        WholeNeuron(Neuron neuron) {
            BigInteger common = Rationals.denominator(neuron.bias());
            for (BigFraction weight : neuron.weights().values()) {
                common = commonMultiple(common, Rationals.denominator(weight));
            }
            BigInteger over = common;
            inputs = neuron.weights().keySet().stream()
                    .mapToInt(Integer::intValue)
                    .toArray();
            weights = neuron.weights().values().stream()
                    .map(weight -> whole(weight, over))
                    .toArray(Whole[]::new);
            bias = whole(neuron.bias(), over);
            denominator = new Whole(over);
        }

        private static Whole whole(BigFraction value, BigInteger over) {
            Effort.spendOnBits((long) Rationals.bits(value) + over.bitLength());
            return new Whole(Rationals.numerator(value).multiply(over.divide(Rationals.denominator(value))));
        }

        /** The value, times the denominators of the layer and of the neuron. */
        Whole sum(Layer values) {
            Effort.spend(inputs.length);
            long sum = bias.product(values.scale);
            for (int i = 0; i < inputs.length && sum != Whole.NONE; i++) {
                sum = Whole.sum(sum, weights[i].product(values.numerators[inputs[i]]));
            }
            return sum == Whole.NONE ? longSum(values) : new Whole(sum);
        }

        private Whole longSum(Layer values) {
            BigInteger sum = bias.value().multiply(values.denominator);
            for (int i = 0; i < inputs.length; i++) {
                Whole input = values.numerators[inputs[i]];
                if (input.signum() != 0) {
                    Effort.spendOnBits((long) weights[i].value().bitLength()
                            + input.value().bitLength()
                            + sum.bitLength());
                    sum = sum.add(weights[i].value().multiply(input.value()));
                }
            }
            return new Whole(sum);
        }
    }

    /** The values of a layer: numerators over one positive denominator. */
    private static final class Layer {
        private final Whole[] numerators;
        private final BigInteger denominator;
        private final Whole scale;

        private Layer(Whole[] numerators, BigInteger denominator) {
            this.numerators = numerators;
            this.denominator = denominator;
            this.scale = new Whole(denominator);
        }

        /** The inputs of a network. */
        static Layer of(Point x) {
            Whole[] numerators = new Whole[x.dimension()];
            Whole[] denominators = new Whole[x.dimension()];
            for (int i = 0; i < numerators.length; i++) {
                numerators[i] = new Whole(Rationals.numerator(x.get(i)));
                denominators[i] = new Whole(Rationals.denominator(x.get(i)));
            }
            return over(numerators, denominators, BigInteger.ONE);
        }

        /** The values of neurons with ReLU. */
        Layer through(List<WholeNeuron> neurons) {
            return next(neurons, true);
        }

        /** The values of neurons without ReLU. */
        Layer affine(List<WholeNeuron> neurons) {
            return next(neurons, false);
        }

        private Layer next(List<WholeNeuron> neurons, boolean relu) {
            Whole[] sums = new Whole[neurons.size()];
            Whole[] denominators = new Whole[neurons.size()];
            for (int i = 0; i < sums.length; i++) {
                Whole sum = neurons.get(i).sum(this);
                boolean isClosed = relu && sum.signum() <= 0;
                sums[i] = isClosed ? Whole.ZERO : sum;
                denominators[i] = isClosed ? Whole.ONE : neurons.get(i).denominator;
            }
            return over(sums, denominators, denominator);
        }

        /** Numerators over denominators of their own, all of them over a divisor besides, as a layer. */
        private static Layer over(Whole[] numerators, Whole[] denominators, BigInteger divisor) {
            BigInteger common = BigInteger.ONE;
            for (Whole denominator : denominators) {
                if (denominator != Whole.ONE) {
                    common = commonMultiple(common, denominator.value());
                }
            }
            Whole[] scaled = new Whole[numerators.length];
            for (int i = 0; i < numerators.length; i++) {
                boolean isSame =
                        numerators[i].signum() == 0 || denominators[i].value().equals(common);
                scaled[i] = isSame
                        ? numerators[i]
                        : new Whole(numerators[i].value().multiply(common.divide(denominators[i].value())));
            }
            return new Layer(scaled, divisor.multiply(common));
        }

        private static Whole scaled(BigInteger numerator, BigInteger denominator, BigInteger common) {
            Effort.spendOnBits((long) numerator.bitLength() + common.bitLength());
            return new Whole(numerator.multiply(common.divide(denominator)));
        }

        BigInteger numerator(int index) {
            return numerators[index].value();
        }
    }

    private static BigInteger commonMultiple(BigInteger p, BigInteger q) {
        if (p.equals(q) || q.equals(BigInteger.ONE)) {
            return p;
        }
        Effort.spendOnBits((long) p.bitLength() + q.bitLength());
        return p.mod(q).signum() == 0 ? p : p.divide(p.gcd(q)).multiply(q);
    }

    /** A whole number, a long while it fits. */
    private static final class Whole {
        static final Whole ZERO = new Whole(0);
        static final Whole ONE = new Whole(1);

        /** Stands for a number that does not fit. */
        static final long NONE = Long.MIN_VALUE;

        private final long small;
        private BigInteger value;

        Whole(long small) {
            this.small = small;
        }

        Whole(BigInteger value) {
            this.small = value.bitLength() < Long.SIZE ? value.longValue() : NONE;
            this.value = value;
        }

        BigInteger value() {
            if (value == null) {
                value = BigInteger.valueOf(small);
            }
            return value;
        }

        int signum() {
            return small == NONE ? value.signum() : Long.signum(small);
        }

        /** The product if it fits, else {@link #NONE}. */
        long product(Whole other) {
            if (small == NONE || other.small == NONE) {
                return small == 0 || other.small == 0 ? 0 : NONE;
            }
            long product = small * other.small;
            return Math.multiplyHigh(small, other.small) == product >> Long.SIZE - 1 ? product : NONE;
        }

        /** The sum if both are numbers and it fits, else {@link #NONE}. */
        static long sum(long p, long q) {
            long sum = p + q;
            return p == NONE || q == NONE || ((p ^ sum) & (q ^ sum)) < 0 ? NONE : sum;
        }
    }
}
