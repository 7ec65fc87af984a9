package io.eyewitness.theory.iris;

import java.math.BigDecimal;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * A network and how it came about.
 *
 * @param network the network, its weights rounded
 * @param seed the seed from which it was trained
 * @param errorBeforeRounding its mean squared error on Fisher's iris before the weights were rounded, to six digits
 * @param meanSquaredError its exact error on Fisher's iris
 */
public record TrainedNetwork(
        BaseNetwork network, long seed, BigDecimal errorBeforeRounding, BigFraction meanSquaredError) {}
