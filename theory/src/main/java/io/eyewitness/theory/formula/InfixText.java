package io.eyewitness.theory.formula;

import io.eyewitness.theory.exact.Rationals;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.commons.numbers.fraction.BigFraction;

/** Terms and formulas in the notation of the theory page, for people: {@code max(v, (M - h) - s) = v}. */
final class InfixText {
    private InfixText() {}

    static String of(Term term) {
        if (term instanceof Term.Variable variable) {
            return variable.name();
        }
        if (term instanceof Term.Constant constant) {
            return Rationals.text(constant.value());
        }
        if (term instanceof Term.Sum sum) {
            return sum(sum.operands());
        }
        if (term instanceof Term.Product product) {
            return product(product.operands());
        }
        if (term instanceof Term.Min min) {
            return "min(" + of(min.left()) + ", " + of(min.right()) + ")";
        }
        if (term instanceof Term.Max max) {
            return "max(" + of(max.left()) + ", " + of(max.right()) + ")";
        }
        if (term instanceof Term.Abs abs) {
            return "|" + of(abs.operand()) + "|";
        }
        return "relu(" + of(((Term.Relu) term).operand()) + ")";
    }

    static String of(Formula formula) {
        if (formula instanceof Formula.Comparison comparison) {
            return of(comparison.left()) + " " + comparison.relation().symbol() + " " + of(comparison.right());
        }
        if (formula instanceof Formula.And and) {
            return and.operands().isEmpty() ? "true" : joined(and.operands(), " and ");
        }
        if (formula instanceof Formula.Or or) {
            return or.operands().isEmpty() ? "false" : joined(or.operands(), " or ");
        }
        return "not " + nested(((Formula.Not) formula).operand());
    }

    private static String joined(List<Formula> operands, String separator) {
        return operands.stream().map(InfixText::nested).collect(Collectors.joining(separator));
    }

    private static String nested(Formula formula) {
        return formula instanceof Formula.Comparison ? of(formula) : "(" + of(formula) + ")";
    }

    private static String sum(List<Term> operands) {
        if (operands.isEmpty()) {
            return "0";
        }
        StringBuilder text = new StringBuilder(of(operands.get(0)));
        for (Term operand : operands.subList(1, operands.size())) {
            if (isNegation(operand)) {
                text.append(" - ").append(factor(negated(operand)));
            } else {
                text.append(" + ").append(of(operand));
            }
        }
        return text.toString();
    }

    private static boolean isNegation(Term term) {
        return term instanceof Term.Product product
                && product.operands().size() > 1
                && product.operands().get(0) instanceof Term.Constant constant
                && constant.value().equals(BigFraction.ONE.negate());
    }

    private static Term negated(Term term) {
        List<Term> operands = ((Term.Product) term).operands();
        return Term.product(operands.subList(1, operands.size()).toArray(Term[]::new));
    }

    private static String product(List<Term> operands) {
        if (operands.isEmpty()) {
            return "1";
        }
        if (operands.size() > 1
                && operands.get(0) instanceof Term.Constant constant
                && constant.value().equals(BigFraction.ONE.negate())) {
            return "-" + product(operands.subList(1, operands.size()));
        }
        return operands.stream().map(InfixText::factor).collect(Collectors.joining("*"));
    }

    private static String factor(Term term) {
        boolean bare = !(term instanceof Term.Sum)
                && !(term instanceof Term.Constant constant && constant.value().signum() < 0);
        return bare ? of(term) : "(" + of(term) + ")";
    }
}
