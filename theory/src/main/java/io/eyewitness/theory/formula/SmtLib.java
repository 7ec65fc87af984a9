package io.eyewitness.theory.formula;

import io.eyewitness.theory.exact.Rationals;
import java.math.BigInteger;
import java.util.List;
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
            return call(comparison.relation().symbol(), List.of(text(comparison.left()), text(comparison.right())));
        }
        if (formula instanceof Formula.Not not) {
            return call("not", List.of(text(not.operand())));
        }
        Formula.Junction junction = (Formula.Junction) formula;
        List<String> operands = junction.operands().stream().map(SmtLib::text).toList();
        return call(junction.connective().symbol(), junction.connective().neutral(), operands);
    }

    /** A term as SMT-LIB text. */
    public static String text(Term term) {
        if (term instanceof Term.Variable variable) {
            return variable.name();
        }
        if (term instanceof Term.Constant constant) {
            return text(constant.value());
        }
        Term.Operation operation = (Term.Operation) term;
        String symbol = operation.operator().symbol();
        List<String> operands = operation.operands().stream().map(SmtLib::text).toList();
        return switch (operation.operator()) {
            case SUM -> call(symbol, "0", operands);
            case PRODUCT -> call(symbol, "1", operands);
            case ABS -> call("abs_", operands);
            case MIN, MAX, RELU -> call(symbol, operands);
        };
    }

    private static String text(BigFraction value) {
        String magnitude = Rationals.denominator(value).equals(BigInteger.ONE)
                ? Rationals.numerator(value).abs().toString()
                : "(/ " + Rationals.numerator(value).abs() + " " + Rationals.denominator(value) + ")";
        return value.signum() < 0 ? "(- " + magnitude + ")" : magnitude;
    }

    private static String call(String symbol, String neutral, List<String> operands) {
        return switch (operands.size()) {
            case 0 -> neutral;
            case 1 -> operands.get(0);
            default -> call(symbol, operands);
        };
    }

    private static String call(String symbol, List<String> operands) {
        return "(" + symbol + " " + String.join(" ", operands) + ")";
    }
}
