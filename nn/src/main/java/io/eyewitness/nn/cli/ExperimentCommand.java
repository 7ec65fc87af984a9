package io.eyewitness.nn.cli;

import io.eyewitness.nn.experiment.Experiment;
import io.eyewitness.nn.experiment.ExperimentResult;
import io.eyewitness.nn.experiment.Subject;
import io.eyewitness.nn.experiment.UnitProtocol;
import io.eyewitness.theory.console.ExitCodes;
import io.eyewitness.theory.file.StagingDirectory;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A command that runs an experiment: the shared options, and the run. */
@Command(exitCodeList = {"0:done, whatever was measured", ExitCodes.BAD_INPUT, ExitCodes.MISSING})
abstract class ExperimentCommand extends NnCommand {
    /** How options say that they lead away from the ledger's protocol. */
    static final String NO_EVIDENCE = "; with other values the measurements are no evidence.";

    @Mixin
    private ModelOptions model;

    @Option(
            names = "--data",
            paramLabel = "PATH",
            description =
                    "For fashion and cifar the data set, as train takes it; for another network a directory with a folder of"
                            + " photographs for each class. Default for fashion: as train, or else the 2,000 images that come"
                            + " with eyewitness; manipulations take half of them as training images.")
    private Path data;

    @Option(
            names = "--steps",
            paramLabel = "N",
            description = "The optimization steps of each visualization. Default: the protocol's for the network"
                    + NO_EVIDENCE)
    private Integer steps;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "The seed of all draws. Default: ${DEFAULT-VALUE}; only measurements with the seed of the ledger's protocol"
                            + " are evidence.")
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
        try (Subject subject = model.subject(data);
                ConsoleProgress progress = progress()) {
            subject.graph();
            Experiment experiment = experiment(subject);
            try (StagingDirectory draft = StagingDirectory.open(out(), experiment.mainFile(), force)) {
                ExperimentResult result = experiment.run(subject, progress);
                result.writeTo(draft.file(""));
                draft.finish();
                print(result.lines());
                print("See " + out().resolve(ExperimentResult.PAGE));
            }
        }
        return 0;
    }
}
