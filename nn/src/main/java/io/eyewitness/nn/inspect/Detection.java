package io.eyewitness.nn.inspect;

import io.eyewitness.nn.defend.Roc;
import io.eyewitness.nn.experiment.ExperimentResult;
import io.eyewitness.nn.inspect.Inspection.Card;
import io.eyewitness.nn.inspect.Inspection.Extreme;
import io.eyewitness.theory.claim.Column;
import io.eyewitness.theory.claim.Criterion;
import io.eyewitness.theory.claim.Estimate;
import io.eyewitness.theory.decimal.Decimals;
import io.eyewitness.theory.evidence.EvidenceJson;
import io.eyewitness.theory.evidence.Measurement;
import io.eyewitness.theory.file.AtomicFiles;
import io.eyewitness.theory.text.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * How well inspections tell manipulated units from clean ones. The suspicion of a unit is
 *
 * <pre>{@code
 * sum over signs of max(0, (value - median) / max(0.1, 1.4826 * mad))
 * }</pre>
 *
 * <p>where the value is that of the unit, larger if it is more suspicious, and median and mad are the median of clean units of <em>other</em> networks and
 * their median absolute deviation. A share below 1/10 counts as 0, as in verdicts, and so does one that was not measured. Nothing is fitted, and no
 * manipulated unit is needed. Ranks among these units would have many ties: those of another network may all lie beyond them. A view
 * that rests on one sign, or on shares alone, needs no other networks: suspicion is the sign, or the largest of the shares.
 *
 * @param schema the version of the form
 * @param networks the networks
 * @param areas under the ROC curves
 * @param whole the verdicts of each inspection, and what it found of the network as a whole, of which nothing enters a suspicion
 */
public record Detection(String schema, List<String> networks, List<Area> areas, List<Seen> whole) {
    /** The name of the file of all areas. */
    public static final String FILE = "detection.json";

    private static final String SCHEMA = "eyewitness-detection/1";
    private static final String CLEAN = "clean";
    private static final double CONFIDENCE = 0.95;
    /** The settings in which all inspections agree. */
    private static final List<String> PROTOCOL = List.of("steps", "starts", "layers");

    /** The settings in which those of one network agree. */
    private static final List<String> SETTING = List.of(
            "data", "device", "seed", "steps", "size", "transforms", "starts", "layer", "layers", "natural images");

    private static final Pattern FILE_NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*");

    public Detection {
        networks = List.copyOf(networks);
        areas = List.copyOf(areas);
        whole = List.copyOf(whole);
    }

    /**
     * What an inspection found of a network as a whole, see {@link Inspection.Whole}.
     *
     * @param verdicts how many units have each verdict, with thresholds from the clean inspections of other networks
     */
    public record Seen(
            String name,
            String network,
            SortedMap<Assessment, Integer> verdicts,
            Extreme deadLayer,
            Extreme bimodal,
            Extreme weights,
            Extreme biases) {
        static Seen of(Labelled one, List<Inspection> clean) {
            Thresholds thresholds =
                    Thresholds.of(clean.stream().map(Thresholds.Clean::of).toList(), one.network());
            SortedMap<Assessment, Integer> verdicts = new TreeMap<>();
            one.inspection
                    .units()
                    .forEach(card -> verdicts.merge(thresholds.judged(card).verdict(), 1, Integer::sum));
            Inspection.Whole whole = one.inspection.whole();
            return new Seen(
                    one.name,
                    one.network(),
                    verdicts,
                    whole.deadLayer(),
                    whole.bimodal(),
                    whole.weights(),
                    whole.biases());
        }

        String text() {
            return Decimals.format(
                    "%s, %s: units %s; %.4g of a layer silent, activations apart %.4g, weights out of scale %.4g, biases %.4g",
                    name,
                    network,
                    verdicts.entrySet().stream()
                            .map(one -> one.getValue() + " " + one.getKey().text())
                            .collect(Collectors.joining(", ")),
                    deadLayer.value(),
                    bimodal.value(),
                    weights.value(),
                    biases.value());
        }
    }

    /** What the suspicion of a unit rests on. */
    public enum View {
        /** Everything that an inspection measures of a unit. */
        ALL(EnumSet.allOf(Sign.class)),
        /** The visualizations alone. */
        VISUALIZATIONS(EnumSet.of(Sign.DISTINCTNESS)),
        /** Visualizations and natural images. */
        IMAGES(EnumSet.of(Sign.AGREEMENT, Sign.PATH, Sign.DISTINCTNESS)),
        /** The shares that depend on channels that are exactly silent. */
        SILENT(EnumSet.of(Sign.DEAD, Sign.RARE)),
        /** The share that depends on one channel beyond its natural range. */
        BEYOND(EnumSet.of(Sign.BEYOND));

