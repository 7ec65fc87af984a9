package io.eyewitness.check.rules;

import io.eyewitness.theory.function.FunctionClass;
import java.util.List;
import java.util.stream.Stream;

/**
 * The lemma that a class G is ambiguous, for each row with a No: for every h in (0, R/2) it holds f1, f2 with the same visualization,
 * whose extremisers are unique, and a point x with f1(x) at least M - h and f2(x) at most m + h. In every dimension d of the row.
 */
final class Ambiguity {
    private Ambiguity() {}

    /** The obligations from which the lemma follows for a row (theory.md section 3). */
    static List<String> of(FunctionClass row) {
        return switch (row) {
            case F, PAFF -> surgery();
            case NN -> networks();
            case ERM -> trainedNetworks();
            case LIP -> envelope();
            case MONO -> monotoneBlend();
            case CONV -> convexBlend();
            case AFF -> weightSwap();
            case AFF1, CONST -> throw new IllegalArgumentException(row + " is not ambiguous");
        };
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
    private static List<String> surgery() {
        return List.of("S1", "S2", "S3", "S4");
    }

    /**
     * The ReLU networks are ambiguous.
     *
     * <p>Proof. The functions of surgery are made from the inputs, which are at least 0, by affine combinations, relu, |.|,
     * max and min. By N1 and N2 each of these is an affine combination of ReLUs of affine combinations; by N3 a value that is at
     * least 0, as inputs and outputs of ReLUs are, passes through a layer unchanged. So they are networks.
     */
    private static List<String> networks() {
        return concat(surgery(), List.of("N1", "N2", "N3"));
    }

    /**
     * The networks of least empirical risk on a finite data set, with squared loss, are ambiguous.
     *
     * <p>Proof. By E2 (k = 1 to 4 one by one, all k by the step) the loss at one input is least at the mean of its labels; the inputs
     * are finitely many, so a network that takes these means, made as in surgery from disjoint cones at the inputs and at a
     * and b off them, each steeper than the rest of the network there (S4.cone, so that no other extreme arises), attains the least
     * risk. Choose x* off the inputs too, and r small enough that they lie outside the ball: by S1 surgery changes no value there, so
     * not the risk, and by E1 f1 and f2 attain the least risk.
     */
    private static List<String> trainedNetworks() {
        return concat(networks(), List.of("E1", "E2"));
    }

    /**
     * The L-Lipschitz functions, for any L &gt; 0 and any norm, are ambiguous.
     *
     * <p>Proof. Let a, b be opposite vertices, x their midpoint and R at most L|a-b|/2, so that A = L|x-a| and B = L|x-b| are at least
     * R and S = L|a-b| at least R. The distance to a point changes by at most |x-y|, so A and B satisfy the hypotheses of L2a with r
     * = L|x-y|: f_t is L-Lipschitz (exchange x and y for the other sign). By L2b its extremisers are a and b alone. By L9 f_t(x) is M
     * - h at t = 1 - h/R and m + h at t = h/R.
     */
    private static List<String> envelope() {
        return List.of("L2a", "L2b", "L9");
    }

    /**
     * The monotone functions are ambiguous.
     *
     * <p>Proof. Let f_t = m + R p_t(u), p_t the profile of row 6, u the mean coordinate. u is monotone and p_t non-decreasing (M1), so f_t
     * is monotone. u is 0 (1) at one point alone, and elsewhere strictly between, where p_t is so too (M2): the extremisers are
     * unique. At u = 1/2, which is taken, p_t is t (M2): take t = 1 - h/R and t = h/R.
     */
    private static List<String> monotoneBlend() {
        return concat(List.of("M1", "M2"), meanCoordinate());
    }

    /**
     * The convex functions are ambiguous.
     *
     * <p>Proof. Let f_t = m + R p_t(u), p_t the profile of row 7 with n at least 2R/h. u is affine and p_t convex (C1), so f_t is convex.
     * Extremisers are unique as for monotone functions (C2). At u = 1 - 1/n, which is taken, with h/R in place of h, C3 gives the
     * gap.
     */
    private static List<String> convexBlend() {
        return concat(List.of("C1", "C2", "C3"), meanCoordinate());
    }

    /**
     * The affine functions of d &gt; 1 variables are ambiguous.
     *
     * <p>Proof. With e = h/R below 1/2 and k = d - 1 let w = e/k. The weights (1-e, w, ..., w) are positive with sum 1 (A2), so m + R
     * times the weighted mean has m at 0 alone and M at 1 alone (A1 for d up to 8; for all d by induction: a weighted mean of d + 1
     * coordinates is (1-c)v + cy with v one of d, c the last weight, and the step says that it is 0 (1) only if both are). So has the
     * function with weights 1 and 2 exchanged. At (1, 0, ..., 0) they take 1 - e and at most e (A2).
     */
    private static List<String> weightSwap() {
        return List.of("A1", "A2", "step");
    }

    /**
     * The mean coordinate u(x) = (x_1 + ... + x_d)/d, in every dimension d: it is affine and monotone, lies in [0,1], is 0
     * only at the zero vector and 1 only at the one vector, and takes every value c in between, at (c, ..., c).
     *
     * <p>Proof. For d = 1 to 8 it is U1, as it stands. For all d by induction: the mean of d + 1 coordinates is (1-c)v + cy with v
     * the mean of the first d, y the last and c = 1/(d+1); the step says that it lies in [0,1] and is 0 (1) only if both v and y are.
     * A sum of affine (monotone) functions with non-negative weights is affine (monotone), and the mean of d + 1 times c is c.
     */
    private static List<String> meanCoordinate() {
        return List.of("U1", "step");
    }

    private static List<String> concat(List<String> some, List<String> others) {
        return Stream.concat(some.stream(), others.stream()).toList();
    }
}
