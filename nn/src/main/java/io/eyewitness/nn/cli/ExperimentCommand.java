package io.eyewitness.nn.cli;

import io.eyewitness.nn.defend.DefenceExperiment;
import io.eyewitness.nn.experiment.Experiment;
import io.eyewitness.nn.experiment.ExperimentResult;
import io.eyewitness.nn.experiment.Subject;
import io.eyewitness.nn.experiment.UnitProtocol;
import io.eyewitness.nn.paths.PathExperiment;
import io.eyewitness.theory.console.ExitCodes;
import io.eyewitness.theory.file.StagingDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A command that runs an experiment: the shared options, and the run. */
@Command(exitCodeList = {"0:the experiment was run, whatever its outcome", ExitCodes.BAD_INPUT, ExitCodes.MISSING})
abstract class ExperimentCommand extends NnCommand {
    /** The end of the description of an option that departs from the ledger's protocol. */
    static final String NO_EVIDENCE = "; with other values the measurements are no evidence.";

    @Mixin
    private ModelOptions model;

    @Option(
            names = "--data",
            paramLabel = "PATH",
            description =
                    "For fashion and cifar the data set, as for train; for any other network a directory with a folder of"
                            + " photographs for each class. Default for fashion: as for train, or, where that is not installed,"
                            + " the 2,000 images that come with eyewitness, half of which serve as training images of a"
                            + " manipulation.")
    private Path data;

    @Option(
            names = "--steps",
            paramLabel = "N",
            description =
                    "The number of optimization steps of each visualization. Default: the protocol's" + NO_EVIDENCE)
    private Integer steps;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "The seed of all random draws. Default: ${DEFAULT-VALUE}. Only measurements with the seed of the ledger's"
                            + " protocol are evidence.")
    private long seed;

    @Option(names = "--force", description = "Replaces the results of an earlier run.")
    private boolean force;

    /** The seed. */
    final long seed() {
        return seed;
    }

    /** The number of steps that the user wants, or the protocol's. */
    final int steps(int usual) {
        return steps == null ? usual : steps;
    }

    /** The protocol of the units of a subject. */
    final UnitProtocol units(Subject subject) {
        UnitProtocol usual = UnitProtocol.of(subject.network().name(), seed);
        return usual.withSteps(steps(usual.steps()));
    }

    /** The experiment that the options describe. */
    abstract Experiment experiment(Subject subject);

    /** The directory of the results. */
    abstract Path out();

    @Override
    public final Integer call() throws IOException {
        try (Subject subject = model.subject(data)) {
            subject.graph();
            Experiment experiment = experiment(subject);
            try (StagingDirectory draft = StagingDirectory.open(out(), experiment.mainFile(), force)) {
                ExperimentResult result = withProgress(progress -> experiment.run(subject, progress));
                result.writeTo(draft.file(""));
                draft.finish();
                print(result.lines());
                print("See " + out().resolve(ExperimentResult.PAGE));
            }
        }
        return 0;
    }

    /** Follows visualizations through a network. */
    @Command(
            name = "paths",
            description =
                    "Follows the visualizations of class logits through a network: measures at each layer how similar their"
                            + " activations are to the activations of natural images of the class. 1 means as similar as natural"
                            + " images of the class are to one another, 0 as similar as natural images of other classes. Writes a"
                            + " plot over depth, all numbers as JSON, and the measurement of the claims paths-early and"
                            + " paths-logits.")
    static final class Paths extends ExperimentCommand {
        @Option(
                names = "--groups",
                paramLabel = "FILE",
                description =
                        "A file that groups related classes, for data with few photographs of each class: a line for each class,"
                                + " with its group, the number of its logit and its folder, separated by tabs. Default: each class is"
                                + " a group.")
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

        @Option(
                names = "--out",
                paramLabel = "DIR",
                defaultValue = "paths",
                description = "The directory of the results. Default: ${DEFAULT-VALUE}.")
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

    /** Measures whether manipulations can be detected. */
    @Command(
            name = "defend",
            description =
                    "Measures whether a manipulation can be detected. Scores units of a clean network and of manipulated networks:"
                            + " how much more similar are their visualizations to the natural images that activate them most than"
                            + " other natural images are? The score agreement compares which channels are active together, the score"
                            + " path all activations of early layers. Writes ROC curves, all scores as JSON, and the"
                            + " visualizations.")
    static final class Defend extends ExperimentCommand {
        @Option(
                names = "--suspect",
                paramLabel = "NAME=FILE",
                required = true,
                description =
                        "A name, and the file of a network that nn fool made from the model; can be given several times. The claims"
                                + " about defences are about the suspects permuted, arbitrary and silent together; measurements of"
                                + " other suspects are no evidence.")
        private Map<String, Path> suspects;

        @Option(
                names = "--batch",
                paramLabel = "N",
                defaultValue = "" + DefenceExperiment.IMAGES,
                description = "The number of visualizations of each unit. Default: ${DEFAULT-VALUE}.")
        private int batch;

        @Option(
                names = "--out",
                paramLabel = "DIR",
                defaultValue = "defence",
                description = "The directory of the results. Default: ${DEFAULT-VALUE}.")
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
}
