package io.eyewitness.nn.paths;

import io.eyewitness.nn.experiment.Choices;
import io.eyewitness.nn.experiment.Experiment;
import io.eyewitness.nn.experiment.ExperimentProtocol;
import io.eyewitness.nn.experiment.ExperimentResult;
import io.eyewitness.nn.experiment.ProtocolRules;
import io.eyewitness.nn.experiment.Setup;
import io.eyewitness.nn.experiment.Subject;
import io.eyewitness.nn.experiment.UnitProtocol;
import io.eyewitness.nn.graph.GraphNetwork;
import io.eyewitness.nn.image.ContentHash;
import io.eyewitness.nn.image.Images;
import io.eyewitness.nn.image.LabelledImages;
import io.eyewitness.nn.network.LayerShapes;
import io.eyewitness.nn.network.Network;
import io.eyewitness.nn.progress.Progress;
import io.eyewitness.nn.visualize.Objective;
import io.eyewitness.nn.visualize.UnitSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The claims {@code paths-early} and {@code paths-logits}: through the first two thirds of a network the similarity of the visualizations of
 * class logits to natural images of their class is below the middle between the same class and other classes; at the logits it is above.
 *
 * @param protocol of the visualizations
 * @param groups a file of groups of related classes, see {@link Groups#read}, or null for each class by itself
 * @param units the largest number of classes of each group
 * @param images the number of visualizations of each unit, each from another start
 * @param mostGroups the largest number of groups with units
 * @param mostLayers the largest number of activations at which paths are measured
 */
public record PathExperiment(UnitProtocol protocol, Path groups, int units, int images, int mostGroups, int mostLayers)
        implements Experiment {
    private static final int UNITS = 3;
    private static final int IMAGES = 4;

    /** No limit of a fixed protocol. */
    private static final int ALL = 100_000;

    private static final int MOST_IMAGES = 10_000;
    private static final int GROUPS = 10;

    private static final String MEASUREMENT = "paths";

    public PathExperiment {
        if (units < 1 || images < 1) {
            throw new IllegalArgumentException("--units and --batch must be at least 1");
        }
        if (mostGroups < 2 || mostLayers < 1) {
            throw new IllegalArgumentException("--set compared-groups must be at least 2, and --set layers at least 1");
        }
        ExperimentProtocol.requireRange("classes", units, 1, ALL);
        ExperimentProtocol.requireRange("visualizations", images, 1, MOST_IMAGES);
    }

    /**
     * The experiment on a subject, with the user's choices.
     *
     * @param protocol of the visualizations
     * @param groups a file of groups of related classes, or null for each class by itself
     */
    public static PathExperiment of(Subject subject, UnitProtocol protocol, Path groups) {
        boolean isFixed = UnitProtocol.isFixed(subject.network());
        Choices choices = subject.terms().choices();
        int images =
                isFixed ? IMAGES : ProtocolRules.of(subject.graph(), choices).bySize(IMAGES, IMAGES / 2);
        return new PathExperiment(
                protocol,
                groups,
                choices.whole("classes", UNITS),
                choices.whole("visualizations", images),
                choices.whole("compared-groups", isFixed ? ALL : GROUPS),
                choices.whole("layers", isFixed ? ALL : Paths.MOST));
    }

    @Override
    public SortedMap<String, String> settings() {
        SortedMap<String, String> settings = new TreeMap<>(protocol.settings());
        settings.put("classes", String.valueOf(units));
        settings.put("visualizations", String.valueOf(images));
        settings.put("compared-groups", String.valueOf(mostGroups));
        settings.put("layers", String.valueOf(mostLayers));
        return settings;
    }

    @Override
    public List<String> measurements() {
        return List.of(MEASUREMENT);
    }

    @Override
    public List<Path> files() {
        return groups == null ? List.of() : List.of(groups);
    }

    @Override
    public String mainFile() {
        return PathReport.NUMBERS;
    }

    /** Whether it looks at all groups and layers, as fixed protocols do; how many units and visualizations there are, the setting says. */
    @Override
    public boolean isRegistered(Subject subject) {
        return protocol.isRegistered() && mostGroups == ALL && mostLayers == ALL;
    }

    @Override
    public ExperimentResult run(Subject subject, Progress progress) throws IOException {
        GraphNetwork network = subject.graph();
        LabelledImages all = subject.images().test(protocol.size(), progress);
        Setup setup = subject.images().setup(protocol, progress);
        LabelledImages natural = subject.images().areSplit() ? all : setup.images();
        Groups compared = groups == null
                ? Groups.ofClasses(natural, LayerShapes.width(network, Network.LOGITS, protocol.size()))
                : Groups.read(groups, natural);
        List<PathUnit> chosen = compared.units(units, mostGroups);
        List<String> layers = Paths.layers(network, mostLayers);
        chosen.forEach(unit -> UnitSpec.logit(unit.logit()).requireIn(network, protocol.size()));
        SortedMap<String, String> setting = setup.setting(subject.setting(all));
        setting.put("natural images", String.valueOf(compared.images().size()));
        setting.put("visualizations of each unit", String.valueOf(images));
        if (groups == null) {
            setting.put("groups", "classes");
        } else {
            setting.put("groups", groups.getFileName() + " sha256:" + ContentHash.of(groups));
            setting.put("units of each group", String.valueOf(units));
        }
        if (!isRegistered(subject)) {
            settings().forEach(setting::putIfAbsent);
        }
        progress.started(MEASUREMENT, (long) chosen.size() * images + layers.size());
        List<Images> visualizations = setup.images(
                network,
                chosen.stream().map(unit -> Objective.logit(unit.logit())).toList(),
                images,
                progress);
        Paths paths = Paths.measure(network, layers, compared, chosen, visualizations, progress);
        ExperimentResult result =
                new ExperimentResult(setting, isRegistered(subject)).with(MEASUREMENT, paths.measurement());
        new PathReport(setup, compared, paths, visualizations).addTo(result);
        return result;
    }
}
