package io.eyewitness.theory.evidence;

import java.text.Normalizer;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

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
    private static final String VERSION = "\\d+(\\.\\d+)+([-+.][A-Za-z0-9.]+)?";

    /** The largest magnitude of a number, so that a sum of squares is finite. */
    private static final double MOST = 1e100;

    /** Words of visible characters, parted by single spaces. */
    private static final Pattern PLAIN = Pattern.compile("[^\\p{C}\\p{Z}]+( [^\\p{C}\\p{Z}]+)*");

    /** The keys in the setting of an experiment on a network. */
    public static final Set<String> OF_NETWORK = Set.of("network", "weights", "data", "device", "seed", "versions");

    /** The name, as data, of the images that come with eyewitness. */
    public static final String BUILT_IN = "built-in";

    /** The keys in the setting of a simulation. */
    public static final Set<String> OF_SIMULATION = Set.of("simulation", "seed", "versions");

    /**
     * The part of a setting that describes the subject of the measurement; the id and the ledger's weights decide whether it is
     * right.
     */
    public static final Set<String> SUBJECT = Set.of("network", "weights", "simulation");

    /**
     * What the setting of a measurement says of where it was made, which is not known in advance, and how it is written: {@code cpu},
     * {@code gpu} or {@code gpu1}; a number of threads; {@code Linux amd64, Java 17}; {@code eyewitness 0.1.0, DJL 0.35.1, PyTorch
     * 2.7.1}.
     */
    public static final Map<String, Pattern> CIRCUMSTANCES = Map.of(
            "device", Pattern.compile("cpu|gpu\\d{0,3}"),
            "threads", Pattern.compile("[1-9]\\d{0,3}"),
            "platform", Pattern.compile("[A-Z][A-Za-z0-9. ]* [a-z0-9_]+, Java [1-9]\\d*"),
            "versions", Pattern.compile("eyewitness " + VERSION + "(, DJL " + VERSION + ", PyTorch " + VERSION + ")?"));

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
            requirePlain("the unit", name);
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
        if (new HashSet<>(columns).size() < columns.size()) {
            throw new IllegalArgumentException("a column occurs twice among " + columns);
        }
        columns.forEach(column -> requirePlain("the column", column));
        Set<String> names = new HashSet<>();
        for (Unit unit : units) {
            if (!names.add(unit.name())) {
                throw new IllegalArgumentException("the unit " + unit.name() + " is measured twice");
            }
            if (unit.values().size() != columns.size()
                    || unit.values().stream().anyMatch(value -> !(Math.abs(value) <= MOST))) {
                throw new IllegalArgumentException(
                        unit.name() + " does not have a finite number, of at most 1e100, for each of " + columns);
            }
        }
    }

    private static void requireValue(String name, String value) {
        if (value == null) {
            throw new IllegalArgumentException("the setting says null for " + name);
        }
        requirePlain("the setting's", name);
        requirePlain(name + ", in the setting,", value);
        Pattern form = CIRCUMSTANCES.get(name);
        if (form != null && !form.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "the setting's " + name + " is '" + value + "', which is not of the form " + form);
        }
    }

    /** One name is written in one way, so that nothing can be measured twice under two names that look the same. */
    private static void requirePlain(String what, String text) {
        boolean isAscii = text.chars().allMatch(letter -> letter >= ' ' && letter <= '~');
        boolean isPlain = isAscii
                ? !text.isEmpty() && text.equals(text.strip()) && !text.contains("  ")
                : PLAIN.matcher(text).matches() && Normalizer.isNormalized(text, Normalizer.Form.NFC);
        if (!isPlain) {
            throw new IllegalArgumentException(
                    what + " '" + text
                            + "' is not plain text: visible characters in Unicode's form NFC, with single spaces between words");
        }
    }

    /** Whether it is of a simulation, not of a network. */
    public boolean isSimulation() {
        return setting.containsKey("simulation");
    }

    /** The name of its subject: a simulation or a network. A network is another subject on the few images that come with eyewitness. */
    public String subject() {
        return subject(setting);
    }

    /** The subject of a measurement with this setting. */
    public static String subject(Map<String, String> setting) {
        String network = setting.get("network");
        return setting.getOrDefault(
                "simulation",
                setting.getOrDefault("data", "").startsWith(BUILT_IN + " ") ? onBuiltIn(network) : network);
    }

    /** The name of a network as a subject on the few images that come with eyewitness. */
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
