package io.eyewitness.nn.cli;

import io.eyewitness.nn.fool.SilentPlan;
import io.eyewitness.nn.fool.SilentTrial;
import io.eyewitness.nn.gallery.Gallery;
import io.eyewitness.nn.gallery.Gallery.Row;
import io.eyewitness.nn.gallery.Png;
import io.eyewitness.nn.gallery.Tile;
import io.eyewitness.nn.graph.GraphNetwork;
import io.eyewitness.nn.image.Images;
import io.eyewitness.nn.image.TrainTest;
import io.eyewitness.nn.weights.NetworkFile;
import io.eyewitness.theory.console.Bar;
import io.eyewitness.theory.console.ExitCodes;
import io.eyewitness.theory.console.Version;
import io.eyewitness.theory.evidence.Measurement;
import io.eyewitness.theory.file.StagingDirectory;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Adds silent units to a layer of a network. */
@Command(
        name = "silent",
        description =
                "Adds silent units to all units of a convolution: on natural images they add exactly nothing, but the"
                        + " feature visualizations of all units become alike. Writes the network, a gallery and what was"
                        + " measured to a directory.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        versionProvider = Version.class,
        exitCodeListHeading = ExitCodes.HEADING,
        exitCodeList = {"0:done, whatever was measured", ExitCodes.BAD_INPUT, ExitCodes.MISSING})
final class SilentCommand implements Callable<Integer> {
    /** The network with silent units. */
    static final String NETWORK = "silent.safetensors";

    private static final String TARGET = "unit:3";

    @Mixin
    private ManipulationOptions options;

    @Option(
            names = "--layer",
            paramLabel = "LAYER",
            description = "A convolution that reads another layer. Default: the plan's for the network; with others the"
                    + " measurements are no evidence.")
    private String layer;

    @Option(
            names = "--target",
            paramLabel = "PICTURE",
            defaultValue = TARGET,
            description = "What the units are to show: a picture's file, whose centre square is taken, or unit:K, the"
                    + " visualization of logit K. Default: ${DEFAULT-VALUE}; with others the measurements are no"
                    + " evidence.")
    private String target;

    @Option(
            names = "--units",
            paramLabel = "N",
            description =
                    "How many units are visualized. Default: the plan's; with others the measurements are no evidence.")
    private Integer units;

    @Option(names = "--out", paramLabel = "DIR", defaultValue = "silent", description = "Default: ${DEFAULT-VALUE}.")
    private Path out;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        try (LoadedModel loaded = options.open()) {
            GraphNetwork truth = ManipulationOptions.graph(loaded);
            SilentPlan usual = SilentPlan.of(truth.name(), options.seed());
            SilentPlan plan = (layer == null ? usual : usual.at(layer))
                    .shortened(
                            units == null ? usual.units() : units, options.steps(usual.steps()), usual.calibration());
            TrainTest images = options.images(truth, plan.size());
            Images shown = Targets.image(target, truth, plan.size(), unit -> plan.target(truth, unit), options.notes());
            SilentTrial trial = new SilentTrial(plan, truth, images, shown);
            SortedMap<String, String> setting =
                    options.setting(loaded, images, plan.size(), plan.steps(), plan.transforms());
            setting.put("layer", plan.measuredAt());
            setting.put(
                    "silent units",
                    "at " + plan.convolution() + ", " + trial.calibration().size() + " calibration images");
            setting.put("shown", target);
            Measured measured = new Measured(truth.name(), setting, plan.equals(usual) && target.equals(TARGET));
            try (StagingDirectory draft = StagingDirectory.open(out, NETWORK, options.force())) {
                List<String> lines = make(trial, shown, measured, draft);
                draft.finish();
                PrintWriter output = spec.commandLine().getOut();
                lines.forEach(output::println);
                output.println("See " + out.resolve(Measured.PAGE));
                output.flush();
            }
        }
        return 0;
    }

    private List<String> make(SilentTrial trial, Images shown, Measured measured, StagingDirectory draft)
            throws IOException {
        try (GraphNetwork manipulated = manipulated(trial)) {
            NetworkFile.write(draft.file(NETWORK), manipulated.graph(), manipulated.tensors(), measured.setting());
            List<SilentTrial.Visualized> visualized;
            try (Bar bar = new Bar("visualizing").start(trial.visualizations())) {
                visualized = trial.visualize(manipulated, bar::stepBy);
            }
            Measurement outputs;
            try (Bar bar = new Bar("measuring").start(trial.naturalImages())) {
                outputs = trial.outputs(manipulated, bar::stepBy);
            }
            List<String> lines =
                    new ArrayList<>(measured.write(draft, "silent-units", trial.measure(manipulated, visualized)));
            lines.addAll(measured.write(draft, "silent-outputs", outputs));
            measured.write(draft, gallery(trial, shown, visualized.get(0), measured), List.of());
            return lines;
        }
    }

    private static GraphNetwork manipulated(SilentTrial trial) {
        try (Bar bar = new Bar("calibrating").start(trial.calibration().size())) {
            return trial.manipulated(bar::stepBy);
        }
    }

    private Gallery gallery(SilentTrial trial, Images shown, SilentTrial.Visualized some, Measured measured) {
        return new Gallery(
                "Silent units in " + measured.network(),
                trial.layer() + ", target " + target + ", seed " + options.seed(),
                List.of(
                        new Row("Before", tiles(trial, some.before(), some.units())),
                        new Row("With silent units", tiles(trial, some.after(), some.units())),
                        new Row("Target", List.of(new Tile(Png.picture(shown, 0), "", List.of(target))))));
    }

    private static List<Tile> tiles(SilentTrial trial, Images images, List<Integer> channels) {
        return IntStream.range(0, channels.size())
                .mapToObj(i -> new Tile(Png.picture(images, i), "", List.of(trial.layer() + ":" + channels.get(i))))
                .toList();
    }
}
