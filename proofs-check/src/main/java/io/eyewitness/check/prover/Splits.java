package io.eyewitness.check.prover;

import io.eyewitness.check.kernel.Branch;
import io.eyewitness.check.kernel.Polynomial;
import io.eyewitness.check.kernel.Signs;
import io.eyewitness.theory.formula.Formula;
import io.eyewitness.theory.formula.Term;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.numbers.fraction.BigFraction;

/** The polynomials whose sign would tell more about the assertions, the most useful first. */
final class Splits {
    private final Branch branch;
    private final Set<Polynomial> found = new LinkedHashSet<>();

    private Splits(Branch branch) {
        this.branch = branch;
    }

    /** Signs that decide a min, max, abs or relu, a comparison of an undecided disjunction, or a disequality. */
    static List<Polynomial> of(Branch branch, List<Formula> assertions) {
        Splits splits = new Splits(branch);
        assertions.forEach(splits::visit);
        branch.known().forEach((polynomial, signs) -> {
            if (!signs.zero() && signs.negative() && signs.positive()) {
                splits.offer(polynomial);
            }
        });
        return List.copyOf(splits.found);
    }

    /** Signs that the assertions do not ask for: of variables, of their differences, of what is only known to be at least 0. */
    static List<Polynomial> others(Branch branch) {
        Splits splits = new Splits(branch);
        Set<String> names = new LinkedHashSet<>();
        List.copyOf(branch.known().entrySet()).forEach(entry -> {
            entry.getKey().terms().keySet().forEach(monomial -> names.addAll(monomial.factors()));
            if (entry.getValue().zero() && !entry.getValue().equals(Signs.ANY)) {
                splits.offer(
                        entry.getValue().positive()
                                ? entry.getKey()
                                : entry.getKey().negate());
            }
        });
        List<Polynomial> variables = names.stream().map(Polynomial::variable).toList();
        variables.forEach(splits::offer);
        for (int i = 0; i < variables.size(); i++) {
            for (int j = 0; j < i; j++) {
                splits.offer(variables.get(i).plus(variables.get(j).negate()));
            }
        }
        return List.copyOf(splits.found);
    }

    private void visit(Formula formula) {
        if (branch.excludes(formula, true) || branch.excludes(formula, false)) {
            return;
        }
        if (formula instanceof Formula.Comparison comparison) {
            Optional<Polynomial> difference =
                    branch.polynomial(comparison.right().minus(comparison.left()));
            if (difference.isPresent()) {
                boolean strict = comparison.relation() != Formula.Relation.AT_MOST;
                offer(strict ? difference.get() : difference.get().negate());
                offer(difference.get());
                offer(difference.get().negate());
            } else {
                visit(comparison.left());
                visit(comparison.right());
            }
        } else if (formula instanceof Formula.Not not) {
            visit(not.operand());
        } else {
            ((Formula.Junction) formula).operands().forEach(this::visit);
        }
    }

    private void visit(Term term) {
        if (term instanceof Term.Operation operation) {
            List<Term> operands = operation.operands();
            switch (operation.operator()) {
                case SUM, PRODUCT -> operands.forEach(this::visit);
                case MIN, MAX -> choice(operands.get(0), operands.get(1));
                case ABS, RELU -> choice(operands.get(0), Term.ZERO);
            }
        }
    }

    private void choice(Term left, Term right) {
        visit(left);
        visit(right);
        branch.polynomial(left.minus(right)).ifPresent(this::offer);
    }

    private void offer(Polynomial polynomial) {
        if (polynomial.terms().isEmpty() || polynomial.equals(Polynomial.ONE)) {
            return;
        }
        Signs signs = branch.signs(polynomial);
        if (!signs.within(Signs.POSITIVE) && !signs.within(Signs.AT_MOST_ZERO)) {
            BigFraction size = polynomial.leading().abs();
            found.add(polynomial.times(Polynomial.constant(size.reciprocal())));
        }
    }

    /** The polynomials of which something is left to know. */
    static List<Polynomial> open(Branch branch, List<Polynomial> polynomials) {
        Splits splits = new Splits(branch);
        polynomials.forEach(splits::offer);
        return List.copyOf(splits.found);
    }
}
