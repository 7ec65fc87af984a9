package io.eyewitness.theory.exact;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.commons.numbers.fraction.BigFraction;

/** Linear equations over the rationals, by elimination. Unknowns are numbered. Mutable. */
public final class LinearSystem {
    private record Row(Map<Integer, BigFraction> left, BigFraction right) {}

    private final Map<Integer, Row> rows;

    /** A system without equations. */
    public LinearSystem() {
        this(Map.of());
    }

    private LinearSystem(Map<Integer, Row> rows) {
        this.rows = new LinkedHashMap<>(rows);
    }

    /** A system with the same equations, to which others may be added. */
    public LinearSystem copy() {
        return new LinearSystem(rows);
    }

    /** How many of its equations are independent. */
    public int rank() {
        return rows.size();
    }

    /** Adds an equation; false if it contradicts those before. */
    public boolean add(Map<Integer, BigFraction> left, BigFraction right) {
        Row row = new Row(left, right);
        for (Map.Entry<Integer, Row> pivot : rows.entrySet()) {
            row = eliminated(row, pivot.getKey(), pivot.getValue());
        }
        if (row.left().isEmpty()) {
            return row.right().signum() == 0;
        }
        int unknown = row.left().keySet().iterator().next();
        BigFraction scale = row.left().get(unknown).reciprocal();
        Map<Integer, BigFraction> scaled = new LinkedHashMap<>();
        row.left().forEach((key, value) -> scaled.put(key, value.multiply(scale)));
        Row pivot = new Row(scaled, row.right().multiply(scale));
        rows.replaceAll((key, other) -> eliminated(other, unknown, pivot));
        rows.put(unknown, pivot);
        return true;
    }

    /** The solution in which unknowns that are free are 0; those that are 0 are left out. */
    public Map<Integer, BigFraction> solution() {
        Map<Integer, BigFraction> solution = new LinkedHashMap<>();
        rows.forEach((unknown, row) -> {
            if (row.right().signum() != 0) {
                solution.put(unknown, row.right());
            }
        });
        return solution;
    }

    private static Row eliminated(Row row, int unknown, Row pivot) {
        BigFraction factor = row.left().getOrDefault(unknown, BigFraction.ZERO);
        if (factor.signum() == 0) {
            return row;
        }
        Map<Integer, BigFraction> left = new LinkedHashMap<>(row.left());
        pivot.left().forEach((key, value) -> {
            BigFraction total = left.getOrDefault(key, BigFraction.ZERO).subtract(value.multiply(factor));
            if (total.signum() == 0) {
                left.remove(key);
            } else {
                left.put(key, total);
            }
        });
        return new Row(left, row.right().subtract(pivot.right().multiply(factor)));
    }
}
