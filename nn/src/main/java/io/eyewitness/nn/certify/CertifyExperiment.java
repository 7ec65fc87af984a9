package io.eyewitness.nn.certify;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.eyewitness.nn.experiment.Choices;
import io.eyewitness.nn.experiment.Experiment;
import io.eyewitness.nn.experiment.ExperimentProtocol;
import io.eyewitness.nn.experiment.ExperimentResult;
import io.eyewitness.nn.experiment.NaturalImages;
import io.eyewitness.nn.experiment.Setup;
import io.eyewitness.nn.experiment.Subject;
import io.eyewitness.nn.experiment.UnitProtocol;
import io.eyewitness.nn.graph.GraphNetwork;
import io.eyewitness.nn.image.Images;
import io.eyewitness.nn.image.LabelledImages;
import io.eyewitness.nn.image.TrainTest;
import io.eyewitness.nn.lipschitz.LipschitzBounds;
import io.eyewitness.nn.network.LayerShapes;
import io.eyewitness.nn.network.Network;
import io.eyewitness.nn.progress.Progress;
import io.eyewitness.nn.visualize.Objective;
import io.eyewitness.nn.visualize.UnitSpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * The measurements {@code certified} and {@code certified-images}: of how many test images do training images within reach decide on which side of the middle of its
 * visualization's values a unit lies, by a certified Lipschitz constant.
 *
 * @param protocol of the visualizations
 * @param units as users write them; empty for logits that are spread evenly
 * @param examples the largest number of training images
 * @param tests the largest number of test images
 */
