package io.eyewitness.theory.evidence;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * An experiment on a network or a simulation, unit by unit. The gate recomputes its outcome from these numbers; there is no summary.
 *
 * @param id {@code measurement:} and the claim's name, such as {@code measurement:V1.cifar}
 * @param criterion the hash of the criterion that was fixed before the experiment
 * @param setting network, hash of its weights, data and their hash, device, seed, versions, or simulation, seed and versions, and
 *     whatever else is needed to do it again, by name
 * @param columns what was measured of each unit
 * @param units the measurements
 */
public record MeasurementEvidence(
        String id, String criterion, SortedMap<String, String> setting, List<String> columns, List<Unit> units)
        implements Evidence {
    /** What the setting of an experiment on a network names. */
    public static final Set<String> OF_NETWORK = Set.of("network", "weights", "data", "device", "seed", "versions");

    /** How the images that come with eyewitness are called as data. */
    public static final String BUILT_IN = "built-in";

    /** What the setting of a simulation names. */
    public static final Set<String> OF_SIMULATION = Set.of("simulation", "seed", "versions");

    private static final List<String> NOT_OF_SIMULATION = List.of("network", "weights", "data");

    private static final String ID = "measurement:";

    /**
     * One unit.
     *
     * @param name such as {@code logit:7}
     * @param values a number for each column
     */
    public record Unit(String name, List<Double> values) {
        public Unit {
            if (name == null || values == null || values.stream().anyMatch(Objects::isNull)) {
                throw new IllegalArgumentException("a unit needs a name and numbers");
            }
            values = List.copyOf(values);
        }
    }

    public MeasurementEvidence {
        if (setting == null || columns == null || units == null) {
            throw new IllegalArgumentException("a measurement needs a setting, columns and units");
        }
        setting = Collections.unmodifiableSortedMap(new TreeMap<>(setting));
        columns = List.copyOf(columns);
        units = List.copyOf(units);
        if (id == null || !id.startsWith(ID)) {
            throw new IllegalArgumentException(
                    "a measurement's id is " + ID + " and the claim's name, and " + id + " is not");
        }
        setting.forEach(MeasurementEvidence::requireValue);
        if (setting.containsKey("simulation")) {
            for (String name : NOT_OF_SIMULATION) {
                if (setting.containsKey(name)) {
                    throw new IllegalArgumentException("a simulation has no " + name + ", but the setting names one");
                }
            }
        }
        Set<String> needed = setting.containsKey("simulation") ? OF_SIMULATION : OF_NETWORK;
        if (!setting.keySet().containsAll(needed)) {
            throw new IllegalArgumentException("the setting does not name all of " + new TreeSet<>(needed));
        }
        Set<String> names = new HashSet<>();
        for (Unit unit : units) {
            if (!names.add(unit.name())) {
                throw new IllegalArgumentException("the unit " + unit.name() + " is measured twice");
            }
            if (unit.values().size() != columns.size()
                    || unit.values().stream().anyMatch(value -> !Double.isFinite(value))) {
                throw new IllegalArgumentException(
                        unit.name() + " does not have a finite number for each of " + columns);
            }
        }
    }

    private static void requireValue(String name, String value) {
        if (value == null) {
            throw new IllegalArgumentException("the setting says null for " + name);
        }
    }

    /** Whether it is of a simulation, not of a network. */
    public boolean isSimulation() {
        return setting.containsKey("simulation");
    }

    /** What it is about, by name: a simulation, or a network, which is another subject on the few images that come with eyewitness. */
    public String subject() {
        return subject(setting);
    }

    /** What a measurement with that setting is about. */
    public static String subject(Map<String, String> setting) {
        String network = setting.get("network");
        return setting.getOrDefault(
                "simulation",
                setting.getOrDefault("data", "").startsWith(BUILT_IN + " ") ? onBuiltIn(network) : network);
    }

    /** What a network is called as a subject on the few images that come with eyewitness. */
    public static String onBuiltIn(String network) {
        return network + "-" + BUILT_IN;
    }

    /** The SHA-256 of the network's weights: what follows {@code sha256:} in the setting, or nothing for a simulation. */
    public String weights() {
        return setting.getOrDefault("weights", "").replaceFirst("^.*?(sha256:|$)", "");
    }

    /**
     * A column, in the order of the units.
     *
     * @throws IllegalArgumentException if it was not measured
     */
    public double[] column(String name) {
        int index = columns.indexOf(name);
        if (index < 0) {
            throw new IllegalArgumentException("'" + name + "' was not measured, but " + columns);
        }
        return units.stream().mapToDouble(unit -> unit.values().get(index)).toArray();
    }
}
