package io.eyewitness.nn.cli;

import io.eyewitness.nn.experiment.Experiment;
import io.eyewitness.nn.experiment.Subject;
import io.eyewitness.nn.paths.PathExperiment;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Follows visualizations through a network. */
@Command(
        name = "paths",
        description =
                "Follows the visualizations of class logits through a network: at each layer, how similar their activations are"
                        + " to those of natural images of the class, where 1 is as similar as natural images of the class are to"
                        + " one another and 0 as similar as those of other classes. Writes a plot over depth, all numbers as"
                        + " JSON, and the measurement of the claims paths-early and paths-logits.")
final class PathsCommand extends ExperimentCommand {
    @Option(
            names = "--groups",
            paramLabel = "FILE",
            description =
                    "Groups of related classes, for photographs, of which there may be one a class: a line for each class with"
                            + " its group, the number of its logit and its folder, separated by tabs. Default: each class by"
                            + " itself.")
    private Path groups;

    @Option(
            names = "--units",
            paramLabel = "N",
            defaultValue = "" + PathExperiment.UNITS,
            description = "The largest number of classes of each group. Default: ${DEFAULT-VALUE}.")
    private int units;

    @Option(
            names = "--batch",
            paramLabel = "N",
            defaultValue = "" + PathExperiment.IMAGES,
            description = "The number of visualizations of each unit. Default: ${DEFAULT-VALUE}.")
    private int batch;

    @Option(names = "--out", paramLabel = "DIR", defaultValue = "paths", description = "Default: ${DEFAULT-VALUE}.")
    private Path out;

    @Override
    Experiment experiment(Subject subject) {
        return new PathExperiment(units(subject), groups, units, batch);
    }

    @Override
    Path out() {
        return out;
    }
}
