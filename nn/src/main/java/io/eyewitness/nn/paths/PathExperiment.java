package io.eyewitness.nn.paths;

import io.eyewitness.nn.experiment.Experiment;
import io.eyewitness.nn.experiment.ExperimentResult;
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
 * class logits to natural images of their class is below the middle between the same class and other classes; at the logits it is above. And
 * {@code paths-near-zero} and {@code paths-not-below-zero}: through the first two thirds it is near that of other classes.
 *
 * @param protocol of the visualizations
 * @param groups a file of groups of related classes, see {@link Groups#read}, or null for each class by itself
 * @param compared what is compared
 */
public record PathExperiment(UnitProtocol protocol, Path groups, PathProtocol compared) implements Experiment {
    private static final String MEASUREMENT = "paths";
    private static final String NEAR_ZERO = "paths-near-zero";

    /**
     * The experiment on a subject, with the user's choices.
     *
     * @param protocol of the visualizations
     * @param groups a file of groups of related classes, or null for each class by itself
     */
    public static PathExperiment of(Subject subject, UnitProtocol protocol, Path groups) {
        return new PathExperiment(protocol, groups, PathProtocol.of(subject));
    }

    @Override
    public SortedMap<String, String> settings() {
        SortedMap<String, String> settings = new TreeMap<>(protocol.settings());
        settings.putAll(compared.settings());
        return settings;
    }

    @Override
    public List<String> measurements() {
        return List.of(MEASUREMENT, NEAR_ZERO);
    }

    @Override
    public List<Path> files() {
        return groups == null ? List.of() : List.of(groups);
    }

    @Override
    public String mainFile() {
        return PathReport.NUMBERS;
    }

    @Override
    public boolean isRegistered(Subject subject) {
        return protocol.isRegistered() && compared.isFixed(protocol.network());
    }

    @Override
    public ExperimentResult run(Subject subject, Progress progress) throws IOException {
        GraphNetwork network = subject.graph();
        LabelledImages all = subject.images().test(protocol.size(), progress);
        Setup setup = subject.images().setup(protocol, progress);
        LabelledImages natural = subject.images().areSplit() ? all : setup.images();
        Groups grouped = groups == null
                ? Groups.ofClasses(natural, LayerShapes.width(network, Network.LOGITS, protocol.size()))
                : Groups.read(groups, natural);
        List<PathUnit> chosen = grouped.units(compared);
        List<String> layers = Paths.layers(network, compared.layers());
        chosen.forEach(unit -> UnitSpec.logit(unit.logit()).requireIn(network, protocol.size()));
        SortedMap<String, String> setting = setup.setting(subject.setting(all));
        setting.put("natural images", String.valueOf(grouped.images().size()));
        setting.put("visualizations of each unit", String.valueOf(compared.visualizations()));
        if (groups == null) {
            setting.put("groups", "classes");
        } else {
            setting.put("groups", groups.getFileName() + " sha256:" + ContentHash.of(groups));
            setting.put("units of each group", String.valueOf(compared.classes()));
        }
        if (!isRegistered(subject)) {
            settings().forEach(setting::putIfAbsent);
        }
        progress.started(MEASUREMENT, (long) chosen.size() * compared.visualizations() + layers.size());
        List<Images> visualizations = setup.images(
                network,
                chosen.stream().map(unit -> Objective.logit(unit.logit())).toList(),
                compared.visualizations(),
                progress);
        Paths paths = Paths.measure(network, layers, grouped, chosen, visualizations, progress);
        ExperimentResult result = new ExperimentResult(setting, isRegistered(subject))
                .with(MEASUREMENT, paths.measurement())
                .with(NEAR_ZERO, paths.nearZero());
        new PathReport(setup, grouped, paths, visualizations).addTo(result);
        return result;
    }
}
