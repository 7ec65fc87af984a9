package io.eyewitness.check.rules;

import java.util.List;

/**
 * The theorem on the mean coordinate u(x) = (x_1 + ... + x_d)/d, in every dimension d: it is affine and monotone, lies in [0,1], is 0
 * only at the zero vector and 1 only at the one vector, and takes every value c in between, at (c, ..., c).
 */
public final class MeanCoordinate {
    private MeanCoordinate() {}

    /**
     * The theorem.
     *
     * <p>Proof. For d = 1 to 8 it is U1, as it stands. For all d by induction: the mean of d + 1 coordinates is (1-c)v + cy with v
     * the mean of the first d, y the last and c = 1/(d+1); the step says that it lies in [0,1] and is 0 (1) only if both v and y are.
     * A sum of affine (monotone) functions with non-negative weights is affine (monotone), and the mean of d + 1 times c is c.
     *
     * @param u1 the whole family U1
     */
    public static MeanCoordinate inEveryDimension(List<ProvenObligation> u1, ProvenObligation step) {
        Statements.requireFamily(u1, "U1");
        Statements.require(step, "step");
        return new MeanCoordinate();
    }
}
