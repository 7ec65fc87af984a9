package io.eyewitness.nn.cli;

import io.eyewitness.nn.audit.Audit;
import io.eyewitness.nn.experiment.Choices;
import io.eyewitness.nn.experiment.ExperimentResult;
import io.eyewitness.nn.experiment.LoadedModel;
import io.eyewitness.nn.experiment.NaturalImages;
import io.eyewitness.nn.experiment.RunTerms;
import io.eyewitness.nn.experiment.Subject;
import io.eyewitness.nn.experiment.UnitProtocol;
import io.eyewitness.nn.network.Network;
import io.eyewitness.nn.progress.RunParts;
import io.eyewitness.nn.train.Task;
import io.eyewitness.theory.console.ExitCodes;
import io.eyewitness.theory.file.StagingDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs all manipulations, paths and defences on one network, and compares the outcomes with the ledger or the user's criteria. */
@Command(
        name = "audit",
        description =
                "Runs all manipulations, paths and defences on one network: fooling circuits in both forms, silent units,"
                        + " twins, slingshots, paths and defences. Writes the results of each experiment to a directory of its"
                        + " own, and all measurements to one directory, which table --measurements takes. Reports for each"
                        + " claim whether its verdict agrees with the ledger; for a network that the ledger has no criteria for,"
                        + " the numbers and whether they meet --criteria. What cannot be run on the network or the images is left"
                        + " out, with the reason.",
        exitCodeList = {
            "0:each claim with evidence has the verdict of the ledger, and each criterion of the user's is met",
            "1:a claim has another verdict or was left out, or a criterion is not met or was not judged",
            ExitCodes.BAD_INPUT,
            ExitCodes.MISSING
        })
final class AuditCommand extends NnCommand {
    private static final String REPORT = "audit.txt";

    @Mixin
    private ModelOptions model;

    @Option(
            names = "--data",
            paramLabel = "PATH",
            description =
                    "For fashion and cifar the data set, as for train, or built-in: the 2,000 test images of Fashion-MNIST that"
                            + " come with eyewitness, half of which serve as training images; "
                            + ExperimentCommand.PHOTOGRAPHS
                            + " For a network without a fixed protocol also other folders or none, whose labels are then"
                            + " unknown. Default for fashion: built-in.")
    private Path data;

    @Option(
            names = "--steps",
            paramLabel = "N",
            description =
                    "The number of optimization steps of each visualization and of fine-tuning steps of the slingshot, for a"
                            + " short trial. Default: the numbers of each protocol. Measurements with other numbers are no"
                            + " evidence, so no claim is compared with the ledger.")
    private Integer steps;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description =
                    "The seed of all experiments. Default: for each experiment the seed of its protocol in the ledger."
                            + " Measurements with other seeds are no evidence.")
    private Long seed;

    @Mixin
    private ExperimentCommand.ProtocolOptions protocol;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "audit",
            description = "The directory of the results. Default: ${DEFAULT-VALUE}.")
    private Path out;

    @Option(names = "--force", description = "Replaces the results of an earlier run, finished or not.")
    private boolean force;

    @Override
    public Integer call() throws IOException {
        RunTerms terms = protocol.terms(Choices.NONE.with("steps", steps));
        try (LoadedModel loaded = model.openFor(terms)) {
            Subject subject = model.subject(loaded, images(loaded.network()), terms);
            subject.graph();
            try (StagingDirectory draft = StagingDirectory.open(out, REPORT, force)) {
                if (!UnitProtocol.isFixed(subject.network()) || terms.criteria().isPresent()) {
                    print(subject.network().name() + ": " + terms.standing());
                }
                terms.save(draft.file(""));
                Audit audit = new Audit(subject, steps, seed);
                SortedMap<String, String> identity = withProgress(audit::identity);
                try (RunParts parts = RunParts.open(out, identity, force, ExperimentCommand.FORCE)) {
                    Audit.Report report = withProgress(progress -> audit.run(draft.file(""), parts, progress));
                    draft.write(REPORT, String.join("\n", report.lines()).concat("\n"));
                    draft.write(
                            ExperimentResult.PAGE,
                            report.page(subject.name(), identity).html());
                    draft.finish();
                    parts.finish();
                    print(report.lines());
                    print("See " + out.resolve(ExperimentResult.PAGE));
                    return report.isAsExpected() ? 0 : 1;
                }
            }
        }
    }

    /** The place of the images; a place that does not exist is refused before anything is run. */
    private Path images(Network network) throws IOException {
        Optional<Task> task = Task.named(network.name()).filter(known -> UnitProtocol.isFixed(network));
        Path builtIn = Path.of(NaturalImages.BUILT_IN);
        if (task.filter(Task::isFashion).isPresent() && (data == null || data.equals(builtIn))) {
            return builtIn;
        }
        Path place = task.isPresent() ? NaturalImages.place(task.get(), data) : data;
        if (place == null) {
            throw new IllegalArgumentException("give --data a directory of photographs for " + network.name());
        }
        if (!Files.exists(place)) {
            throw new NoSuchFileException(place.toString());
        }
        return place;
    }
}
