package io.eyewitness.nn.paths;

import io.eyewitness.nn.experiment.Experiment;
import io.eyewitness.nn.experiment.ExperimentResult;
import io.eyewitness.nn.experiment.Setup;
import io.eyewitness.nn.experiment.Subject;
import io.eyewitness.nn.experiment.Suspects;
import io.eyewitness.nn.experiment.UnitProtocol;
import io.eyewitness.nn.graph.GraphNetwork;
import io.eyewitness.nn.image.ContentHash;
import io.eyewitness.nn.image.Images;
import io.eyewitness.nn.image.LabelledImages;
import io.eyewitness.nn.network.LayerShapes;
import io.eyewitness.nn.network.Network;
import io.eyewitness.nn.paths.PathReport.Followed;
import io.eyewitness.nn.progress.Progress;
import io.eyewitness.nn.visualize.Objective;
import io.eyewitness.nn.visualize.UnitSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The claims {@code paths-early} and {@code paths-logits}: through the first two thirds of a network the similarity of the visualizations of
 * class logits to natural images of their class is below the middle between the same class and other classes; at the logits it is above. And
 * {@code paths-near-zero} and {@code paths-not-below-zero}: through the first two thirds it is near that of other classes. With suspects it
 * measures in their place {@code paths-NAME} for each: the paths of the suspect's own visualizations, and how much less similar they are at the
 * logits than those of the clean network.
 *
 * @param protocol of the visualizations
 * @param groups a file of groups of related classes, see {@link Groups#read}, or null for each class by itself
 * @param compared what is compared
 * @param suspects manipulated networks whose paths are compared with those of the clean one
 */
public record PathExperiment(UnitProtocol protocol, Path groups, PathProtocol compared, Suspects suspects)
        implements Experiment {
    private static final String MEASUREMENT = "paths";
    private static final String NEAR_ZERO = "paths-near-zero";

    /** The suspects that claims are about. */
    private static final Set<String> SUSPECTS = Set.of("permuted", "silent");

    public PathExperiment {
        for (String name : suspects.names()) {
            if (!name.matches("[\\w-]+") || name.equals(PathReport.CLEAN)) {
                throw new IllegalArgumentException("--suspect " + name + ": a name has letters, digits, - and _, and "
                        + PathReport.CLEAN + " is the network itself");
            }
        }
    }

    /**
     * The experiment on a subject, with the user's choices.
     *
     * @param protocol of the visualizations
     * @param groups a file of groups of related classes, or null for each class by itself
     * @param suspects manipulated networks whose paths are compared with those of the clean one
     */
    public static PathExperiment of(Subject subject, UnitProtocol protocol, Path groups, Suspects suspects) {
        return new PathExperiment(protocol, groups, PathProtocol.of(subject), suspects);
    }

    @Override
    public SortedMap<String, String> settings() {
        SortedMap<String, String> settings = new TreeMap<>(protocol.settings());
        settings.putAll(compared.settings());
        return settings;
    }

    @Override
    public List<String> measurements() {
        return suspects.isEmpty()
                ? List.of(MEASUREMENT, NEAR_ZERO)
                : suspects.names().stream().map(PathExperiment::measurement).toList();
    }

    private static String measurement(String suspect) {
        return MEASUREMENT + "-" + suspect;
    }

    @Override
    public List<Path> files() {
        return Stream.concat(Stream.ofNullable(groups), suspects.files().values().stream())
                .toList();
    }

    @Override
    public String mainFile() {
        return PathReport.NUMBERS;
    }

    @Override
    public boolean isRegistered(Subject subject) {
        return protocol.isRegistered()
                && compared.isFixed(protocol.network())
                && (suspects.isEmpty() || suspects.names().equals(SUSPECTS));
    }

    @Override
    public ExperimentResult run(Subject subject, Progress progress) throws IOException {
        GraphNetwork clean = subject.graph();
        LabelledImages all = subject.images().test(protocol.size(), progress);
        suspects.requireFitting(clean, protocol.size());
        Setup setup = subject.images().setup(protocol, progress);
        LabelledImages natural = subject.images().areSplit() ? all : setup.images();
        Groups grouped = groups == null
                ? Groups.ofClasses(natural, LayerShapes.width(clean, Network.LOGITS, protocol.size()))
                : Groups.read(groups, natural);
        List<PathUnit> units = grouped.units(compared);
        units.forEach(unit -> UnitSpec.logit(unit.logit()).requireIn(clean, protocol.size()));
        Map<String, Followed> followed = new LinkedHashMap<>();
        followed.put(PathReport.CLEAN, follow(clean, setup, grouped, units, MEASUREMENT, progress));
        suspects.forEach(
                clean,
                (name, network) ->
                        followed.put(name, follow(network, setup, grouped, units, measurement(name), progress)));
        ExperimentResult result = new ExperimentResult(setting(subject, setup, all, grouped), isRegistered(subject))
                .departing(suspects.departure(subject));
        measure(followed, result);
        new PathReport(setup, grouped, followed).addTo(result);
        return result;
    }

    private SortedMap<String, String> setting(Subject subject, Setup setup, LabelledImages all, Groups grouped)
            throws IOException {
        SortedMap<String, String> setting = setup.setting(subject.setting(all));
        setting.put("natural images", String.valueOf(grouped.images().size()));
        setting.put("visualizations of each unit", String.valueOf(compared.visualizations()));
        if (groups == null) {
            setting.put("groups", "classes");
        } else {
            setting.put("groups", groups.getFileName() + " sha256:" + ContentHash.of(groups));
            setting.put("units of each group", String.valueOf(compared.classes()));
        }
        setting.putAll(suspects.setting());
        if (!isRegistered(subject)) {
            settings().forEach(setting::putIfAbsent);
        }
        return setting;
    }

    /**
     * The paths of a network's own visualizations of the units, at the layers of the clean network.
     *
     * @param network the clean one or a suspect, whose graph has all layers of the clean one
     * @param part the name of this part of the run
     */
    private Followed follow(
            GraphNetwork network, Setup setup, Groups grouped, List<PathUnit> units, String part, Progress progress) {
        List<String> layers = Paths.layers((GraphNetwork) setup.network(), compared.layers());
        progress.started(part, (long) units.size() * compared.visualizations() + layers.size());
        List<Images> visualizations = setup.images(
                network,
                units.stream().map(unit -> Objective.logit(unit.logit())).toList(),
                compared.visualizations(),
                progress);
        return new Followed(Paths.measure(network, layers, grouped, units, visualizations, progress), visualizations);
    }

    private void measure(Map<String, Followed> followed, ExperimentResult result) {
        Paths clean = followed.get(PathReport.CLEAN).paths();
        if (suspects.isEmpty()) {
            result.with(MEASUREMENT, clean.measurement()).with(NEAR_ZERO, clean.nearZero());
        }
        suspects.names()
                .forEach(name -> result.with(
                        measurement(name), followed.get(name).paths().below(clean)));
    }
}
