package io.eyewitness.nn.cli;

import io.eyewitness.nn.distill.Subject;
import io.eyewitness.nn.distill.Subjects;
import io.eyewitness.nn.graph.GraphNetwork;
import io.eyewitness.nn.image.ContentHash;
import io.eyewitness.nn.image.LabelledImages;
import io.eyewitness.nn.paths.Groups;
import io.eyewitness.nn.paths.PathExperiment;
import io.eyewitness.nn.paths.PathUnit;
import io.eyewitness.nn.visualize.Unit;
import io.eyewitness.theory.console.Bar;
import io.eyewitness.theory.console.ExitCodes;
import io.eyewitness.theory.console.Version;
import io.eyewitness.theory.file.StagingDirectory;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Follows visualizations through a network. */
@Command(
        name = "paths",
        description =
                "Follows the visualizations of class logits through a network: at each layer, how similar their activations are"
                        + " to those of natural images of the class, where 1 is as similar as natural images of the class are to"
                        + " one another and 0 as similar as those of other classes. Writes a plot over depth, all numbers as"
                        + " JSON, and the measurement of the claims paths-early and paths-logits.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        versionProvider = Version.class,
        exitCodeListHeading = ExitCodes.HEADING,
        exitCodeList = {ExitCodes.DONE, ExitCodes.BAD_INPUT, ExitCodes.MISSING})
final class PathsCommand implements Callable<Integer> {
    @Mixin
    private ManipulationOptions options;

    @Option(
            names = "--groups",
            paramLabel = "FILE",
            description =
                    "Groups of related classes, for photographs, of which there may be one a class: a line for each"
                            + " class, its group, the number of its logit and its folder, parted by tabs. Default: each"
                            + " class by itself.")
    private Path groups;

    @Option(
            names = "--units",
            paramLabel = "N",
            defaultValue = "3",
            description = "At most how many classes of each group. Default: ${DEFAULT-VALUE}.")
    private int units;

    @Option(
            names = "--batch",
            paramLabel = "N",
            defaultValue = "4",
            description = "How many visualizations of each unit. Default: ${DEFAULT-VALUE}.")
    private int batch;

    @Option(names = "--out", paramLabel = "DIR", defaultValue = "paths", description = "Default: ${DEFAULT-VALUE}.")
    private Path out;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (units < 1 || batch < 1) {
            throw new IllegalArgumentException("--units and --batch are at least 1");
        }
        try (LoadedModel loaded = options.open()) {
            if (!(loaded.network() instanceof GraphNetwork network)) {
                throw new IllegalArgumentException(
                        "of a TorchScript network only the logits are seen, so there is no path to follow");
            }
            LabelledImages all = options.images(network);
            Subject usual = Subjects.of(network, all, options.seed());
            Subject subject = usual.withSteps(options.steps(usual.steps()));
            Groups compared =
                    groups == null ? Groups.ofClasses(subject.images()) : Groups.read(groups, subject.images());
            List<PathUnit> chosen = compared.units(units);
            chosen.forEach(unit -> Unit.logit(unit.logit())
                    .requireIn(network, subject.images().shape().height()));
            PathExperiment experiment = new PathExperiment(network, subject, compared, chosen, batch);
            try (StagingDirectory draft = StagingDirectory.open(out, PathFiles.NUMBERS, options.force())) {
                SortedMap<String, String> setting = options.setting(loaded, subject, all);
                setting.put("visualizations of each unit", String.valueOf(batch));
                setting.put("units of each group", String.valueOf(units));
                setting.put("groups", groups == null ? "classes" : named(groups));
                run(experiment, new Measured(network.name(), setting, subject.equals(usual)), draft);
                draft.finish();
            }
            PrintWriter output = spec.commandLine().getOut();
            output.println("See " + out.resolve(Measured.PAGE));
            output.flush();
        }
        return 0;
    }

    private void run(PathExperiment experiment, Measured measured, StagingDirectory draft) throws IOException {
        PathExperiment.Result result;
        try (Bar bar = new Bar("paths").start(experiment.parts())) {
            result = experiment.run(bar::stepBy);
        }
        new PathFiles(experiment, result).writeTo(draft, measured);
        measured.write(draft, PathExperiment.CLAIM, result.paths().measurement())
                .forEach(spec.commandLine().getOut()::println);
    }

    private static String named(Path file) throws IOException {
        try (InputStream stream = Files.newInputStream(file)) {
            return file.getFileName() + " sha256:" + ContentHash.of(stream);
        }
    }
}
