package io.eyewitness.nn.defend;

import io.eyewitness.nn.experiment.Choices;
import io.eyewitness.nn.experiment.Experiment;
import io.eyewitness.nn.experiment.ExperimentProtocol;
import io.eyewitness.nn.experiment.ExperimentResult;
import io.eyewitness.nn.experiment.Setup;
import io.eyewitness.nn.experiment.Subject;
import io.eyewitness.nn.experiment.Suspects;
import io.eyewitness.nn.experiment.UnitProtocol;
import io.eyewitness.nn.graph.Graph;
import io.eyewitness.nn.graph.GraphNetwork;
import io.eyewitness.nn.image.Images;
import io.eyewitness.nn.image.LabelledImages;
import io.eyewitness.nn.network.LayerShapes;
import io.eyewitness.nn.network.Network;
import io.eyewitness.nn.paths.Paths;
import io.eyewitness.nn.progress.Progress;
import io.eyewitness.nn.visualize.UnitSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * The claims {@code defences-agreement} and {@code defences-paths}: scores the same units of a clean network and of manipulated networks that
 * were made from it. The claims are about the manipulations permuted, arbitrary and silent together.
 *
 * @param protocol of the visualizations
 * @param images the number of visualizations of each unit, each from another start
 * @param layers the largest number of activations that paths are scored by
 * @param suspects the manipulated networks
 */
public record DefenceExperiment(UnitProtocol protocol, int images, int layers, Suspects suspects)
        implements Experiment {
    private static final int IMAGES = 2;

    /** No limit of a fixed protocol. */
    private static final int ALL = 100_000;

    private static final String MEASUREMENT = "defences";

    private static final Set<String> SUSPECTS = Set.of("permuted", "arbitrary", "silent");

    public DefenceExperiment {
        if (images < 1) {
            throw new IllegalArgumentException("--batch must be at least 1");
        }
        ExperimentProtocol.requireRange("visualizations", images, 1, 10_000);
        if (layers < 1) {
            throw new IllegalArgumentException("--set layers must be at least 1");
        }
    }

    /**
     * The experiment on a subject, with the user's choices.
     *
     * @param protocol of the visualizations
     * @param suspects the manipulated networks
     */
    public static DefenceExperiment of(Subject subject, UnitProtocol protocol, Suspects suspects) {
        Choices choices = subject.terms().choices();
        return new DefenceExperiment(
                protocol,
                choices.whole("visualizations", IMAGES),
                choices.whole("layers", UnitProtocol.isFixed(subject.network()) ? ALL : Paths.MOST),
                suspects);
    }

    @Override
    public SortedMap<String, String> settings() {
        SortedMap<String, String> settings = new TreeMap<>(protocol.settings());
        settings.put("visualizations", String.valueOf(images));
        settings.put("layers", String.valueOf(layers));
        return settings;
    }

    /**
     * A unit with its scores.
     *
     * @param unit the unit
     * @param visualizations of it
     * @param scores of the unit
     */
    record Scored(UnitSpec unit, Images visualizations, Scores scores) {}

    @Override
    public List<String> measurements() {
        return List.of(MEASUREMENT);
    }

    @Override
    public List<Path> files() {
        return List.copyOf(suspects.files().values());
    }

    @Override
    public String mainFile() {
        return DefenceReport.SCORES;
    }

    /** Whether it looks at all layers, as fixed protocols do, and at what the claims are about. */
    @Override
    public boolean isRegistered(Subject subject) {
        return protocol.isRegistered()
                && images == IMAGES
                && layers == ALL
                && suspects.names().equals(SUSPECTS);
    }

    @Override
    public ExperimentResult run(Subject subject, Progress progress) throws IOException {
        GraphNetwork clean = subject.graph();
        LabelledImages all = subject.images().test(protocol.size(), progress);
        suspects.requireFitting(clean, protocol.size());
        Scores.requireEnough(all);
        Setup setup = subject.images().setup(protocol, progress);
        SortedMap<String, String> setting = setup.setting(subject.setting(all));
        setting.put("visualizations of each unit", String.valueOf(images));
        setting.putAll(suspects.setting());
        if (!isRegistered(subject)) {
            settings().forEach(setting::putIfAbsent);
        }
        DefenceReport report = score(clean, setup, progress);
        ExperimentResult result = new ExperimentResult(setting, isRegistered(subject))
                .with(MEASUREMENT, report.measurement())
                .departing(suspects.departure(subject));
        report.addTo(result);
        return result;
    }

    private DefenceReport score(GraphNetwork clean, Setup setup, Progress progress) {
        Map<List<UnitSpec>, List<Scored>> known = new HashMap<>();
        Map<String, List<Scored>> before = new LinkedHashMap<>();
        Map<String, List<Scored>> after = new LinkedHashMap<>();
        suspects.forEach(clean, (name, network) -> {
            List<UnitSpec> units = units(clean, network);
            boolean isKnown = known.containsKey(units);
            progress.started(name, (isKnown ? 1L : 2L) * (images + 1) * units.size());
            before.put(name, known.computeIfAbsent(units, these -> score(setup, clean, these, progress)));
            after.put(name, score(setup, network, units, progress));
        });
        return new DefenceReport(clean.name(), protocol.seed(), before, after);
    }

    /**
     * The units that a manipulation of the network changed: channels of the layer that was replaced, or logits if no other layer was; all of
     * them, or as many as the protocol has units, spread evenly.
     */
    List<UnitSpec> units(GraphNetwork clean, GraphNetwork manipulated) {
        Set<String> layers = Set.copyOf(manipulated.layers());
        String replaced = clean.layers().stream()
                .filter(layer -> layers.contains(Graph.original(layer)))
                .findFirst()
                .orElse(Network.LOGITS);
        int width = LayerShapes.width(clean, replaced, protocol.size());
        int count = Math.min(protocol.units(), width);
        return IntStream.range(0, count)
                .mapToObj(i -> i * width / count)
                .map(unit -> replaced.equals(Network.LOGITS) ? UnitSpec.logit(unit) : UnitSpec.channel(replaced, unit))
                .toList();
    }

    /**
     * Visualizes units of a network and scores them.
     *
     * @param network the clean one or a manipulated one
     * @param progress is told of each visualization and of each unit that is scored
     */
    List<Scored> score(Setup setup, GraphNetwork network, List<UnitSpec> units, Progress progress) {
        List<Images> visualizations =
                setup.images(network, units.stream().map(UnitSpec::objective).toList(), images, progress);
        List<String> path = Paths.layers((GraphNetwork) setup.network(), layers);
        List<Scored> scored = new ArrayList<>();
        for (int i = 0; i < units.size(); i++) {
            UnitSpec unit = units.get(i);
            Images own = visualizations.get(i);
            scored.add(new Scored(unit, own, Scores.of(network, unit, own, path, setup.images(), protocol.seed())));
            progress.finished(1);
        }
        return scored;
    }
}
