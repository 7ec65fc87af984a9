package io.eyewitness.nn.distill;

import io.eyewitness.theory.evidence.MeasurementEvidence.Unit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What was measured.
 *
 * @param columns what of each unit
 * @param units the numbers
 */
public record Measurement(List<String> columns, List<Unit> units) {
    public Measurement {
        columns = List.copyOf(columns);
        units = List.copyOf(units);
    }

    /** Collects units. */
    static final class Table {
        private final List<String> columns;
        private final List<Unit> units = new ArrayList<>();

        Table(String... columns) {
            this.columns = List.of(columns);
        }

        void add(String unit, double... values) {
            units.add(new Unit(unit, Arrays.stream(values).boxed().toList()));
        }

        Measurement measurement() {
            return new Measurement(columns, units);
        }
    }
}
