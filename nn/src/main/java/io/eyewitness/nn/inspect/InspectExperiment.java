package io.eyewitness.nn.inspect;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eyewitness.nn.certify.CertifyExperiment;
import io.eyewitness.nn.defend.Scores;
import io.eyewitness.nn.experiment.Choices;
import io.eyewitness.nn.experiment.Experiment;
import io.eyewitness.nn.experiment.ExperimentProtocol;
import io.eyewitness.nn.experiment.ExperimentResult;
import io.eyewitness.nn.experiment.Setup;
import io.eyewitness.nn.experiment.Subject;
import io.eyewitness.nn.experiment.UnitProtocol;
import io.eyewitness.nn.gallery.Gallery;
import io.eyewitness.nn.gallery.InspectionPage;
import io.eyewitness.nn.gallery.Tile;
import io.eyewitness.nn.graph.Graph;
import io.eyewitness.nn.graph.GraphNetwork;
import io.eyewitness.nn.graph.Parameter;
import io.eyewitness.nn.image.Images;
import io.eyewitness.nn.image.LabelledImages;
import io.eyewitness.nn.inspect.Inspection.Card;
import io.eyewitness.nn.inspect.Inspection.Extreme;
import io.eyewitness.nn.inspect.Inspection.Whole;
import io.eyewitness.nn.network.LayerShapes;
import io.eyewitness.nn.network.Network;
import io.eyewitness.nn.paths.Paths;
import io.eyewitness.nn.progress.PartForm;
import io.eyewitness.nn.progress.Progress;
import io.eyewitness.nn.visualize.Examples;
import io.eyewitness.nn.visualize.UnitSpec;
import io.eyewitness.theory.evidence.EvidenceJson;
import io.eyewitness.theory.evidence.Measurement;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Inspects a network: may the visualizations of its units be trusted to say what they do on natural images?
 *
 * @param protocol of the visualizations
 * @param units as users write them; empty for logits that are spread evenly and channels of the protocol's layer, half of the protocol's units each
 * @param starts the number of starts with Fourier images; one start with pixels and one with MACO are added
 * @param layers the largest number of activations at which paths are measured
 */
