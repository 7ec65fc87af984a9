package io.eyewitness.check.proof;

import io.eyewitness.check.kernel.KernelException;
import io.eyewitness.check.kernel.Monomial;
import io.eyewitness.check.kernel.Polynomial;
import io.eyewitness.theory.exact.Rationals;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.numbers.fraction.BigFraction;

/** Polynomials as text such as {@code 2/3*t*x^2 - m + 1}, the leading monomial first. */
public final class PolynomialText {
    private static final int MAX_EXPONENT = 24;
    private static final int MAX_LENGTH = 100_000;
    private static final String FACTOR = "(?:[A-Za-z][A-Za-z0-9_]*(?:\\^[1-9][0-9]?)?|[0-9]+(?:/[0-9]+)?)";
    private static final Pattern TERM =
            Pattern.compile("(?<sign>[+-])? ?(?<factors>" + FACTOR + "(?:\\*" + FACTOR + ")*+)(?: (?=[+-]))?");

    private PolynomialText() {}

    /** The text of a polynomial; {@link #parse} reads it back. */
    public static String of(Polynomial polynomial) {
        StringBuilder text = new StringBuilder();
        List<Map.Entry<Monomial, BigFraction>> terms =
                new ArrayList<>(polynomial.terms().entrySet());
        Collections.reverse(terms);
        for (Map.Entry<Monomial, BigFraction> term : terms) {
            boolean negative = term.getValue().signum() < 0;
            String plus = text.isEmpty() ? "" : " + ";
            String minus = text.isEmpty() ? "-" : " - ";
            text.append(negative ? minus : plus).append(term(term.getKey().factors(), term.getValue()));
        }
        return text.isEmpty() ? "0" : text.toString();
    }

    private static String term(List<String> factors, BigFraction coefficient) {
        StringJoiner text = new StringJoiner("*");
        if (factors.isEmpty() || !coefficient.abs().equals(BigFraction.ONE)) {
            text.add(number(coefficient));
        }
        for (String name : new LinkedHashSet<>(factors)) {
            int exponent = Collections.frequency(factors, name);
            text.add(exponent == 1 ? name : name + "^" + exponent);
        }
        return text.toString();
    }

    /** Without a sign: a BigFraction may carry one above and below. */
    private static String number(BigFraction magnitude) {
        return Rationals.text(BigFraction.of(
                magnitude.getNumerator().abs(), magnitude.getDenominator().abs()));
    }

    /**
     * Reads a polynomial: a sum of products of numbers and powers of variables.
     *
     * @throws IllegalArgumentException if the text is not such a sum, or it is too large for the kernel
     */
    public static Polynomial parse(String text) {
        Matcher matcher = TERM.matcher(text);
        Polynomial sum = Polynomial.ZERO;
        int end = 0;
        try {
            while (end < text.length() && text.length() <= MAX_LENGTH && matcher.find() && matcher.start() == end) {
                if ((end > 0) != (matcher.group("sign") != null) && end > 0) {
                    break;
                }
                Polynomial term = product(matcher.group("factors"));
                sum = sum.plus("-".equals(matcher.group("sign")) ? term.negate() : term);
                end = matcher.end();
            }
        } catch (KernelException | ArithmeticException e) {
            throw new IllegalArgumentException("the polynomial " + brief(text) + " is too large", e);
        }
        if (end == 0 || end < text.length()) {
            throw new IllegalArgumentException(brief(text) + " is not a polynomial such as 2*x^2 - m + 1/3");
        }
        return sum;
    }

    private static Polynomial product(String factors) {
        Polynomial product = Polynomial.ONE;
        for (String factor : factors.split("\\*")) {
            product = product.times(factor(factor));
        }
        return product;
    }

    private static Polynomial factor(String text) {
        if (Character.isDigit(text.charAt(0))) {
            return Polynomial.constant(Rationals.parse(text));
        }
        int caret = text.indexOf('^');
        if (caret < 0) {
            return Polynomial.variable(text);
        }
        Polynomial base = Polynomial.variable(text.substring(0, caret));
        Polynomial power = base;
        for (int i = 1; i < Math.min(Integer.parseInt(text.substring(caret + 1)), MAX_EXPONENT + 1); i++) {
            power = power.times(base);
        }
        return power;
    }

    private static String brief(String text) {
        return "'" + (text.length() > 80 ? text.substring(0, 80) + "..." : text) + "'";
    }
}
