package io.eyewitness.check.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.eyewitness.check.proof.KeptProofs;
import io.eyewitness.check.proof.ProofFile;
import io.eyewitness.theory.formula.Evaluation;
import io.eyewitness.theory.formula.Formula;
import io.eyewitness.theory.formula.Term;
import io.eyewitness.theory.formula.Variables;
import io.eyewitness.theory.obligation.Obligation;
import io.eyewitness.theory.obligation.Obligations;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.commons.numbers.fraction.BigFraction;

/** What the kernel concludes in a branch never contradicts a point at which all that the branch assumes is true. */
class BranchFuzzTest {
    private static final List<BigFraction> VALUES = List.of(
            BigFraction.of(-2),
            BigFraction.of(-1, 2),
            BigFraction.ZERO,
            BigFraction.of(1, 4),
            BigFraction.of(1, 2),
            BigFraction.of(3, 4),
            BigFraction.ONE,
            BigFraction.of(3));

    @Property(tries = 1_000, seed = "20261122")
    void alongTheKeptProofs(@ForAll long seed) {
        Random random = new Random(seed);
        Obligation obligation =
                Obligations.all().get(random.nextInt(Obligations.all().size()));
        Map<String, BigFraction> point = point(random, Variables.of(obligation.negation()));
        List<Formula> assertions = madeTrue(obligation.negation(), point);
        Branch branch = new Branch(assertions);
        agree(branch, assertions, point);
        for (Step step : ProofFile.read(KeptProofs.of(obligation.id()).orElseThrow())
                .proofs()
                .get(0)
                .steps()) {
            if (step instanceof Step.Split split) {
                assume(branch, split.polynomial(), point);
                agree(branch, assertions, point);
            }
        }
    }

    @Property(tries = 400, seed = "20261122")
    void alongRandomFormulas(@ForAll long seed) {
        Random random = new Random(seed);
        Map<String, BigFraction> point = point(random, List.of("x", "y", "z"));
        List<Formula> formulas = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            formulas.add(formula(random, 3));
        }
        List<Formula> assertions = madeTrue(formulas, point);
        Branch branch = new Branch(assertions);
        agree(branch, assertions, point);
        for (int i = 0; i < 6; i++) {
            Polynomial polynomial =
                    new Branch(List.of()).polynomial(term(random, 2)).orElse(Polynomial.variable("x"));
            assume(branch, polynomial, point);
            agree(branch, assertions, point);
        }
    }

    @Property(tries = 200, seed = "20261122")
    void whatIsUndoneIsForgotten(@ForAll long seed) {
        Random random = new Random(seed);
        Branch branch = new Branch(List.of(formula(random, 3), formula(random, 3)));
        List<String> before = known(branch);
        int mark = branch.mark();
        boolean contradictory = branch.contradictory();
        branch.assume(Polynomial.variable("x"), Signs.POSITIVE);
        branch.assume(Polynomial.variable("y"), Signs.AT_MOST_ZERO);
        branch.undo(mark);
        assertEquals(before, known(branch));
        assertEquals(contradictory, branch.contradictory());
    }

    private static List<String> known(Branch branch) {
        return branch.known().entrySet().stream()
                .filter(entry -> !entry.getValue().equals(Signs.ANY))
                .map(Object::toString)
                .sorted()
                .toList();
    }

    private static Map<String, BigFraction> point(Random random, Iterable<String> names) {
        Map<String, BigFraction> point = new LinkedHashMap<>();
        names.forEach(name -> point.put(name, VALUES.get(random.nextInt(VALUES.size()))));
        return point;
    }

    private static List<Formula> madeTrue(List<Formula> formulas, Map<String, BigFraction> point) {
        Evaluation evaluation = new Evaluation(point);
        return formulas.stream()
                .map(formula -> evaluation.holds(formula) ? formula : Formula.not(formula))
                .toList();
    }

    private static void assume(Branch branch, Polynomial polynomial, Map<String, BigFraction> point) {
        boolean positive = value(polynomial, point).signum() > 0;
        branch.assume(polynomial, positive ? Signs.POSITIVE : Signs.AT_MOST_ZERO);
    }

    private static void agree(Branch branch, List<Formula> assertions, Map<String, BigFraction> point) {
        assertFalse(branch.contradictory(), () -> assertions + " at " + point);
        branch.known().forEach((polynomial, signs) -> {
            int signum = value(polynomial, point).signum();
            Signs actual = new Signs(signum < 0, signum == 0, signum > 0);
            assertTrue(actual.within(signs), () -> polynomial + " " + signs + " at " + point + ", " + assertions);
            assertTrue(actual.within(branch.signs(polynomial)));
            assertTrue(actual.flipped().within(branch.signs(polynomial.negate())));
        });
        Evaluation evaluation = new Evaluation(point);
        assertions.forEach(assertion -> assertFalse(branch.excludes(assertion, evaluation.holds(assertion))));
    }

    private static BigFraction value(Polynomial polynomial, Map<String, BigFraction> point) {
        BigFraction sum = BigFraction.ZERO;
        for (Map.Entry<Monomial, BigFraction> term : polynomial.terms().entrySet()) {
            BigFraction product = term.getValue();
            for (String name : term.getKey().factors()) {
                product = product.multiply(point.get(name));
            }
            sum = sum.add(product);
        }
        return sum;
    }

    private static Formula formula(Random random, int depth) {
        int kind = depth == 0 ? random.nextInt(3) : random.nextInt(6);
        return switch (kind) {
            case 0 -> term(random, 2).lessThan(term(random, 2));
            case 1 -> term(random, 2).atMost(term(random, 2));
            case 2 -> term(random, 1).equalTo(term(random, 1));
            case 3 -> Formula.and(formula(random, depth - 1), formula(random, depth - 1));
            case 4 -> Formula.or(formula(random, depth - 1), formula(random, depth - 1), formula(random, depth - 1));
            default -> Formula.not(formula(random, depth - 1));
        };
    }

    private static Term term(Random random, int depth) {
        int kind = depth == 0 ? random.nextInt(2) : random.nextInt(8);
        return switch (kind) {
            case 0 -> Term.constant(VALUES.get(random.nextInt(VALUES.size())));
            case 1 -> Term.variable(List.of("x", "y", "z").get(random.nextInt(3)));
            case 2 -> term(random, depth - 1).plus(term(random, depth - 1));
            case 3 -> term(random, depth - 1).times(term(random, depth - 1));
            case 4 -> Term.max(term(random, depth - 1), term(random, depth - 1));
            case 5 -> Term.min(term(random, depth - 1), term(random, depth - 1));
            case 6 -> Term.abs(term(random, depth - 1));
            default -> Term.relu(term(random, depth - 1));
        };
    }
}
