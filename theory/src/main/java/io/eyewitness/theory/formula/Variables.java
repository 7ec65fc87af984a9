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

    /** Whether no product in the formulas has two factors that hold variables. */
    public static boolean areLinear(List<Formula> formulas) {
        return collect(formulas).linear;
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
        } else if (formula instanceof Formula.Not not) {
            visit(not.operand());
        } else {
            ((Formula.Junction) formula).operands().forEach(this::visit);
        }
    }

    private void visit(Term term) {
        if (!seen.add(term)) {
            return;
        }
        if (term instanceof Term.Variable variable) {
            names.add(variable.name());
        } else if (term instanceof Term.Operation operation) {
            if (operation.operator() == Term.Operator.PRODUCT) {
                linear &= operation.operands().stream()
                                .filter(Variables::hasVariables)
                                .count()
                        <= 1;
            }
            operation.operands().forEach(this::visit);
        }
    }

    private static boolean hasVariables(Term factor) {
        if (factor instanceof Term.Constant) {
            return false;
        }
        Variables variables = new Variables();
        variables.visit(factor);
        return !variables.names.isEmpty();
    }
}