public record CertifyExperiment(UnitProtocol protocol, List<String> units, int examples, int tests)
        implements Experiment {
    /** What parts units: a comma that no number follows. */
    public static final String BETWEEN = ",(?!\\d)";

    private static final int UNITS = 10;
    private static final int EXAMPLES = 10_000;
    private static final int TESTS = 1000;

    /** The number of test images at which gradients are computed. */
    private static final int GRADIENTS = 100;

    private static final String MEASUREMENT = "certified";
    private static final String BLOCKS = "certified-images";
    private static final String SPREAD = "spread";

    public CertifyExperiment {
        units = List.copyOf(units);
        ExperimentProtocol.requireRange("examples", examples, 1, ExperimentProtocol.MOST);
        ExperimentProtocol.requireRange("tests", tests, 2, ExperimentProtocol.MOST);
    }

    /**
     * The experiment on a subject, with the user's choices.
     *
     * @throws IllegalArgumentException naming an operation of the network that has no bound
     */
    public static CertifyExperiment of(Subject subject, UnitProtocol protocol) {
        Choices choices = subject.terms().choices();
        String chosen = choices.text("certified", SPREAD);
        List<String> units = chosen.equals(SPREAD) ? List.of() : List.of(chosen.split(BETWEEN));
        LipschitzBounds bounds = LipschitzBounds.of(subject.graph(), protocol.size());
        if (units.isEmpty()) {
            bounds.requireFor(Network.LOGITS);
        }
        units.forEach(unit ->
                bounds.requireFor(UnitSpec.parse(unit).terms().get(0).part().layer()));
        return new CertifyExperiment(
                protocol, units, choices.whole("examples", EXAMPLES), choices.whole("tests", TESTS));
    }

    @Override
    public SortedMap<String, String> settings() {
        SortedMap<String, String> settings = new TreeMap<>(protocol.settings());
        settings.put("certified", units.isEmpty() ? SPREAD : String.join(",", units));
        settings.put("examples", String.valueOf(examples));
        settings.put("tests", String.valueOf(tests));
        return settings;
    }

    @Override
    public List<String> measurements() {
        return List.of(MEASUREMENT, BLOCKS);
    }

    @Override
    public String mainFile() {
        return CertifyReport.NUMBERS;
    }

    @Override
    public boolean isRegistered(Subject subject) {
        return protocol.isRegistered() && units.isEmpty() && examples == EXAMPLES && tests == TESTS;
    }

    @Override
    public ExperimentResult run(Subject subject, Progress progress) throws IOException {
        GraphNetwork network = subject.graph();
        progress.started("bounds", Progress.UNKNOWN);
        LipschitzBounds bounds = LipschitzBounds.of(network, protocol.size());
        List<CertifiedUnit> certified = names(network).stream()
                .map(unit -> CertifiedUnit.of(unit, network, bounds, protocol.size()))
                .toList();
        TrainTest parts = subject.images().split(protocol.size(), progress);
        LabelledImages known = parts.train().shuffled(protocol.seed()).first(examples);
        LabelledImages asked = parts.test().shuffled(protocol.seed()).first(tests);
        Setup setup = subject.images().setup(protocol, progress);
        progress.started(MEASUREMENT, 2L * certified.size() + asked.size());
        List<Images> visualizations = setup.images(objectives(certified), UnaryOperator.identity(), progress);
        List<CertifyReport.Certified> rows = found(certified, network, visualizations, known, asked);
        List<Decisions> decisions =
                rows.stream().map(CertifyReport.Certified::decisions).toList();
        double[] nearest = Decisions.make(decisions, known, asked, progress);
        SortedMap<String, String> setting = setup.setting(subject.setting(parts, protocol));
        settings().forEach(setting::putIfAbsent);
        boolean isLabelled =
                NaturalImages.areLabelled(asked, LayerShapes.width(network, Network.LOGITS, protocol.size()));
        CertifyReport report = new CertifyReport(setup, asked, known.size(), rows, nearest, bounds.known(), isLabelled);
        ExperimentResult result =
                new ExperimentResult(setting, isRegistered(subject)).with(MEASUREMENT, report.measurement());
        DecidedBlocks blocks = new DecidedBlocks(decisions, asked, isLabelled);
        if (blocks.areSeveral()) {
            result.with(BLOCKS, blocks.measurement());
        } else {
            result.without(BLOCKS, DecidedBlocks.TOO_FEW);
        }
        report.addTo(result, visualizations);
        return result;
    }

    /**
     * What is known of units before decisions are made.
     *
     * @param visualizations two of each unit, as large and as small as possible
     */
    private static List<CertifyReport.Certified> found(
            List<CertifiedUnit> units,
            Network network,
            List<Images> visualizations,
            LabelledImages known,
            LabelledImages asked) {
        double[][] values = CertifiedUnit.values(units, network, known);
        double[][] tested = CertifiedUnit.values(units, network, asked);
        List<CertifyReport.Certified> found = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            CertifiedUnit unit = units.get(i);
            try (NDManager scratch = network.manager().newSubManager()) {
                NDArray pair = Images.together(visualizations.subList(2 * i, 2 * i + 2))
                        .on(scratch);
                NDArray some = asked.batch(scratch, 0, Math.min(GRADIENTS, asked.size()));
                float[] ends = unit.values(network, pair).toFloatArray();
                double lower = Math.max(unit.steepest(network, some), unit.steepest(network, pair));
                double middle = ((double) ends[0] + ends[1]) / 2;
                found.add(new CertifyReport.Certified(
                        new Decisions(unit, middle, values[i], tested[i]), ends[1], ends[0], lower));
            }
        }
        return found;
    }

    private List<String> names(GraphNetwork network) {
        if (!units.isEmpty()) {
            return units;
        }
        int outputs = LayerShapes.width(network, Network.LOGITS, protocol.size());
        int count = Math.min(UNITS, outputs);
        return IntStream.range(0, count)
                .mapToObj(i -> "logit:" + ExperimentProtocol.logit(i, count, outputs))
                .toList();
    }

    /** To be large and to be small, in turn. */
    private static List<Objective> objectives(List<CertifiedUnit> units) {
        return units.stream()
                .map(unit -> unit.part().objective())
                .flatMap(objective -> List.of(objective, objective.times(-1)).stream())
                .toList();
    }
}
