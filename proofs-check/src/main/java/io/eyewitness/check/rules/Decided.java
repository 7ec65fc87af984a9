package io.eyewitness.check.rules;

import io.eyewitness.theory.claim.Claim;
import io.eyewitness.theory.claim.Notion;
import io.eyewitness.theory.claim.Verdict;
import io.eyewitness.theory.witness.FunctionClass;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** A claim of the ledger, decided by the rules below, which alone make a value. */
public final class Decided {
    private final String claim;
    private final Verdict verdict;

    private Decided(String claim, Verdict verdict) {
        this.claim = claim;
        this.verdict = verdict;
    }

    /** The claim's id. */
    public String claim() {
        return claim;
    }

    /** What was decided. */
    public Verdict verdict() {
        return verdict;
    }

    /**
     * Exact prediction is a No for an ambiguous class.
     *
     * <p>Proof. A decoder answers one z at x for both members; it errs by at least R/2 - h &gt; 0 on one (I1).
     */
    public static Decided notExact(Ambiguous theorem, ProvenObligation i1) {
        Statements.require(i1, "I1");
        return new Decided(Claim.cellId(theorem.functionClass(), Notion.EXACT), Verdict.NO);
    }

    /**
     * Approximation is a No for an ambiguous class, for every eps below 1/2.
     *
     * <p>Proof. For such an eps take the h of I5; then R/2 - h exceeds eps R, and I1 applies.
     */
    public static Decided notApproximate(Ambiguous theorem, ProvenObligation i1, ProvenObligation i5) {
        Statements.require(i1, "I1");
        Statements.require(i5, "I5");
        return new Decided(Claim.cellId(theorem.functionClass(), Notion.APPROX), Verdict.NO);
    }

    /**
     * The side is a No for an ambiguous class. For the Lipschitz functions this is the reading over the whole class, not the cell.
     *
     * <p>Proof. As h is below R/2, f1(x) is above mid and f2(x) below; no one answer is right for both (I2).
     */
    public static Decided notSide(Ambiguous theorem, ProvenObligation i2) {
        Statements.require(i2, "I2");
        FunctionClass row = theorem.functionClass();
        return new Decided(
                row == FunctionClass.LIP ? "claim:LIP.side.class" : Claim.cellId(row, Notion.SIDE), Verdict.NO);
    }

    /**
     * The affine functions of one variable are understood, in all three notions, whatever the choice among ties.
     *
     * <p>Proof. Let f(x) = al x + be with extremes m at a, M at b. If m &lt; M then a != b (Y3) and f(x) = m + (M-m)(x-a)/(b-a) (Y1); if
     * m = M then f is constant and is m (Y2). So the decoder of row 9 is exact; exact implies approx and side.
     */
    public static List<Decided> affineOfOneVariable(ProvenObligation y1, ProvenObligation y2, ProvenObligation y3) {
        Statements.require(y1, "Y1");
        Statements.require(y2, "Y2");
        Statements.require(y3, "Y3");
        return understood(FunctionClass.AFF1);
    }

    /**
     * The constant functions are understood, in all three notions.
     *
     * <p>Proof. D(x) = m is exact (Y2); exact implies approx and side.
     */
    public static List<Decided> constant(ProvenObligation y2) {
        Statements.require(y2, "Y2");
        return understood(FunctionClass.CONST);
    }

    private static List<Decided> understood(FunctionClass row) {
        List<Decided> cells = new ArrayList<>();
        for (Notion notion : Notion.values()) {
            cells.add(new Decided(Claim.cellId(row, notion), Verdict.YES));
        }
        return cells;
    }

    /**
     * For L-Lipschitz functions, read per visualization, the side is decidable only for small L.
     *
     * <p>Proof. Fix (a, b, m, M) with m &lt; M and S = L|a-b| at least R. The side of x is decidable if A or B is at most R/2 (L5), and
     * only then: else two blends of the envelopes, which are members with this visualization (L2a, L2b), are on different sides
     * (L5n). All of X is decidable for some visualizations at L = R/|a-b| (L7p). It is not at any larger L, where the midpoint is not
     * (L6). What is decidable at L is so at any smaller L (L5m).
     */
    public static Decided onlyForSmallL(
            ProvenObligation l2a,
            ProvenObligation l2b,
            ProvenObligation l5,
            ProvenObligation l5n,
            ProvenObligation l5m,
            ProvenObligation l6,
            List<ProvenObligation> l7p) {
        Statements.require(l2a, "L2a");
        Statements.require(l2b, "L2b");
        Statements.require(l5, "L5");
        Statements.require(l5n, "L5n");
        Statements.require(l5m, "L5m");
        Statements.require(l6, "L6");
        Statements.requireFamily(l7p, "L7p");
        return new Decided(Claim.cellId(FunctionClass.LIP, Notion.SIDE), Verdict.ONLY_SMALL_L);
    }

    /**
     * Theorem 1 for every row with a No.
     *
     * <p>Proof. Each class is ambiguous; I1 bounds the error from below by R/2 - h for each h, and I5 puts that above eps R for each eps
     * below 1/2.
     *
     * @param all the theorem for each of the rows 1 to 8
     */
    public static Decided theoremOne(List<Ambiguous> all, ProvenObligation i1, ProvenObligation i5) {
        requireEveryRow(all);
        Statements.require(i1, "I1");
        Statements.require(i5, "I5");
        return new Decided("claim:theorem1", Verdict.YES);
    }

