package io.eyewitness.theory.function;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.exact.Surd;
import io.eyewitness.theory.function.ReluNetwork.Neuron;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.numbers.fraction.BigFraction;

class WholeNetworkTest {
    /** Weights of so many bits make sums that fit into longs, that just do not, and that are far from it. */
    @Property(tries = 500)
    void sumsThatOutgrowLongsAreExact(@ForAll @IntRange(min = 1, max = 70) int bits, @ForAll long seed) {
        Random random = new Random(seed);
        int dimension = 1 + random.nextInt(3);
        ReluNetwork network = new ReluNetwork(
                dimension,
                List.of(layer(4, dimension, bits, random), layer(3, 4, bits, random)),
                neuron(3, bits, random));
        Function<Point, Surd> evaluator = network.evaluator();
        for (int i = 0; i < 4; i++) {
            Point x = new Point(IntStream.range(0, dimension)
                    .mapToObj(j -> BigFraction.of(random.nextInt(1 << 20), 1 << 20))
                    .toList());
            assertEquals(Surd.of(plain(network, x)), evaluator.apply(x));
        }
    }

    private static BigFraction plain(ReluNetwork network, Point x) {
        List<BigFraction> values = x.coordinates();
        for (List<Neuron> layer : network.hidden()) {
            List<BigFraction> next = new ArrayList<>();
            for (Neuron neuron : layer) {
                BigFraction sum = sum(neuron, values);
                next.add(sum.signum() > 0 ? sum : BigFraction.ZERO);
            }
            values = next;
        }
        return sum(network.output(), values);
    }

    private static BigFraction sum(Neuron neuron, List<BigFraction> values) {
        BigFraction sum = neuron.bias();
        for (int index : neuron.weights().keySet()) {
            sum = sum.add(neuron.weights().get(index).multiply(values.get(index)));
        }
        return sum;
    }

    private static List<Neuron> layer(int width, int inputs, int bits, Random random) {
        return IntStream.range(0, width)
                .mapToObj(i -> neuron(inputs, bits, random))
                .toList();
    }

    private static Neuron neuron(int inputs, int bits, Random random) {
        return Neuron.dense(
                IntStream.range(0, inputs).mapToObj(i -> weight(bits, random)).toList(), weight(bits, random));
    }

    private static BigFraction weight(int bits, Random random) {
        BigInteger numerator = new BigInteger(bits, random);
        return BigFraction.of(
                random.nextBoolean() ? numerator : numerator.negate(),
                new BigInteger(1 + random.nextInt(bits), random).add(BigInteger.ONE));
    }
}
