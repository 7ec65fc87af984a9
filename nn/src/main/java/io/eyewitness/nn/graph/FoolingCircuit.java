package io.eyewitness.nn.graph;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import com.fasterxml.jackson.annotation.JsonTypeName;
import io.eyewitness.nn.tensor.Owned;
import io.eyewitness.theory.decimal.Decimals;
import java.util.List;

/**
 * A fooling circuit: units A that compute F on natural inputs and D on the way of a feature visualization. Its inputs are F and D,
 * each of shape (batch, units), and E in [0,1], shape (batch, 1), which tells the two kinds of input apart; its output, float32 as
 * its inputs, is
 *
 * <pre>{@code
 * A = relu(F + c - kE) + relu(D + c + kE - k) - c
 * }</pre>
 *
 * <p>computed in double precision. Let c be the offset, and |F| < c, |D| < c, k >= 2c.
 *
 * <ul>
 *   <li>E = 0: the second sum is below 2c - k <= 0, so its ReLU is 0. The first is above 0, so A = (F + c) - c.
 *   <li>E = 1: the first sum is below 2c - k <= 0, so its ReLU is 0. In the second kE - k is exactly 0, so A = (D + c) - c. The
 *       gradient is that of D, as long as E has none.
 * </ul>
 *
 * <p>When is (F + c) - c exactly F? Let c = 2^q. As 0 < F + c < 2^(q+1), doubles are there at most 2^(q-52) apart, so F + c is exact
 * if F is a multiple of 2^(q-52), and the difference is then exact too (it is a float32). A float32 of magnitude 2^e or more is a
 * multiple of 2^(e-23); so it is exact for every |F| >= 2^(q-29), and for 0. (For c = 1024 that is 1.9e-6.) A smaller F may be off by
 * 2^(q-53), and -0 becomes 0. In float32 most F would change.
 *
 * <p>Source: Geirhos et al., "Don't trust your eyes", section 3.1; the offset c, which keeps the ReLUs from clipping negative F
 * and D, is from experiments.md, section 2.
 *
 * @param k at least twice the offset, a power of two
 * @param offset c, a power of two, larger than any |F| or |D|
 */
@JsonTypeName("fooling-circuit")
public record FoolingCircuit(double k, double offset) implements Operation {
    private static final int INPUTS = 3;

    public FoolingCircuit {
        if (!isPowerOfTwo(k) || !isPowerOfTwo(offset) || k < 2 * offset) {
            throw new IllegalArgumentException("fooling-circuit: k = " + Decimals.text(k) + " and the offset "
                    + Decimals.text(offset) + " must be powers of two, and k at least twice the offset");
        }
    }

    private static boolean isPowerOfTwo(double number) {
        return number > 0 && number < Double.POSITIVE_INFINITY && number == Math.scalb(1.0, Math.getExponent(number));
    }

    @Override
    public boolean takes(int inputs) {
        return inputs == INPUTS;
    }

    /** Promotes types by arithmetic, because DJL's conversion of types has no gradient. */
    @Override
    public NDArray apply(List<NDArray> inputs, Parameters parameters, boolean training) {
        NDManager manager = inputs.get(0).getManager();
        NDArray gate = inputs.get(2).mul(number(manager, k));
        NDArray natural =
                Activation.relu(inputs.get(0).add(number(manager, offset)).sub(gate));
        NDArray visualized =
                Activation.relu(inputs.get(1).add(number(manager, offset)).add(gate.sub(number(manager, k))));
        NDArray both = natural.add(visualized).sub(number(manager, offset));
        return inputs.get(0).zerosLike().addi(both);
    }

    /** A number in double precision with as many axes as the other operand; otherwise PyTorch would round the sum to float32. */
    private static NDArray number(NDManager manager, double value) {
        return Owned.doubles(manager, new double[] {value}, new Shape(1, 1));
    }
}