    /**
     * Theorem 2 for every row with a No.
     *
     * <p>Proof. Each class is ambiguous, with f1(x) above mid and f2(x) below; I2.
     *
     * @param all the theorem for each of the rows 1 to 8
     */
    public static Decided theoremTwo(List<Ambiguous> all, ProvenObligation i2) {
        requireEveryRow(all);
        Statements.require(i2, "I2");
        return new Decided("claim:theorem2", Verdict.YES);
    }

    private static void requireEveryRow(List<Ambiguous> all) {
        Set<FunctionClass> rows = all.stream()
                .map(Ambiguous::functionClass)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(FunctionClass.class)));
        if (!rows.equals(EnumSet.copyOf(FunctionClass.withWitnesses()))) {
            throw new IllegalArgumentException("theorems 1 and 2 are about all rows with a No, not " + rows);
        }
    }

    /**
     * The decoder mid errs by at most R/2.
     *
     * <p>Proof. I3, at every x.
     */
    public static Decided midErrsByHalf(ProvenObligation i3) {
        Statements.require(i3, "I3");
        return new Decided("claim:epsstar.mid", Verdict.YES);
    }

    /**
     * In rows 1, 2, 3 and 5 theorem 1's constant is attained: whatever is decoded errs by at least R/2 on some one member.
     *
     * <p>Proof. Let g be decoded and f a continuous member with the visualization. If sup|f - g| &lt; R/2 put eta = R/2 - sup|f - g|. By
     * intermediate values there is an x, off the protected inputs, with M - eta &lt; f(x) &lt; M, and there g(x) &gt; mid. Surgery at x
     * with h = min(g(x) - mid, R/4) gives an f2 with f2(x) at most m + h; by I4 g errs by at least R/2 there.
     */
    public static Decided attainedBySurgery(Ambiguous theorem, ProvenObligation i4) {
        Statements.require(i4, "I4");
        return switch (theorem.functionClass()) {
            case F, NN, ERM, PAFF -> attained(theorem.functionClass(), Verdict.YES);
            default ->
                throw new IllegalArgumentException(theorem.functionClass().symbol() + " is not closed under surgery");
        };
    }

    /**
     * In rows 6 and 7 theorem 1's constant is attained.
     *
     * <p>Proof. As for surgery, but f2 is the blend (1-e) max(0, 1 - n(1-u)) + e g of a profile with n at least 1/(1-u(x)) and f (scaled to
     * [0,1]), which is at most e = h/R at x (T1). The profile is convex (C1 as t tends to 0) and non-decreasing (M3 as t tends to 0),
     * the classes are convex, and the blend has the unique extremisers of f.
     *
     * @param shape M3 for monotone functions, C1 for convex ones
     */
    public static Decided attainedByBlend(
            Ambiguous theorem, ProvenObligation i4, ProvenObligation t1, ProvenObligation shape, MeanCoordinate u) {
        Statements.require(i4, "I4");
        Statements.require(t1, "T1");
        Objects.requireNonNull(u);
        switch (theorem.functionClass()) {
            case MONO -> Statements.require(shape, "M3");
            case CONV -> Statements.require(shape, "C1");
            default ->
                throw new IllegalArgumentException(theorem.functionClass().symbol() + " has no blend of profiles");
        }
        return attained(theorem.functionClass(), Verdict.YES);
    }

    /**
     * In row 4, with unique extremisers, theorem 1's constant is not attained.
     *
     * <p>Proof. Let f be L-Lipschitz. By L1 l &lt;= f &lt;= U. Off a and b f is strictly between m and M, so (U + l)/2 errs by less than R/2
     * (L3c). At a the blends of l and U are m for every weight (L2b), so l = U = f there, and likewise at b. The error is continuous on the compact X, so its supremum is taken, and below R/2.
     */
    public static Decided notAttainedByLipschitz(ProvenObligation l1, ProvenObligation l2b, ProvenObligation l3c) {
        Statements.require(l1, "L1");
        Statements.require(l2b, "L2b");
        Statements.require(l3c, "L3c");
        return attained(FunctionClass.LIP, Verdict.NO);
    }

    /**
     * In row 8, with unique extremisers, theorem 1's constant is not attained.
     *
     * <p>Proof. Seen from a and scaled, f is a weighted mean v of coordinates y_i in [0,1] with positive weights, so it lies between their
     * least p and their greatest q, and is 0 (1) only if all are (A1, the step). By A3 the mid-range errs by less than 1/2 everywhere; the error is
     * continuous on the compact X.
     */
    public static Decided notAttainedByAffine(List<ProvenObligation> a1, ProvenObligation step, ProvenObligation a3) {
        Statements.requireFamily(a1, "A1");
        Statements.require(step, "step");
        Statements.require(a3, "A3");
        return attained(FunctionClass.AFF, Verdict.NO);
    }

    private static Decided attained(FunctionClass row, Verdict verdict) {
        return new Decided("claim:theorem1.attained." + row, verdict);
    }

    /**
     * A statement of theory.md section 4 that its obligations say as they stand, for every x, with A = L|x-a|, B = L|x-b|, S = L|a-b|.
     *
     * @param statement one of those
     */
    public static Decided lipschitz(LipschitzStatement statement, List<List<ProvenObligation>> families) {
        List<String> names = statement.families();
        if (families.size() != names.size()) {
            throw new IllegalArgumentException(statement + " rests on " + names);
        }
        for (int i = 0; i < names.size(); i++) {
            Statements.requireFamily(families.get(i), names.get(i));
        }
        return new Decided("claim:lipschitz." + statement.name(), Verdict.YES);
    }
}
