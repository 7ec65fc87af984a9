package io.eyewitness.check.rules;

import io.eyewitness.theory.claim.Claim;
import io.eyewitness.theory.claim.Notion;
import io.eyewitness.theory.claim.Verdict;
import io.eyewitness.theory.function.FunctionClass;
import io.eyewitness.theory.obligation.Obligation;
import io.eyewitness.theory.obligation.Obligations;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** All structural rules: the one table of what the verdict on each theorem rests on. The proof of each rule is its Javadoc. */
public final class Rules {
    private static final Map<String, Rule> RULES = new LinkedHashMap<>();

    static {
        FunctionClass.withWitnesses().forEach(Rules::ambiguousRow);
        understoodRow(FunctionClass.AFF1, affineOfOneVariable());
        understoodRow(FunctionClass.CONST, constant());
        lipschitzSide();
        theoremOne();
        theoremTwo();
        midErrsByHalf();
        FunctionClass.withWitnesses().forEach(Rules::theoremOneAttained);
        lipschitzStatements();
    }

    private Rules() {}

    /** The rules by the id of the claim that each decides. */
    public static Map<String, Rule> all() {
        return Collections.unmodifiableMap(RULES);
    }

    /** The rule for a claim; empty if none decides it. */
    public static Optional<Rule> of(String claim) {
        return Optional.ofNullable(RULES.get(claim));
    }

    /**
     * The verdicts that follow from proven obligations, by the id of the claim.
     *
     * @param proven the obligations that the kernel has proven, by id
     * @throws IllegalArgumentException if another obligation stands under an id
     */
    public static Map<String, Verdict> verdicts(Map<String, ProvenObligation> proven) {
        Set<String> families = provenFamilies(proven);
        Map<String, Verdict> verdicts = new LinkedHashMap<>();
        RULES.values().stream()
                .filter(rule -> families.containsAll(rule.obligations()))
                .forEach(rule -> rule.verdict().ifPresent(verdict -> verdicts.put(rule.claim(), verdict)));
        return verdicts;
    }

    private static Set<String> provenFamilies(Map<String, ProvenObligation> proven) {
        Set<String> families = new HashSet<>();
        Set<String> notProven = new HashSet<>();
        for (Obligation obligation : Obligations.all()) {
            ProvenObligation found = proven.get(obligation.id());
            if (found != null && !found.obligation().equals(obligation)) {
                throw new IllegalArgumentException(
                        "the kernel has proven another obligation than obligation:" + obligation.id());
            }
            (found == null ? notProven : families).add(obligation.family());
        }
        families.removeAll(notProven);
        return families;
    }

    /** All three notions are a No for an ambiguous class, in row 4 the side over the whole class. */
    private static void ambiguousRow(FunctionClass row) {
        List<String> witnesses = List.of("witness:" + row);
        List<String> ambiguous = Ambiguity.of(row);
        add(Claim.cellId(row, Notion.EXACT), Verdict.NO, concat(notExact(), ambiguous), witnesses);
        add(Claim.cellId(row, Notion.APPROX), Verdict.NO, concat(notApproximate(), ambiguous), witnesses);
        String side = row == FunctionClass.LIP ? "claim:LIP.side.class" : Claim.cellId(row, Notion.SIDE);
        add(side, Verdict.NO, concat(notSide(), ambiguous), witnesses);
    }

    /**
     * Exact prediction is a No for an ambiguous class.
     *
     * <p>Proof. A decoder answers one z at x for both members; it errs by at least R/2 - h &gt; 0 on one (I1).
     */
    private static List<String> notExact() {
        return List.of("I1");
    }

    /**
     * Approximation is a No for an ambiguous class, for every eps below 1/2.
     *
     * <p>Proof. For such an eps take the h of I5; then R/2 - h exceeds eps R, and I1 applies.
     */
    private static List<String> notApproximate() {
        return List.of("I1", "I5");
    }

