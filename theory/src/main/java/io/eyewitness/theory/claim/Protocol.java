package io.eyewitness.theory.claim;

import io.eyewitness.theory.evidence.MeasurementEvidence;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * The protocol of the run that decides a claim, fixed before the run like the criterion: the units, the numbers to measure for
 * each, the data and the seed. Evidence of any other run is not accepted, so another seed would show in the ledger.
 *
 * @param units which are measured
 * @param settings what the setting of the evidence says, but {@link MeasurementEvidence#SUBJECT what it is about} and
 *     {@link MeasurementEvidence#CIRCUMSTANCES where it was run}. A text {@code sha256:HASH} is of contents, whatever their file is called;
 *     {@code sha256:any} is of contents that the run itself makes
 * @param columns what is measured of each unit, in order
 */
public record Protocol(Units units, SortedMap<String, String> settings, Map<String, Column> columns) {
    private static final String CONTENT = "sha256:";
    private static final String ANY = CONTENT + "any";
    private static final Pattern NAMED_CONTENT = Pattern.compile("(?:.+ )?(sha256:[0-9a-f]{64})");

    /**
     * The units.
     *
     * @param count how many, neither more nor fewer
     * @param names a regular expression of their names
     */
    public record Units(int count, String names) {
        public Units {
            if (count < 2 || names == null) {
                throw new IllegalArgumentException("a protocol needs at least 2 units and a pattern of their names");
            }
            try {
                Pattern.compile(names);
            } catch (PatternSyntaxException e) {
                throw new IllegalArgumentException("'" + names + "' is no pattern of names: " + e.getDescription());
            }
        }
    }

    public Protocol {
        if (units == null || settings == null || columns == null || columns.isEmpty()) {
            throw new IllegalArgumentException("a protocol needs units, settings and columns");
        }
        settings = Collections.unmodifiableSortedMap(new TreeMap<>(settings));
        columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
        if (settings.containsValue(null) || columns.containsValue(null)) {
            throw new IllegalArgumentException("a protocol's settings and columns must not be null");
        }
    }

    /**
     * A column.
     *
     * @throws IllegalArgumentException if the protocol has none of that name
     */
    public Column column(String name) {
        return Optional.ofNullable(columns.get(name))
                .orElseThrow(
                        () -> new IllegalArgumentException("'" + name + "' is not measured, but " + columns.keySet()));
    }

    /** The deviations of a measurement from the protocol, as sentences; empty if there are none. */
    public List<String> problems(MeasurementEvidence measurement) {
        List<String> problems = new ArrayList<>(ofSettings(measurement.setting()));
        if (!measurement.columns().equals(List.copyOf(columns.keySet()))) {
            problems.add("its columns are " + measurement.columns() + ", and the protocol's are " + columns.keySet());
            return problems;
        }
        if (measurement.units().size() != units.count()) {
            problems.add("it has " + measurement.units().size() + " units, and the protocol " + units.count());
        }
        Pattern names = Pattern.compile(units.names());
        List<Column> kinds = List.copyOf(columns.values());
        for (MeasurementEvidence.Unit unit : measurement.units()) {
            if (!names.matcher(unit.name()).matches()) {
                problems.add("'" + unit.name() + "' is no unit of the protocol");
            }
            for (int i = 0; i < kinds.size(); i++) {
                String column = measurement.columns().get(i);
                kinds.get(i)
                        .problem(unit.values().get(i))
                        .ifPresent(problem -> problems.add(column + " of " + unit.name() + ": " + problem));
            }
        }
        return problems;
    }

    /** The deviations of a run's settings, such as its seed, from the protocol's. */
    public List<String> ofSettings(Map<String, String> setting) {
        List<String> problems = new ArrayList<>();
        settings.forEach((name, value) -> {
            String found = setting.get(name);
            if (found == null) {
                problems.add("its setting does not say " + name);
            } else if (!isSame(value, found)) {
                problems.add("its " + name + " is '" + found + "', and the protocol's is '" + value + "'");
            }
        });
        setting.keySet().stream()
                .filter(name -> !settings.containsKey(name)
                        && !MeasurementEvidence.SUBJECT.contains(name)
                        && !MeasurementEvidence.CIRCUMSTANCES.containsKey(name))
                .forEach(name -> problems.add("its setting says " + name + ", which the protocol does not name"));
        return problems;
    }

    private static boolean isSame(String value, String found) {
        if (!value.startsWith(CONTENT)) {
            return value.equals(found);
        }
        var content = NAMED_CONTENT.matcher(found);
        return content.matches() && (value.equals(ANY) || value.equals(content.group(1)));
    }
}
