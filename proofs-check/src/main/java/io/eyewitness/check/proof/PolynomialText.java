package io.eyewitness.check.proof;

import io.eyewitness.check.kernel.Monomial;
import io.eyewitness.check.kernel.Polynomial;
import io.eyewitness.check.kernel.Rejected;
import io.eyewitness.theory.exact.Rationals;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.numbers.fraction.BigFraction;

/** Polynomials as text such as {@code 2/3*t*x^2 - m + 1}, the leading monomial first. */
public final class PolynomialText {
    private static final int MAX_LENGTH = 4_000;
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
        if (text.length() > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "a polynomial of " + text.length() + " characters is too long; it may have " + MAX_LENGTH);
        }
        Matcher matcher = TERM.matcher(text);
        SortedMap<Monomial, BigFraction> terms = new TreeMap<>();
        int end = 0;
        while (end < text.length() || end == 0) {
            if (!matcher.find() || matcher.start() != end || end > 0 && matcher.group("sign") == null) {
                throw new IllegalArgumentException("'" + text + "' is not a polynomial such as 2*x^2 - m + 1/3");
            }
            addTerm(terms, matcher.group("factors"), "-".equals(matcher.group("sign")));
            end = matcher.end();
        }
        try {
            return new Polynomial(terms);
        } catch (Rejected e) {
            throw new IllegalArgumentException("the polynomial '" + text + "' is too large", e);
        }
    }

    private static void addTerm(Map<Monomial, BigFraction> terms, String factors, boolean negative) {
        BigFraction coefficient = negative ? BigFraction.ONE.negate() : BigFraction.ONE;
        List<String> names = new ArrayList<>();
        for (String factor : factors.split("\\*")) {
            int caret = factor.indexOf('^');
            if (Character.isDigit(factor.charAt(0))) {
                coefficient = coefficient.multiply(Rationals.parse(factor));
            } else if (caret < 0) {
                names.add(factor);
            } else {
                names.addAll(
                        Collections.nCopies(Integer.parseInt(factor.substring(caret + 1)), factor.substring(0, caret)));
            }
        }
        terms.merge(new Monomial(names), coefficient, BigFraction::add);
    }
}