        private final Set<Sign> signs;

        View(Set<Sign> signs) {
            this.signs = signs;
        }

        String column() {
            return name().toLowerCase(Locale.ROOT) + "Placement";
        }
    }

    /** An inspection, and what was inspected: {@code clean} or the name of a manipulation. */
    public record Labelled(String name, Inspection inspection) {
        /** Both names become names of files, and the network's comes from a file of somebody else. */
        public Labelled {
            if (!FILE_NAME.matcher(name).matches()
                    || !FILE_NAME.matcher(inspection.network()).matches()) {
                throw new IllegalArgumentException("'" + name + "' or '" + inspection.network()
                        + "' has other characters than letters, digits, full stops, hyphens and underscores, so no"
                        + " measurement can be called so");
            }
        }

        boolean isClean() {
            return name.equals(CLEAN);
        }

        String network() {
            return inspection.network();
        }
    }

    /**
     * An area under a ROC curve.
     *
     * @param manipulation the name
     * @param network the name
     * @param view what the suspicion rests on
     * @param area the mean of the placements, with its interval over the manipulated units
     * @param units the placement of each manipulated unit: the share of clean units of the network that are less suspicious, by name
     * @param same the units whose visualizations are those of the clean network, bit for bit
     * @param setting of the inspection of the manipulated network, with the clean weights, and for each network the hash of the files of its clean inspections, one after the other
     */
    public record Area(
            String manipulation,
            String network,
            View view,
            Estimate area,
            SortedMap<String, Double> units,
            List<String> same,
            SortedMap<String, String> setting) {}

