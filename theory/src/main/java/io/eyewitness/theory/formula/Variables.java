package io.eyewitness.theory.formula;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The variables of terms and formulas, in order of first occurrence; and whether a formula is linear in them. */
public final class Variables {
    private final Set<String> names = new LinkedHashSet<>();
    private final Set<Term> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private boolean linear = true;

    private Variables() {}

    /** The names of the variables that occur in the formulas. */
    public static Set<String> of(List<Formula> formulas) {
        return collect(formulas).names;
    }

    /** The names of the variables that occur in the term. */
    public static Set<String> of(Term term) {
        Variables variables = new Variables();
        variables.visit(term);
        return variables.names;
    }

    /** Whether no product in the formulas has two factors that hold variables. */
    public static boolean areLinear(List<Formula> formulas) {
        return collect(formulas).linear;
    }

    /** Whether no product in the term has two factors that hold variables. */
    public static boolean isLinear(Term term) {
        Variables variables = new Variables();
        variables.visit(term);
        return variables.linear;
    }

    private static Variables collect(List<Formula> formulas) {
        Variables variables = new Variables();
        formulas.forEach(variables::visit);
        return variables;
    }

    private void visit(Formula formula) {
        if (formula instanceof Formula.Comparison comparison) {
            visit(comparison.left());
            visit(comparison.right());
        } else if (formula instanceof Formula.And and) {
            and.operands().forEach(this::visit);
        } else if (formula instanceof Formula.Or or) {
            or.operands().forEach(this::visit);
        } else {
            visit(((Formula.Not) formula).operand());
        }
    }

    private void visit(Term term) {
        if (!seen.add(term)) {
            return;
        }
        if (term instanceof Term.Variable variable) {
            names.add(variable.name());
        } else if (term instanceof Term.Product product) {
            List<Term> factors = product.operands().stream()
                    .filter(factor -> !(factor instanceof Term.Constant))
                    .toList();
            linear &= factors.size() <= 1
                    || factors.stream().filter(factor -> !of(factor).isEmpty()).count() <= 1;
            product.operands().forEach(this::visit);
        } else {
            operands(term).forEach(this::visit);
        }
    }

    private static List<Term> operands(Term term) {
        if (term instanceof Term.Sum sum) {
            return sum.operands();
        }
        if (term instanceof Term.Min min) {
            return List.of(min.left(), min.right());
        }
        if (term instanceof Term.Max max) {
            return List.of(max.left(), max.right());
        }
        if (term instanceof Term.Abs abs) {
            return List.of(abs.operand());
        }
        return term instanceof Term.Relu relu ? List.of(relu.operand()) : List.of();
    }
}
