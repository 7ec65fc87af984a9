package io.eyewitness.theory.solver;

import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.formula.Formula;
import io.eyewitness.theory.formula.Term;
import io.eyewitness.theory.formula.Variables;
import java.math.BigInteger;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * SMT-LIB 2.6 text of formulas: one {@code declare-const} a variable, one {@code assert} a formula, {@code check-sat}.
 * The definitions of min, max, abs and relu stand at the head of each script, always the same bytes.
 */
public final class SmtLib {
    /** The definitions of the operations that SMT-LIB's theory of reals lacks. */
    public static final String DEFINITIONS = """
            (define-fun min ((p Real) (q Real)) Real (ite (<= p q) p q))
            (define-fun max ((p Real) (q Real)) Real (ite (<= p q) q p))
            (define-fun abs_ ((p Real)) Real (ite (<= 0 p) p (- p)))
            (define-fun relu ((p Real)) Real (ite (<= 0 p) p 0))
            """;

    private SmtLib() {}

    /**
     * A script that asks whether the assertions can hold together.
     *
     * @param comment lines for people, put at the head
     * @param assertions the formulas
     * @return the script, ending in a line feed
     */
    public static String script(String comment, List<Formula> assertions) {
        StringBuilder text = new StringBuilder();
        comment.lines().forEach(line -> text.append("; ").append(line).append('\n'));
        text.append("(set-logic ").append(Variables.areLinear(assertions) ? "QF_LRA" : "QF_NRA");
        text.append(")\n").append(DEFINITIONS);
        Variables.of(assertions)
                .forEach(name -> text.append("(declare-const ").append(name).append(" Real)\n"));
        assertions.forEach(
                assertion -> text.append("(assert ").append(text(assertion)).append(")\n"));
        return text.append("(check-sat)\n").toString();
    }

    /** A formula as SMT-LIB text. */
    public static String text(Formula formula) {
        if (formula instanceof Formula.Comparison comparison) {
            return call(comparison.relation().symbol(), text(comparison.left()), text(comparison.right()));
        }
        if (formula instanceof Formula.And and) {
            return junction("and", "true", and.operands());
        }
        if (formula instanceof Formula.Or or) {
            return junction("or", "false", or.operands());
        }
        return call("not", text(((Formula.Not) formula).operand()));
    }

    /** A term as SMT-LIB text. */
    public static String text(Term term) {
        if (term instanceof Term.Variable variable) {
            return variable.name();
        }
        if (term instanceof Term.Constant constant) {
            return text(constant.value());
        }
        if (term instanceof Term.Sum sum) {
            return operation("+", "0", sum.operands());
        }
        if (term instanceof Term.Product product) {
            return operation("*", "1", product.operands());
        }
        if (term instanceof Term.Min min) {
            return call("min", text(min.left()), text(min.right()));
        }
        if (term instanceof Term.Max max) {
            return call("max", text(max.left()), text(max.right()));
        }
        if (term instanceof Term.Abs abs) {
            return call("abs_", text(abs.operand()));
        }
        return call("relu", text(((Term.Relu) term).operand()));
    }

    private static String text(BigFraction value) {
        String magnitude = Rationals.denominator(value).equals(BigInteger.ONE)
                ? Rationals.numerator(value).abs().toString()
                : "(/ " + Rationals.numerator(value).abs() + " " + Rationals.denominator(value) + ")";
        return value.signum() < 0 ? "(- " + magnitude + ")" : magnitude;
    }

    private static String junction(String symbol, String neutral, List<Formula> operands) {
        return operands.size() < 2
                ? operands.stream().map(SmtLib::text).findFirst().orElse(neutral)
                : operands.stream().map(SmtLib::text).collect(Collectors.joining(" ", "(" + symbol + " ", ")"));
    }

    private static String operation(String symbol, String neutral, List<Term> operands) {
        return operands.size() < 2
                ? operands.stream().map(SmtLib::text).findFirst().orElse(neutral)
                : operands.stream().map(SmtLib::text).collect(Collectors.joining(" ", "(" + symbol + " ", ")"));
    }

    private static String call(String symbol, String... operands) {
        return "(" + symbol + " " + String.join(" ", operands) + ")";
    }
}