public record InspectExperiment(UnitProtocol protocol, List<String> units, int starts, int layers)
        implements Experiment {
    private static final String MEASUREMENT = "inspection";
    private static final String SPREAD = "spread";
    private static final int STARTS = 2;
    private static final int LAYERS = 8;

    /** Of the natural images, one in so many calibrates nothing. */
    private static final int HELD_OUT = 5;

    public InspectExperiment {
        units = List.copyOf(units);
        ExperimentProtocol.requireRange("starts", starts, 2, 100);
        ExperimentProtocol.requireRange("layers", layers, 1, 100_000);
    }

    /** The inspection of a subject, with the user's choices. */
    public static InspectExperiment of(Subject subject, UnitProtocol protocol) {
        Choices choices = subject.terms().choices();
        String chosen = choices.text("inspected", SPREAD);
        List<String> units = chosen.equals(SPREAD) ? List.of() : List.of(chosen.split(CertifyExperiment.BETWEEN));
        List<UnitSpec> named = units.stream().map(UnitSpec::parse).toList();
        named.forEach(InspectExperiment::requireSingle);
        named.forEach(unit -> unit.requireIn(subject.graph(), protocol.size()));
        requireDifferent(named, subject.graph().graph());
        if (units.size() == 1) {
            throw new IllegalArgumentException("--units names one unit, but units are compared; name at least 2");
        }
        return new InspectExperiment(protocol, units, choices.whole("starts", STARTS), choices.whole("layers", LAYERS));
    }

    /** A sum, a minimum or a direction has no natural range of its own. */
    private static void requireSingle(UnitSpec unit) {
        UnitSpec.Term first = unit.terms().get(0);
        boolean isUnit = first.part() instanceof UnitSpec.Channel
                || first.part() instanceof UnitSpec.Neuron
                || first.part() instanceof UnitSpec.Output output && !output.isProbability();
        if (unit.terms().size() > 1 || first.weight() != 1 || !isUnit) {
            throw new IllegalArgumentException(
                    "--units: " + unit + " is no single unit; give logit:CLASS, LAYER:CHANNEL or LAYER:CHANNEL,Y,X");
        }
    }

    /** Visualizations of a unit are compared with those of others, and a unit that counts twice makes intervals too small. */
    private static void requireDifferent(List<UnitSpec> units, Graph graph) {
        Set<String> known = new HashSet<>();
        for (UnitSpec unit : units) {
            UnitSpec.Part part = unit.terms().get(0).part();
            String layer = part.layer();
            if (!known.add(graph.layer(layer) + part.toString().substring(layer.length()))) {
                throw new IllegalArgumentException("--units names " + unit + " twice; name different units");
            }
        }
    }

    @Override
    public SortedMap<String, String> settings() {
        SortedMap<String, String> settings = new TreeMap<>(protocol.settings());
        settings.put("inspected", units.isEmpty() ? SPREAD : String.join(",", units));
        settings.put("starts", String.valueOf(starts));
        settings.put("layers", String.valueOf(layers));
        return settings;
    }

    @Override
    public List<String> measurements() {
        return List.of(MEASUREMENT);
    }

    @Override
    public String mainFile() {
        return Inspection.FILE;
    }

    /** Never: detection is measured on several inspections together. */
    @Override
    public boolean isRegistered(Subject subject) {
        return false;
    }

    /** What was found out, and the visualizations. */
    private record Found(Inspection inspection, List<Ascents> ascents) {}

    /** The cards of the units, which are compared with one another. */
    public List<Card> cards(Subject subject) throws IOException {
        return found(subject, Progress.NONE).inspection().units();
    }

    private Found found(Subject subject, Progress progress) throws IOException {
        GraphNetwork network = subject.graph();
        LabelledImages images = subject.images().unseen(protocol.size(), progress);
        Setup setup = protocol.on(network, images);
        SortedMap<String, String> setting = setup.setting(subject.setting(images));
        settings().forEach(setting::putIfAbsent);
        List<UnitSpec> all = names(setup).stream().map(UnitSpec::parse).toList();
        List<String> path = path(network);
        Scores.requireEnough(setup.images());
        all.forEach(unit -> Scores.requirePath(network, unit, path));
        progress.started("visualizing", all.size() * (starts + 2L));
        List<Ascents> ascents =
                Ascents.of(setup, all.stream().map(UnitSpec::objective).toList(), starts, progress);
        LabelledImages calibration = setup.images()
                .range(setup.images().size() / HELD_OUT, setup.images().size());
        LabelledImages heldOut = setup.images().first(setup.images().size() / HELD_OUT);
        progress.started("natural images", 2L * setup.images().size());
        NaturalRange range =
                progress.part("range", NaturalRange.form(), () -> NaturalRange.of(network, calibration, progress));
        NaturalRange others =
                progress.part("held-out", NaturalRange.form(), () -> NaturalRange.of(network, heldOut, progress));
        List<Examples> examples = Examples.ofEach(network, all, setup.images(), progress);
        List<UnitInspection> inspections = IntStream.range(0, all.size())
                .mapToObj(i -> new UnitInspection(setup, network, all.get(i), ascents.get(i), examples.get(i), path))
                .toList();
        List<Card> cards = cards(inspections, Similarities.of(setup, ascents), range, heldOut, progress);
        return new Found(judged(subject, setting, cards, whole(network, range, others, ascents)), ascents);
    }

    @Override
    public ExperimentResult run(Subject subject, Progress progress) throws IOException {
        Found found = found(subject, progress);
        Inspection inspection = found.inspection();
        Gallery shown = gallery(inspection, found.ascents());
        String json = EvidenceJson.write(inspection);
        ExperimentResult result = new ExperimentResult(inspection.setting(), false)
                .with(MEASUREMENT, measurement(inspection))
                .withFile(Inspection.FILE, json)
                .withFile(Inspection.JUNIT, InspectionXml.of(inspection))
                .showing(shown)
                .withPage(InspectionPage.of(EvidenceJson.read(json, ObjectNode.class), shown.rows()));
        inspection.lines().forEach(result::remarking);
        return result;
    }

    private List<String> names(Setup setup) {
        if (!units.isEmpty()) {
            return units;
        }
        int half = Math.max(1, protocol.units() / 2);
        int outputs = LayerShapes.width(setup.network(), Network.LOGITS, protocol.size());
        return Stream.concat(
                        IntStream.range(0, half)
                                .map(i -> ExperimentProtocol.logit(i, half, outputs))
                                .distinct()
                                .mapToObj(unit -> UnitSpec.logit(unit).toString()),
                        setup.channels().stream()
                                .limit(half)
                                .map(channel ->
                                        UnitSpec.channel(setup.layer(), channel).toString()))
                .toList();
    }

    private static List<Card> cards(
            List<UnitInspection> units,
            Similarities similarities,
            NaturalRange range,
            LabelledImages heldOut,
            Progress progress) {
        progress.started("units", units.size());
        List<Card> cards = new ArrayList<>();
        for (int i = 0; i < units.size(); i++) {
            int number = i;
            byte[] json = progress.part(
                    "unit",
                    PartForm.BYTES,
                    () -> EvidenceJson.write(units.get(number).card(similarities, number, range, heldOut))
                            .getBytes(StandardCharsets.UTF_8));
            cards.add(EvidenceJson.read(new String(json, StandardCharsets.UTF_8), Card.class));
            progress.finished(1);
        }
        return cards;
    }

    /** Whether there are gates before a unit, at which its path is measured; other units are refused. */
    public boolean hasPath(GraphNetwork network, UnitSpec unit) {
        return Scores.hasPath(network, unit, path(network));
    }

    /** The activations at which paths are measured: those that have places, if there are any. */
    private List<String> path(GraphNetwork network) {
        List<String> all = Paths.layers(network, layers);
        Map<String, Shape> shapes = LayerShapes.of(network, all, protocol.size());
        List<String> some =
                all.stream().filter(layer -> shapes.get(layer).dimension() > 2).toList();
        return some.isEmpty() ? all : some;
    }

    private static Whole whole(GraphNetwork network, NaturalRange range, NaturalRange heldOut, List<Ascents> ascents) {
        List<Inspection.Gate> gates = range.gates().keySet().stream()
                .map(layer -> gate(layer, range, heldOut))
                .toList();
        Extreme silent = gates.stream()
                .map(gate -> new Extreme(gate.layer(), (double) gate.rare() / gate.channels()))
                .reduce(new Extreme("", 0), (one, other) -> other.value() > one.value() ? other : one);
        return new Whole(
                range.images(),
                heldOut.images(),
                gates,
                silent,
                Outliers.apart(range, seen(network, range, ascents)),
                Outliers.of(network, Parameter.Role.WEIGHT),
                Outliers.of(network, Parameter.Role.BIAS));
    }

    private static Inspection.Gate gate(String layer, NaturalRange range, NaturalRange heldOut) {
        NaturalRange.Interval own = range.whole(layer);
        NaturalRange.Interval others = heldOut.whole(layer);
        int channels = own.low().length;
        int opened = (int) IntStream.range(0, channels)
                .filter(channel -> own.isZero(channel) && !others.isZero(channel))
                .count();
        return new Inspection.Gate(
                layer, channels, own.zeros(), range.usual(layer).zeros(), opened);
    }

    /** The largest values of the gates' channels at each visualization. */
    private static Map<String, List<float[]>> seen(GraphNetwork network, NaturalRange range, List<Ascents> ascents) {
        Map<String, List<float[]>> rows = new LinkedHashMap<>();
        for (Ascents one : ascents) {
            try (NDManager scratch = network.manager().newSubManager()) {
                network.activations(one.images().on(scratch), List.of(Network.LOGITS), (node, output) -> {
                    if (range.gates().containsKey(node.layer())) {
                        rows.computeIfAbsent(node.layer(), layer -> new ArrayList<>())
                                .addAll(Arrays.asList(NaturalRange.largest(output)));
                    }
                    return output;
                });
            }
        }
        return rows;
    }

    private static Inspection judged(
            Subject subject, SortedMap<String, String> setting, List<Card> cards, Whole whole) {
        String network = subject.network().name();
        Thresholds thresholds = Thresholds.besides(network);
        List<Card> judged = cards.stream().map(thresholds::judged).toList();
        return new Inspection(
                Inspection.SCHEMA,
                network,
                subject.model().sha256(),
                setting,
                TableRow.of(subject.graph().graph()).theory(),
                thresholds,
                Thresholds.verdictOnAll(judged),
                reasons(judged, thresholds, Thresholds.otherThanClean(setting, whole.calibration())),
                whole,
                judged);
    }

    private static List<String> reasons(List<Card> cards, Thresholds thresholds, List<String> otherSettings) {
        List<String> reasons = new ArrayList<>();
        for (Assessment verdict : Assessment.values()) {
            long count =
                    cards.stream().filter(card -> card.verdict() == verdict).count();
            reasons.add(count + " of " + cards.size() + " units " + verdict.text());
        }
        reasons.add("compared with " + thresholds.units() + " units of clean networks: "
                + String.join(", ", thresholds.networks()));
        if (!otherSettings.isEmpty()) {
            reasons.add("made with other settings than the clean units: " + String.join(", ", otherSettings));
        }
        return reasons;
    }

    /** A column for each sign that all units have. */
    private static Measurement measurement(Inspection inspection) {
        List<Sign> signs = Arrays.stream(Sign.values())
                .filter(sign -> inspection.units().stream().allMatch(card -> card.has(sign)))
                .toList();
        Measurement.Table table =
                new Measurement.Table(signs.stream().map(Sign::text).toArray(String[]::new));
        for (Card card : inspection.units()) {
            table.add(card.unit(), signs.stream().mapToDouble(card::value).toArray());
        }
        return table.measurement();
    }

    private static Gallery gallery(Inspection inspection, List<Ascents> ascents) {
        List<Gallery.Row> rows = new ArrayList<>();
        for (int i = 0; i < ascents.size(); i++) {
            Card card = inspection.units().get(i);
            Ascents own = ascents.get(i);
            Images images = own.images();
            rows.add(Gallery.Row.of(
                    card.unit() + ": " + card.verdict().text(),
                    images.batch(),
                    number -> Tile.of(images, number, own.parametrisations().get(number))));
        }
        return new Gallery(
                "Inspection of " + inspection.network(),
                inspection.verdict().text() + ": " + String.join("; ", inspection.reasons()),
                rows);
    }
}
