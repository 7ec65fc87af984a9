package io.eyewitness.check.page;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.formula.Formula;
import io.eyewitness.theory.formula.Term;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * Formulas and terms as trees of MathML: an element is an array of its name and its children, a text is its last child. The page makes
 * elements of them, so that nothing in a formula is ever read as markup.
 */
final class MathTree {
    private static final Pattern INDEXED = Pattern.compile("([A-Za-z]+?)_?(\\d+)");

    private MathTree() {}

    static ArrayNode of(Formula formula) {
        if (formula instanceof Formula.Comparison comparison) {
            return row(of(comparison.left()), operator(symbol(comparison.relation())), of(comparison.right()));
        }
        if (formula instanceof Formula.Not not) {
            return row(operator("¬"), nested(not.operand()));
        }
        Formula.Junction junction = (Formula.Junction) formula;
        List<Formula> operands = junction.operands();
        if (operands.isEmpty()) {
            return element("mtext", junction.connective().neutral());
        }
        if (!junction.isConjunction() && operands.size() == 2 && operands.get(0) instanceof Formula.Not premise) {
            return row(nested(premise.operand()), operator("⇒"), nested(operands.get(1)));
        }
        return joined(operands.stream().map(MathTree::nested).toList(), operator(junction.isConjunction() ? "∧" : "∨"));
    }

    private static String symbol(Formula.Relation relation) {
        return relation == Formula.Relation.AT_MOST ? "≤" : relation.symbol();
    }

    private static ArrayNode nested(Formula formula) {
        return formula instanceof Formula.Comparison ? of(formula) : parenthesized(of(formula));
    }

    static ArrayNode of(Term term) {
        if (term instanceof Term.Variable variable) {
            return variable(variable.name());
        }
        if (term instanceof Term.Constant constant) {
            return number(constant.value());
        }
        Term.Operation operation = (Term.Operation) term;
        List<Term> operands = operation.operands();
        return switch (operation.operator()) {
            case SUM -> sum(operands);
            case PRODUCT -> product(operands);
            case ABS -> row(operator("|"), of(operands.get(0)), operator("|"));
            case MIN, MAX, RELU ->
                row(
                        element("mi", operation.operator().symbol()),
                        parenthesized(joined(operands.stream().map(MathTree::of).toList(), operator(","))));
        };
    }

    private static ArrayNode variable(String name) {
        Matcher indexed = INDEXED.matcher(name);
        return indexed.matches()
                ? element("msub").add(element("mi", indexed.group(1))).add(element("mn", indexed.group(2)))
                : element("mi", name);
    }

    private static ArrayNode number(BigFraction value) {
        if (value.signum() < 0) {
            return row(operator("−"), number(value.abs()));
        }
        return value.getDenominator().bitLength() == 1
                ? element("mn", Rationals.text(value))
                : element("mfrac")
                        .add(element("mn", value.getNumerator().toString()))
                        .add(element("mn", value.getDenominator().toString()));
    }

    private static ArrayNode sum(List<Term> operands) {
        ArrayNode sum = element("mrow");
        for (Term operand : operands) {
            boolean isNegative = operand instanceof Term.Operation operation
                    && operation.operator() == Term.Operator.PRODUCT
                    && isNegation(operation.operands());
            if (isNegative) {
                sum.add(operator("−")).add(factor(Term.product(rest(((Term.Operation) operand).operands()))));
            } else {
                if (sum.size() > 1) {
                    sum.add(operator("+"));
                }
                sum.add(of(operand));
            }
        }
        return operands.isEmpty() ? element("mn", "0") : sum;
    }

    private static ArrayNode product(List<Term> factors) {
        if (factors.isEmpty()) {
            return element("mn", "1");
        }
        return isNegation(factors)
                ? row(operator("−"), factor(Term.product(rest(factors))))
                : joined(factors.stream().map(MathTree::factor).toList(), operator("·"));
    }

    private static boolean isNegation(List<Term> factors) {
        return factors.size() > 1 && factors.get(0).equals(Term.constant(-1));
    }

    private static List<Term> rest(List<Term> factors) {
        return factors.subList(1, factors.size());
    }

    private static ArrayNode factor(Term term) {
        boolean isSum = term instanceof Term.Operation operation && operation.operator() == Term.Operator.SUM;
        boolean isNegative =
                term instanceof Term.Constant constant && constant.value().signum() < 0;
        return isSum || isNegative ? parenthesized(of(term)) : of(term);
    }

    private static ArrayNode parenthesized(ArrayNode inner) {
        return row(operator("("), inner, operator(")"));
    }

    private static ArrayNode joined(List<ArrayNode> parts, ArrayNode separator) {
        ArrayNode joined = element("mrow");
        for (ArrayNode part : parts) {
            if (joined.size() > 1) {
                joined.add(separator);
            }
            joined.add(part);
        }
        return joined;
    }

    private static ArrayNode row(ArrayNode... children) {
        return element("mrow").addAll(List.of(children));
    }

    private static ArrayNode operator(String symbol) {
        return element("mo", symbol);
    }

    private static ArrayNode element(String name, String text) {
        return element(name).add(text);
    }

    private static ArrayNode element(String name) {
        return JsonNodeFactory.instance.arrayNode().add(name);
    }
}