    /**
     * The side is a No for an ambiguous class.
     *
     * <p>Proof. As h is below R/2, f1(x) is above mid and f2(x) below; no one answer is right for both (I2).
     */
    private static List<String> notSide() {
        return List.of("I2");
    }

    /** All three notions are a Yes: the decoder is exact, which implies approx and side. */
    private static void understoodRow(FunctionClass row, List<String> obligations) {
        for (Notion notion : Notion.values()) {
            add(Claim.cellId(row, notion), Verdict.YES, obligations, List.of("decoder:" + row));
        }
    }

    /**
     * The affine functions of one variable are understood, whatever the choice among ties.
     *
     * <p>Proof. Let f(x) = al x + be with extremes m at a, M at b. If m &lt; M then a != b (Y3) and f(x) = m + (M-m)(x-a)/(b-a) (Y1); if
     * m = M then f is constant and is m (Y2). So the decoder of row 9 is exact.
     */
    private static List<String> affineOfOneVariable() {
        return List.of("Y1", "Y2", "Y3");
    }

    /**
     * The constant functions are understood.
     *
     * <p>Proof. D(x) = m is exact (Y2).
     */
    private static List<String> constant() {
        return List.of("Y2");
    }

    /**
     * For L-Lipschitz functions, read per visualization, the side is decidable only for small L (theory.md section 4).
     *
     * <p>Proof. Fix (a, b, m, M) with m &lt; M and S = L|a-b| at least R. The side of x is decidable if A or B is at most R/2 (L5), and
     * only then: else two blends of the envelopes, which are members with this visualization (L2a, L2b), are on different sides
     * (L5n). All of X is decidable for some visualizations at L = R/|a-b| (L7p). It is not at any larger L, where the midpoint is not
     * (L6). What is decidable at L is so at any smaller L (L5m).
     */
    private static void lipschitzSide() {
        add(
                Claim.cellId(FunctionClass.LIP, Notion.SIDE),
                Verdict.ONLY_SMALL_L,
                List.of("L2a", "L2b", "L5", "L5n", "L5m", "L6", "L7p"),
                List.of("witness:LIP"));
    }

    /**
     * Theorem 1 for every row with a No.
     *
     * <p>Proof. Each class is ambiguous; I1 bounds the error from below by R/2 - h for each h, and I5 puts that above eps R for each eps
     * below 1/2.
     */
    private static void theoremOne() {
        add("claim:theorem1", Verdict.YES, concat(List.of("I1", "I5"), everyRow()), everyWitness());
    }

    /**
     * Theorem 2 for every row with a No.
     *
     * <p>Proof. Each class is ambiguous, with f1(x) above mid and f2(x) below; I2.
     */
    private static void theoremTwo() {
        add("claim:theorem2", Verdict.YES, concat(List.of("I2"), everyRow()), everyWitness());
    }

    private static List<String> everyRow() {
        return FunctionClass.withWitnesses().stream()
                .flatMap(row -> Ambiguity.of(row).stream())
                .toList();
    }

    private static List<String> everyWitness() {
        return FunctionClass.withWitnesses().stream()
                .map(row -> "witness:" + row)
                .toList();
    }

    /**
     * The decoder mid errs by at most R/2.
     *
     * <p>Proof. I3, at every x.
     */
    private static void midErrsByHalf() {
        add("claim:epsstar.mid", Verdict.YES, List.of("I3"), List.of());
    }

    /** Whether theorem 1's constant R/2 is attained by a single member of a class. */
    private static void theoremOneAttained(FunctionClass row) {
        String claim = "claim:theorem1.attained." + row;
        switch (row) {
            case LIP -> add(claim, Verdict.NO, notAttainedByLipschitz(), List.of());
            case AFF -> add(claim, Verdict.NO, notAttainedByAffine(), List.of());
            case MONO -> add(claim, Verdict.YES, concat(attainedByBlend("M3"), Ambiguity.of(row)), List.of());
            case CONV -> add(claim, Verdict.YES, concat(attainedByBlend("C1"), Ambiguity.of(row)), List.of());
            default -> add(claim, Verdict.YES, concat(attainedBySurgery(), Ambiguity.of(row)), List.of());
        }
    }

