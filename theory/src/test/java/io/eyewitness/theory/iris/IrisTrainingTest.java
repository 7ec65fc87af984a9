package io.eyewitness.theory.iris;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.stream.Stream;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.apache.commons.math3.random.MersenneTwister;
import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.Test;

class IrisTrainingTest {
    private static final BigFraction HALF_WAY_TO_THE_NEXT_LABEL = BigFraction.of(1, 4);

    @Test
    void theCommittedSeedGivesTheCommittedBytes() {
        TrainedNetwork trained = IrisTraining.train(IrisTraining.SEED, IrisTraining.HIDDEN);
        assertEquals(Iris.resource("network.json"), IrisNetwork.write(trained));
    }

    @Test
    void anotherSeedGivesOtherWeights() {
        TrainedNetwork other = IrisTraining.train(IrisTraining.SEED + 1, IrisTraining.HIDDEN);
        assertNotEquals(IrisNetwork.committed().network(), other.network());
    }

    @Test
    void theCommittedNetworkNamesAtLeast95PercentOfTheFlowers() {
        BaseNetwork network = IrisNetwork.committed().network();
        long right = Iris.samples().stream()
                .filter(sample -> network.value(sample.input())
                                .subtract(sample.label())
                                .abs()
                                .compareTo(HALF_WAY_TO_THE_NEXT_LABEL)
                        < 0)
                .count();
        assertTrue(right >= 143, right + " of 150");
    }

    @Test
    void itsWeightsAreSmallAndDyadic() {
        BaseNetwork network = IrisNetwork.committed().network();
        Stream.of(
                        network.hiddenWeights().stream().flatMap(row -> row.stream()),
                        network.hiddenBias().stream(),
                        network.outputWeights().stream(),
                        Stream.of(network.outputBias()))
                .flatMap(weights -> weights)
                .forEach(weight -> {
                    assertTrue(weight.abs().compareTo(BigFraction.of(IrisTraining.MAX_WEIGHT)) <= 0);
                    assertEquals(
                            BigInteger.ONE,
                            weight.multiply(IrisTraining.DENOMINATOR).getDenominator());
                });
    }

    @Test
    void refusesTooFewAndTooManyHiddenUnits() {
        assertThrows(IllegalArgumentException.class, () -> IrisTraining.train(1, 7));
        assertThrows(IllegalArgumentException.class, () -> IrisTraining.train(1, 65));
    }

    @Test
    void theJacobianIsTheDerivative() {
        SquaredLoss loss = new SquaredLoss(Iris.samples(), 8, 0.01);
        MersenneTwister random = new MersenneTwister(5);
        RealVector point = new ArrayRealVector(loss.parameters()).map(zero -> random.nextDouble() - 0.5);
        RealMatrix jacobian = loss.value(point).getSecond();
        double step = 1e-7;
        for (int p = 0; p < loss.parameters(); p++) {
            RealVector direction = new ArrayRealVector(loss.parameters());
            direction.setEntry(p, step);
            RealVector change = loss.value(point.add(direction))
                    .getFirst()
                    .subtract(loss.value(point.subtract(direction)).getFirst())
                    .mapDivide(2 * step);
            assertEquals(0, change.subtract(jacobian.getColumnVector(p)).getLInfNorm(), 1e-6);
        }
    }
}
