package io.eyewitness.theory.evidence;

import io.eyewitness.theory.decimal.Decimals;
import io.eyewitness.theory.evidence.MeasurementEvidence.Unit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.commons.math3.stat.StatUtils;

/** The numbers that were measured.
 *
 * @param columns what of each unit
 * @param units the numbers
 */
public record Measurement(List<String> columns, List<Unit> units) {
    public Measurement {
        columns = List.copyOf(columns);
        units = List.copyOf(units);
    }

    /** The mean of each column. */
    public SortedMap<String, Double> means() {
        SortedMap<String, Double> means = new TreeMap<>();
        for (int i = 0; i < columns.size(); i++) {
            int column = i;
            means.put(
                    columns.get(i),
                    StatUtils.mean(units.stream()
                            .mapToDouble(unit -> unit.values().get(column))
                            .toArray()));
        }
        return means;
    }

    /** Collects units. */
    public static final class Table {
        private final List<String> columns;
        private final List<Unit> units = new ArrayList<>();

        public Table(String... columns) {
            this.columns = List.of(columns);
        }

        /**
         * A unit's numbers, in the order of the columns.
         *
         * @throws IllegalArgumentException if there are more or fewer than columns, or one is infinite or not a number
         */
        public void add(String unit, double... values) {
            if (values.length != columns.size()) {
                throw new IllegalArgumentException(
                        unit + " has " + values.length + " numbers for " + columns.size() + " columns");
            }
            for (int i = 0; i < values.length; i++) {
                if (!Double.isFinite(values[i])) {
                    throw new IllegalArgumentException(columns.get(i) + " of " + unit + " came out as "
                            + Decimals.text(values[i]) + ", which is no measurement");
                }
            }
            units.add(new Unit(unit, Arrays.stream(values).boxed().toList()));
        }

        public Measurement measurement() {
            return new Measurement(columns, units);
        }
    }
}