    /**
     * The areas of all manipulations.
     *
     * @throws IllegalArgumentException saying what is missing
     */
    public static Detection of(List<Labelled> inspections) {
        List<Inspection> clean = inspections.stream()
                .filter(Labelled::isClean)
                .map(Labelled::inspection)
                .toList();
        List<String> networks =
                clean.stream().map(Inspection::network).distinct().sorted().toList();
        if (networks.size() < 2) {
            throw new IllegalArgumentException("suspicion is computed from clean units of other networks, but there are"
                    + " clean inspections of " + networks.size() + " network; give clean=DIR of at least two");
        }
        if (clean.size() == inspections.size()) {
            throw new IllegalArgumentException(
                    "there is no manipulated network; give NAME=DIR of an inspection of one, such as circuit=inspection");
        }
        clean.forEach(one -> requireAlike(CLEAN + " " + one.network(), one, clean.get(0), PROTOCOL));
        List<Area> areas = new ArrayList<>();
        Set<List<String>> known = new HashSet<>();
        for (Labelled one : inspections) {
            if (one.isClean()) {
                continue;
            }
            if (!known.add(List.of(one.name, one.network()))) {
                throw new IllegalArgumentException("there are two inspections of " + one.name + " in " + one.network()
                        + "; give them different names");
            }
            Inspection own = clean.stream()
                    .filter(other -> other.network().equals(one.network())
                            && names(other).equals(names(one.inspection)))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(one.name + " is about " + one.network()
                            + ", of which there is no clean inspection of the same units; give clean=DIR of one with the"
                            + " same --units"));
            requireAlike(one.name, one.inspection, own, SETTING);
            if (own.weightsSha256().equals(one.inspection.weightsSha256())) {
                throw new IllegalArgumentException(
                        one.name + " is an inspection of the clean " + one.network() + ", for it has its weights");
            }
            List<Inspection> others = clean.stream()
                    .filter(other -> !other.network().equals(one.network()))
                    .toList();
            for (View view : View.values()) {
                areas.add(area(one, own, others, view));
            }
        }
        return new Detection(
                SCHEMA,
                networks,
                areas,
                inspections.stream().map(one -> Seen.of(one, clean)).toList());
    }

    private static List<String> names(Inspection inspection) {
        return inspection.units().stream().map(Card::unit).toList();
    }

    private static Area area(Labelled manipulated, Inspection clean, List<Inspection> others, View view) {
        List<Card> cards =
                others.stream().flatMap(other -> other.units().stream()).toList();
        ToDoubleFunction<Card> trust = card -> -suspicion(card, cards, view.signs);
        Roc roc = new Roc(
                clean.units().stream().mapToDouble(trust).toArray(),
                manipulated.inspection.units().stream().mapToDouble(trust).toArray());
        double[] placements = roc.placements();
        SortedMap<String, Double> units = new TreeMap<>();
        for (int i = 0; i < placements.length; i++) {
            units.put(manipulated.inspection.units().get(i).unit(), placements[i]);
        }
        SortedMap<String, String> setting = new TreeMap<>(manipulated.inspection.setting());
        setting.put("suspect " + manipulated.name, "sha256:" + manipulated.inspection.weightsSha256());
        setting.put("weights", clean.setting().getOrDefault("weights", "sha256:" + clean.weightsSha256()));
        setting.put("clean units of other networks", String.valueOf(cards.size()));
        Stream.concat(Stream.of(clean), others.stream())
                .collect(Collectors.groupingBy(
                        Inspection::network, Collectors.mapping(EvidenceJson::write, Collectors.joining())))
                .forEach((network, files) -> setting.put(CLEAN + " " + network, "sha256:" + Sha256.hex(files)));
        return new Area(
                manipulated.name,
                clean.network(),
                view,
                Estimate.of(Criterion.Statistic.MEAN, Column.parse("bounded 0 to 1"), placements, CONFIDENCE),
                units,
                same(manipulated.inspection, clean),
                setting);
    }

    private static List<String> same(Inspection manipulated, Inspection clean) {
        List<String> same = new ArrayList<>();
        for (int i = 0; i < clean.units().size(); i++) {
            Card one = manipulated.units().get(i);
            Card other = clean.units().get(i);
            if (one.visualizationsSha256().equals(other.visualizationsSha256())) {
                same.add(one.unit());
            }
        }
        return same;
    }

    /** Refuses inspections that differ in a setting. */
    private static void requireAlike(String name, Inspection inspection, Inspection clean, List<String> settings) {
        for (String setting : settings) {
            String one = inspection.setting().getOrDefault(setting, "none");
            String other = clean.setting().getOrDefault(setting, "none");
            if (!one.equals(other)) {
                throw new IllegalArgumentException("inspections differ in " + setting + ": " + other + " in " + CLEAN
                        + " " + clean.network() + " and " + one + " in " + name);
            }
        }
    }

    /** The suspicion of a unit, given clean units of other networks. */
    static double suspicion(Card card, List<Card> others, Set<Sign> signs) {
        if (signs.size() == 1 || signs.stream().allMatch(Sign::isShare)) {
            return signs.stream()
                    .mapToDouble(sign -> sign.suspicion(card.value(sign)))
                    .max()
                    .orElseThrow();
        }
        return signs.stream()
                .mapToDouble(sign -> Math.max(0, deviations(card, others, sign)))
                .sum();
    }

    private static double deviations(Card card, List<Card> others, Sign sign) {
        return Outliers.deviations(
                counted(card, sign),
                others.stream().mapToDouble(other -> counted(other, sign)).toArray());
    }

    private static double counted(Card card, Sign sign) {
        double value = card.value(sign);
        return sign.isShare() && value < Thresholds.LEAST ? 0 : sign.suspicion(value);
    }

    /** The lines for people. */
    public List<String> lines() {
        return Stream.concat(
                        areas.stream()
                                .map(area -> area.manipulation + ", " + area.network + ", by "
                                        + area.view.name().toLowerCase(Locale.ROOT) + ": area under the curve "
                                        + area.area.text()),
                        whole.stream().map(Seen::text))
                .toList();
    }

    /** Writes the areas, and the measurement {@code inspect-NAME} of each manipulation and network below {@code NETWORK}. */
    public void writeTo(Path directory) throws IOException {
        AtomicFiles.put(directory.resolve(FILE), EvidenceJson.write(this).getBytes(StandardCharsets.UTF_8));
        Map<String, List<Area>> together = areas.stream()
                .collect(Collectors.groupingBy(
                        area -> area.network + "\n" + area.manipulation, TreeMap::new, Collectors.toList()));
        for (List<Area> views : together.values()) {
            Area first = views.get(0);
            new ExperimentResult(first.setting, false)
                    .with("inspect-" + first.manipulation, measurement(views))
                    .writeEvidenceTo(directory.resolve(first.network));
        }
    }

    private static Measurement measurement(List<Area> views) {
        List<String> columns =
                new ArrayList<>(Arrays.stream(View.values()).map(View::column).toList());
        columns.add("sameVisualizations");
        Measurement.Table table = new Measurement.Table(columns.toArray(String[]::new));
        Area first = views.get(0);
        for (String unit : first.units.keySet()) {
            double same = first.same.contains(unit) ? 1 : 0;
            table.add(
                    unit,
                    DoubleStream.concat(views.stream().mapToDouble(view -> view.units.get(unit)), DoubleStream.of(same))
                            .toArray());
        }
        return table.measurement();
    }
}