    /**
     * In rows 1, 2, 3 and 5 theorem 1's constant is attained: every decoder errs by at least R/2 on some one member.
     *
     * <p>Proof. Let g be decoded and f a continuous member with the visualization. If sup|f - g| &lt; R/2 put eta = R/2 - sup|f - g|. By
     * intermediate values there is an x, off the protected inputs, with M - eta &lt; f(x) &lt; M, and there g(x) &gt; mid. Surgery at x
     * with h = min(g(x) - mid, R/4) gives an f2 with f2(x) at most m + h; by I4 g errs by at least R/2 there.
     */
    private static List<String> attainedBySurgery() {
        return List.of("I4");
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
    private static List<String> attainedByBlend(String shape) {
        return List.of("I4", "T1", shape);
    }

    /**
     * In row 4, with unique extremisers, theorem 1's constant is not attained.
     *
     * <p>Proof. Let f be L-Lipschitz. By L1 l &lt;= f &lt;= U. Off a and b f is strictly between m and M, so (U + l)/2 errs by less than R/2
     * (L3c). At a the blends of l and U are m for every weight (L2b), so l = U = f there, and likewise at b. The error is continuous on
     * the compact X, so its supremum is taken, and below R/2.
     */
    private static List<String> notAttainedByLipschitz() {
        return List.of("L1", "L2b", "L3c");
    }

    /**
     * In row 8, with unique extremisers, theorem 1's constant is not attained.
     *
     * <p>Proof. Seen from a and scaled, f is a weighted mean v of coordinates y_i in [0,1] with positive weights, so it lies between their
     * least p and their greatest q, and is 0 (1) only if all are (A1, the step). By A3 the mid-range errs by less than 1/2 everywhere; the
     * error is continuous on the compact X.
     */
    private static List<String> notAttainedByAffine() {
        return List.of("A1", "step", "A3");
    }

    /**
     * The statements of theory.md section 4, with A = L|x-a|, B = L|x-b|, S = L|a-b|.
     *
     * <p>Proof. The obligations of L1, L2, L5, L6, L8 and L9 state them as they stand, for every x. Those of L3 leave eps* out, and those
     * of L4, L7 and L7p are about one or two dimensions: instances, from which no verdict follows.
     */
    private static void lipschitzStatements() {
        lipschitz("L1", Optional.of(Verdict.YES), "L1");
        lipschitz("L2", Optional.of(Verdict.YES), "L2a", "L2b");
        lipschitz("L3", Optional.empty(), "L2a", "L2b", "L1", "L3a", "L3b");
        lipschitz("L4", Optional.empty(), "L4", "L4n");
        lipschitz("L5", Optional.of(Verdict.YES), "L2a", "L2b", "L5", "L5n", "L5m");
        lipschitz("L6", Optional.of(Verdict.YES), "L2a", "L2b", "L5", "L5n", "L6");
        lipschitz("L7", Optional.empty(), "L7");
        lipschitz("L7p", Optional.empty(), "L7p");
        lipschitz("L8", Optional.of(Verdict.YES), "L8");
        lipschitz("L9", Optional.of(Verdict.YES), "L2a", "L2b", "L9");
    }

    private static void lipschitz(String statement, Optional<Verdict> verdict, String... obligations) {
        add(new Rule("claim:lipschitz." + statement, verdict, List.of(obligations), List.of()));
    }

    private static void add(String claim, Verdict verdict, List<String> obligations, List<String> samples) {
        add(new Rule(claim, Optional.of(verdict), obligations, samples));
    }

    private static void add(Rule rule) {
        RULES.put(rule.claim(), rule);
    }

    private static List<String> concat(List<String> some, List<String> others) {
        return Stream.concat(some.stream(), others.stream()).toList();
    }
}
