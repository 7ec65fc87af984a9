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
        Term.Operation operation = (Term.Operation) term;
        List<Term> operands = operation.operands();
        return switch (operation.operator()) {
            case SUM -> sum(operands);
            case PRODUCT -> product(operands);
            case ABS -> "|" + of(operands.get(0)) + "|";
            case MIN, MAX, RELU ->
                operands.stream()
                        .map(InfixText::of)
                        .collect(Collectors.joining(", ", operation.operator().symbol() + "(", ")"));
        };
    }

    static String of(Formula formula) {
        if (formula instanceof Formula.Comparison comparison) {
            return of(comparison.left()) + " " + comparison.relation().symbol() + " " + of(comparison.right());
        }
        if (formula instanceof Formula.Not not) {
            return "not " + nested(not.operand());
        }
        Formula.Junction junction = (Formula.Junction) formula;
        Formula.Connective connective = junction.connective();
        return junction.operands().isEmpty()
                ? connective.neutral()
                : junction.operands().stream()
                        .map(InfixText::nested)
                        .collect(Collectors.joining(" " + connective.symbol() + " "));
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
            if (operand instanceof Term.Operation operation
                    && operation.operator() == Term.Operator.PRODUCT
                    && isNegation(operation.operands())) {
                text.append(" - ").append(factor(Term.product(tail(operation.operands()))));
            } else {
                text.append(" + ").append(of(operand));
            }
        }
        return text.toString();
    }

    private static String product(List<Term> factors) {
        if (factors.isEmpty()) {
            return "1";
        }
        return isNegation(factors)
                ? "-" + product(tail(factors))
                : factors.stream().map(InfixText::factor).collect(Collectors.joining("*"));
    }

    /** Whether a product is -1 times something. */
    private static boolean isNegation(List<Term> factors) {
        return factors.size() > 1
                && factors.get(0) instanceof Term.Constant constant
                && constant.value().equals(BigFraction.ONE.negate());
    }

    private static List<Term> tail(List<Term> factors) {
        return factors.subList(1, factors.size());
    }

    private static String factor(Term term) {
        boolean bare = !(term instanceof Term.Operation operation && operation.operator() == Term.Operator.SUM)
                && !(term instanceof Term.Constant constant && constant.value().signum() < 0);
        return bare ? of(term) : "(" + of(term) + ")";
    }
}
