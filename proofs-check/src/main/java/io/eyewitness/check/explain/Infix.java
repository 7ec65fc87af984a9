package io.eyewitness.check.explain;

import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.exact.Surd;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.numbers.fraction.BigFraction;

/** Sums in the notation of the theory page: {@code 15/16 x1 - 1/16 x2 + 1/2}. */
public final class Infix {
    private static final int SHOWN = 8;
    private static final int DIGITS = 6;

    private Infix() {}

    /** A factor and what it multiplies; the text of a constant is empty. */
    record Summand(BigFraction factor, String text) {
        static Summand constant(BigFraction value) {
            return new Summand(value, "");
        }
    }

    /** The sum, without the summands that are 0. */
    static String sum(List<Summand> summands) {
        StringBuilder text = new StringBuilder();
        for (Summand summand : summands) {
            if (summand.factor().signum() != 0) {
                boolean negative = summand.factor().signum() < 0;
                text.append(text.isEmpty() ? (negative ? "-" : "") : negative ? " - " : " + ")
                        .append(size(summand));
            }
        }
        return text.isEmpty() ? "0" : text.toString();
    }

    static String sum(Summand... summands) {
        return sum(List.of(summands));
    }

    /** The affine function with these weights on variables named prefix1, prefix2, ...; a long one is shortened. */
    static String affine(List<BigFraction> weights, String prefix, BigFraction bias) {
        List<Summand> summands = new ArrayList<>(IntStream.range(0, weights.size())
                .mapToObj(i -> new Summand(weights.get(i), prefix + (i + 1)))
                .filter(summand -> summand.factor().signum() != 0)
                .toList());
        Summand constant = Summand.constant(bias);
        if (summands.size() <= SHOWN) {
            summands.add(constant);
            return sum(summands);
        }
        String tail = bias.signum() == 0 ? "" : (bias.signum() < 0 ? " - " : " + ") + Rationals.text(bias.abs());
        Summand last = summands.get(summands.size() - 1);
        String sign = last.factor().signum() < 0 ? " - " : " + ";
        return sum(summands.subList(0, SHOWN / 2)) + " + ..." + sign + size(last) + tail;
    }

    /** A number, with its value in decimals where that helps. */
    public static String number(Surd value) {
        BigDecimal decimal = new BigDecimal(value.toDouble(), new MathContext(DIGITS)).stripTrailingZeros();
        boolean exact = value.isRational() && Rationals.of(decimal).equals(value.toRational());
        if (exact && decimal.scale() <= 0) {
            return value.toString();
        }
        return value + (exact ? " (" : " (about ") + plain(decimal) + ")";
    }

    private static String plain(BigDecimal decimal) {
        return Math.abs(decimal.scale() - decimal.precision()) > 2 * DIGITS
                ? decimal.toString()
                : decimal.toPlainString();
    }

    private static String size(Summand summand) {
        BigFraction size = summand.factor().abs();
        if (summand.text().isEmpty()) {
            return Rationals.text(size);
        }
        return size.equals(BigFraction.ONE) ? summand.text() : Rationals.text(size) + " " + summand.text();
    }
}
