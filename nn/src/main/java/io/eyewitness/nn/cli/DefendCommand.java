package io.eyewitness.nn.cli;

import io.eyewitness.nn.defend.DefenceExperiment;
import io.eyewitness.nn.experiment.Experiment;
import io.eyewitness.nn.experiment.Subject;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures whether manipulations can be detected. */
@Command(
        name = "defend",
        description =
                "Measures whether a manipulation can be detected: scores units of a clean network and of manipulated networks by"
                        + " how much more their visualizations are like the natural images that activate them most than other"
                        + " natural images are (agreement: which channels are active together; path: all activations of early"
                        + " layers), and writes ROC curves, all scores as JSON, and the visualizations.")
final class DefendCommand extends ExperimentCommand {
    @Option(
            names = "--suspect",
            paramLabel = "NAME=FILE",
            required = true,
            description =
                    "A name, and the file of a manipulated network made of the model, as nn fool writes it; can be given several"
                            + " times. The claims about defences are about permuted, arbitrary and silent together; measurements"
                            + " of other suspects are no evidence.")
    private Map<String, Path> suspects;

    @Option(
            names = "--batch",
            paramLabel = "N",
            defaultValue = "" + DefenceExperiment.IMAGES,
            description = "The number of visualizations of each unit. Default: ${DEFAULT-VALUE}.")
    private int batch;

    @Option(names = "--out", paramLabel = "DIR", defaultValue = "defence", description = "Default: ${DEFAULT-VALUE}.")
    private Path out;

    @Override
    Experiment experiment(Subject subject) {
        return new DefenceExperiment(units(subject), batch, suspects);
    }

    @Override
    Path out() {
        return out;
    }
}
