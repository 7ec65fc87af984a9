package io.eyewitness.check.rules;

import io.eyewitness.theory.witness.FunctionClass;
import java.util.List;
import java.util.Objects;

/**
 * The theorem that a class G is ambiguous: for every h in (0, R/2) it holds f1, f2 with the same visualization, whose extremisers
 * are unique, and a point x with f1(x) at least M - h and f2(x) at most m + h. In every dimension d of the row. Only the rules
 * below make a value.
 */
public final class Ambiguous {
    private final FunctionClass functionClass;

    private Ambiguous(FunctionClass functionClass) {
        this.functionClass = functionClass;
    }

    /** G. */
    public FunctionClass functionClass() {
        return functionClass;
    }

    /**
     * Surgery: the piecewise affine functions, and all functions with a minimum and a maximum, are ambiguous.
     *
     * <p>Proof. Take a != b in X, any m &lt; M, x* off both, and r at most half the least l1-distance among the three. Let
     * f0 = mid + (R/2) relu(1 - |x-b|_1/r) - (R/2) relu(1 - |x-a|_1/r). The balls of radius r are disjoint, so f0 is mid on the
     * ball around x*, and m, M are taken at a, b alone (S4 is an instance in d = 1 and 2, refuted as it stands). With s(x) =
     * (R/r)|x-x*|_1 let f1 = max(f0, (M-h) - s), f2 = min(f0, (m+h) + s): piecewise affine and continuous. Off the ball s is at
     * least R, so both are f0 (S1); on it both are strictly between m and M (S2). So all three have the same visualization, with
     * unique extremisers. At x* the gap is there (S3).
     */
    public static Ambiguous surgery(
            FunctionClass row,
            ProvenObligation s1,
            ProvenObligation s2,
            ProvenObligation s3,
            List<ProvenObligation> s4) {
        Statements.require(s1, "S1");
        Statements.require(s2, "S2");
        Statements.require(s3, "S3");
        Statements.requireFamily(s4, "S4");
        if (row != FunctionClass.F && row != FunctionClass.PAFF) {
            throw new IllegalArgumentException("surgery alone says nothing of " + row.symbol());
        }
        return new Ambiguous(row);
    }

    /**
     * The ReLU networks are ambiguous.
     *
     * <p>Proof. The functions of the surgery rule are made from the inputs, which are at least 0, by affine combinations, relu, |.|,
     * max and min. By N1 and N2 each of these is an affine combination of ReLUs of affine combinations; by N3 a value that is at
     * least 0, as inputs and outputs of ReLUs are, passes through a layer unchanged. So they are networks.
     */
    public static Ambiguous byRelus(
            Ambiguous piecewiseAffine, ProvenObligation n1, ProvenObligation n2, ProvenObligation n3) {
        requireRow(piecewiseAffine, FunctionClass.PAFF);
        Statements.require(n1, "N1");
        Statements.require(n2, "N2");
        Statements.require(n3, "N3");
        return new Ambiguous(FunctionClass.NN);
    }

    /**
     * The networks of least empirical risk on a finite data set, with squared loss, are ambiguous.
     *
     * <p>Proof. By E2 (k = 1 to 4 one by one, all k by the step) the loss at one input is least at the mean of its labels; the inputs
     * are finitely many, so a network that takes these means, made as in the surgery rule from disjoint cones at the inputs and at a
     * and b off them, each steeper than the rest of the network there (S4.cone, so that no other extreme arises), attains the least risk. Choose x* off the inputs too, and r small enough that they lie outside the ball: by S1
     * surgery changes no value there, so not the risk, and by E1 f1 and f2 attain the least risk.
     */
    public static Ambiguous offTheData(Ambiguous networks, ProvenObligation e1, List<ProvenObligation> e2) {
        requireRow(networks, FunctionClass.NN);
        Statements.require(e1, "E1");
        Statements.requireFamily(e2, "E2");
        return new Ambiguous(FunctionClass.ERM);
    }

    /**
     * The L-Lipschitz functions, for any L &gt; 0 and any norm, are ambiguous.
     *
     * <p>Proof. Let a, b be opposite vertices, x their midpoint and R at most L|a-b|/2, so that A = L|x-a| and B = L|x-b| are at least
     * R and S = L|a-b| at least R. The distance to a point changes by at most |x-y|, so A and B satisfy the hypotheses of L2a with r
     * = L|x-y|: f_t is L-Lipschitz (exchange x and y for the other sign). By L2b its extremisers are a and b alone. By L9 f_t(x) is M
     * - h at t = 1 - h/R and m + h at t = h/R.
     */
    public static Ambiguous envelope(ProvenObligation l2a, ProvenObligation l2b, ProvenObligation l9) {
        Statements.require(l2a, "L2a");
        Statements.require(l2b, "L2b");
        Statements.require(l9, "L9");
        return new Ambiguous(FunctionClass.LIP);
    }

    /**
     * The monotone functions are ambiguous.
     *
     * <p>Proof. Let f_t = m + R p_t(u), p_t the profile of row 6, u the mean coordinate. u is monotone and p_t non-decreasing (M1), so f_t
     * is monotone. u is 0 (1) at one point alone, and elsewhere strictly between, where p_t is so too (M2): the extremisers are
     * unique. At u = 1/2, which is taken, p_t is t (M2): take t = 1 - h/R and t = h/R.
     */
    public static Ambiguous monotoneBlend(ProvenObligation m1, ProvenObligation m2, MeanCoordinate u) {
        Statements.require(m1, "M1");
        Statements.require(m2, "M2");
        Objects.requireNonNull(u);
        return new Ambiguous(FunctionClass.MONO);
    }

    /**
     * The convex functions are ambiguous.
     *
     * <p>Proof. Let f_t = m + R p_t(u), p_t the profile of row 7 with n at least 2R/h. u is affine and p_t convex (C1), so f_t is convex.
     * Extremisers are unique as for monotone functions (C2). At u = 1 - 1/n, which is taken, with h/R in place of h, C3 gives the
     * gap.
     */
    public static Ambiguous convexBlend(
            ProvenObligation c1, ProvenObligation c2, ProvenObligation c3, MeanCoordinate u) {
        Statements.require(c1, "C1");
        Statements.require(c2, "C2");
        Statements.require(c3, "C3");
        Objects.requireNonNull(u);
        return new Ambiguous(FunctionClass.CONV);
    }

    /**
     * The affine functions of d &gt; 1 variables are ambiguous.
     *
     * <p>Proof. With e = h/R below 1/2 and k = d - 1 let w = e/k. The weights (1-e, w, ..., w) are positive with sum 1 (A2), so m + R
     * times the weighted mean has m at 0 alone and M at 1 alone (A1 for d up to 8; for all d by induction: a weighted mean of d + 1
     * coordinates is (1-c)v + cy with v one of d, c the last weight, and the step says that it is 0 (1) only if both are). So has the
     * function with weights 1 and 2 exchanged. At (1, 0, ..., 0) they take 1 - e and at most e (A2).
     */
    public static Ambiguous weightSwap(List<ProvenObligation> a1, ProvenObligation step, ProvenObligation a2) {
        Statements.requireFamily(a1, "A1");
        Statements.require(step, "step");
        Statements.require(a2, "A2");
        return new Ambiguous(FunctionClass.AFF);
    }

    private static void requireRow(Ambiguous theorem, FunctionClass row) {
        if (theorem.functionClass() != row) {
            throw new IllegalArgumentException("the rule needs " + row.symbol() + " to be ambiguous, not "
                    + theorem.functionClass().symbol());
        }
    }
}
