package io.eyewitness.nn.fool.silent;

import io.eyewitness.nn.experiment.Experiment;
import io.eyewitness.nn.experiment.ExperimentResult;
import io.eyewitness.nn.experiment.Subject;
import io.eyewitness.nn.fool.LabelledAccuracy;
import io.eyewitness.nn.fool.TargetImage;
import io.eyewitness.nn.gallery.Gallery;
import io.eyewitness.nn.gallery.Gallery.Row;
import io.eyewitness.nn.gallery.Tile;
import io.eyewitness.nn.graph.GraphNetwork;
import io.eyewitness.nn.image.Images;
import io.eyewitness.nn.image.TrainTest;
import io.eyewitness.nn.network.LayerShapes;
import io.eyewitness.nn.network.Network;
import io.eyewitness.nn.progress.Progress;
import io.eyewitness.theory.evidence.Measurement;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;

/**
 * Adds silent units to a layer of a network, and measures them on visualizations and on natural images.
 *
 * @param protocol of the manipulation and the visualizations
 * @param target the image that all units are to show; the claims are about {@link #TARGET}
 */
public record SilentExperiment(SilentProtocol protocol, TargetImage target) implements Experiment {
    private static final int USUAL_LOGIT = 3;

    /** The target that the claims are about. */
    public static final TargetImage TARGET = new TargetImage("unit:" + USUAL_LOGIT);

    /** The usual target for a network: logit 3, or the last one if it has fewer. */
    public static TargetImage target(Network network) {
        int classes = LayerShapes.width(network, Network.LOGITS, network.input().size());
        return classes > USUAL_LOGIT ? TARGET : new TargetImage("unit:" + (classes - 1));
    }

    /** The file of the network with silent units. */
    public static final String NETWORK = "silent.safetensors";

    @Override
    public List<String> measurements() {
        return List.of("silent-units", "silent-outputs", "silent-accuracy", "silent-target");
    }

    @Override
    public List<Path> files() {
        return target.files();
    }

    @Override
    public String mainFile() {
        return NETWORK;
    }

    @Override
    public boolean isRegistered(Subject subject) {
        return protocol.isRegistered() && target.equals(TARGET);
    }

    @Override
    public ExperimentResult run(Subject subject, Progress progress) throws IOException {
        GraphNetwork truth = subject.graph();
        TrainTest images = subject.images().split(protocol.size(), progress);
        Images shown = target.image(truth, protocol.size(), unit -> protocol.visualization(truth, unit), progress);
        SilentMeasurement silent = new SilentMeasurement(protocol, truth, images, shown);
        SortedMap<String, String> setting = subject.setting(images, protocol);
        setting.put("layer", protocol.measuredAt());
        setting.put(
                "silent units",
                "at " + protocol.convolution() + ", " + silent.calibration().size() + " calibration images");
        setting.put("shown", target.text());
        progress.started("calibrating", silent.calibration().size());
        try (GraphNetwork manipulated = silent.manipulated(progress)) {
            progress.started("visualizing", protocol.units());
            List<SilentMeasurement.Visualized> visualized = silent.visualize(manipulated, progress);
            progress.started(
                    "measuring", silent.calibration().size() + images.test().size());
            Measurement outputs = silent.outputs(manipulated, progress);
            Measurement atTarget = silent.atTarget(manipulated, visualized);
            ExperimentResult result = new ExperimentResult(setting, isRegistered(subject))
                    .with(measurements().get(0), silent.measure(manipulated, visualized))
                    .with(measurements().get(1), outputs)
                    .with(measurements().get(3), atTarget);
            SilentMeasurement.unchanged(atTarget).ifPresent(result::remarking);
            if (LabelledAccuracy.isOf(images, LayerShapes.width(truth, Network.LOGITS, protocol.size()))) {
                progress.started("measuring accuracy", LabelledAccuracy.labelled(images));
                result.with(measurements().get(2), LabelledAccuracy.measure(truth, manipulated, images, progress));
            } else {
                result.without(measurements().get(2), LabelledAccuracy.UNMEASURED);
            }
            return result.withNetwork(NETWORK, manipulated)
                    .showing(gallery(subject, silent.layer(), shown, visualized.get(0)));
        }
    }

    private Gallery gallery(Subject subject, String layer, Images shown, SilentMeasurement.Visualized some) {
        return new Gallery(
                "Silent units in " + subject.network().name(),
                layer + ", target " + target.text() + ", seed " + protocol.seed(),
                List.of(
                        row("Before", layer, some.before(), some.units()),
                        row("With silent units", layer, some.after(), some.units()),
                        Row.of("Target", 1, i -> Tile.of(shown, i, target.text()))));
    }

    private static Row row(String heading, String layer, Images images, List<Integer> channels) {
        return Row.of(heading, channels.size(), i -> Tile.of(images, i, layer + ":" + channels.get(i)));
    }
}
