package io.eyewitness.theory.bound;

import io.eyewitness.theory.exact.Effort;
import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.formula.Formula;
import io.eyewitness.theory.formula.Term;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * A linear hypothesis: {@code constant + sum of coefficient * variable} is at least 0, or is 0.
 *
 * @param coefficients none of them 0, by the variable's name
 * @param constant the constant
 * @param isEquality whether it is 0
 */
public record Row(SortedMap<String, BigFraction> coefficients, BigFraction constant, boolean isEquality) {
    /** The row 0 = 0. */
    static final Row ZERO = new Row(new TreeMap<>(), BigFraction.ZERO, true);

    /** The variable of an affine unit's constant. */
    static final String CONSTANT = "c";

    public Row {
        SortedMap<String, BigFraction> copy = new TreeMap<>(coefficients);
        copy.values().removeIf(coefficient -> coefficient.signum() == 0);
        coefficients = Collections.unmodifiableSortedMap(copy);
    }

    /** The name of the variable for f(x): {@code f_1d2_0} for f(1/2, 0). */
    public static String variable(Point x) {
        return x.coordinates().stream()
                .map(coordinate -> Rationals.text(coordinate).replace("/", "d"))
                .collect(Collectors.joining("_", "f_", ""));
    }

    /** The variable of a weight of an affine unit, coordinates counted from 0. */
    static String weight(int coordinate) {
        return "w" + (coordinate + 1);
    }

    /** The multiple of this row. */
    Row times(BigFraction factor) {
        SortedMap<String, BigFraction> product = new TreeMap<>(coefficients);
        product.replaceAll((name, coefficient) -> Effort.multiply(coefficient, factor));
        return new Row(product, Effort.multiply(constant, factor), isEquality);
    }

    /** The sum of rows, an equation if all are. */
    static Row sum(List<Row> rows) {
        SortedMap<String, BigFraction> sum = new TreeMap<>();
        BigFraction constant = BigFraction.ZERO;
        for (Row row : rows) {
            row.coefficients.forEach((name, coefficient) -> sum.merge(name, coefficient, Effort::add));
            constant = Effort.add(constant, row.constant);
        }
        return new Row(sum, constant, rows.stream().allMatch(Row::isEquality));
    }

    /** The bits of its longest number. */
    int bits() {
        return Stream.concat(coefficients.values().stream(), Stream.of(constant))
                .mapToInt(Rationals::bits)
                .max()
                .orElseThrow();
    }

    /** The row as a formula, what is subtracted on the left. */
    public Formula formula() {
        List<Term> left = new ArrayList<>();
        List<Term> right = new ArrayList<>();
        for (Map.Entry<String, BigFraction> entry : coefficients.entrySet()) {
            BigFraction size = entry.getValue().abs();
            Term variable = Term.variable(entry.getKey());
            Term term = size.equals(BigFraction.ONE) ? variable : variable.times(size);
            (entry.getValue().signum() < 0 ? left : right).add(term);
        }
        if (constant.signum() != 0) {
            (constant.signum() < 0 ? left : right).add(Term.constant(constant.abs()));
        }
        return isEquality
                ? Term.sum(left).equalTo(Term.sum(right))
                : Term.sum(left).atMost(Term.sum(right));
    }
}
