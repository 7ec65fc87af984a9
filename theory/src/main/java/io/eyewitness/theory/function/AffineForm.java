package io.eyewitness.theory.function;

import io.eyewitness.theory.exact.Effort;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.commons.numbers.fraction.BigFraction;

/** An affine combination of atoms, which are known by number; no coefficient is 0, so equality is that of functions of atoms. */
record AffineForm(SortedMap<Integer, BigFraction> coefficients, BigFraction constant) {
    static final AffineForm ZERO = of(BigFraction.ZERO);

    AffineForm {
        coefficients = Collections.unmodifiableSortedMap(coefficients);
    }

    static AffineForm of(BigFraction constant) {
        return new AffineForm(new TreeMap<>(), constant);
    }

    static AffineForm atom(int atom) {
        return new AffineForm(new TreeMap<>(Map.of(atom, BigFraction.ONE)), BigFraction.ZERO);
    }

    static AffineForm sum(Iterable<AffineForm> forms) {
        SortedMap<Integer, BigFraction> total = new TreeMap<>();
        BigFraction constant = BigFraction.ZERO;
        for (AffineForm form : forms) {
            form.coefficients.forEach((atom, coefficient) -> total.merge(atom, coefficient, Effort::add));
            constant = Effort.add(constant, form.constant);
        }
        total.values().removeIf(coefficient -> coefficient.signum() == 0);
        return new AffineForm(total, constant);
    }

    AffineForm plus(AffineForm other) {
        return sum(List.of(this, other));
    }

    AffineForm minus(AffineForm other) {
        return plus(other.times(BigFraction.of(-1)));
    }

    AffineForm times(BigFraction factor) {
        if (factor.signum() == 0) {
            return ZERO;
        }
        SortedMap<Integer, BigFraction> scaled = new TreeMap<>();
        coefficients.forEach((atom, coefficient) -> scaled.put(atom, Effort.multiply(coefficient, factor)));
        return new AffineForm(scaled, Effort.multiply(constant, factor));
    }

    boolean isConstant() {
        return coefficients.isEmpty();
    }

    /** A positive number that scales with the form, 1 for normalised forms. */
    BigFraction scale() {
        return coefficients.get(coefficients.firstKey()).abs();
    }
}
