package io.eyewitness.nn.cli;

import ai.djl.Device;
import io.eyewitness.nn.audit.Audit;
import io.eyewitness.nn.experiment.LoadedModel;
import io.eyewitness.nn.experiment.NaturalImages;
import io.eyewitness.nn.experiment.Subject;
import io.eyewitness.nn.train.Task;
import io.eyewitness.theory.console.ExitCodes;
import io.eyewitness.theory.file.StagingDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs all manipulations, paths and defences on one network, and compares the outcomes with the ledger. */
@Command(
        name = "audit",
        description =
                "Runs all manipulations, paths and defences on one network: fooling circuits in both forms, silent units,"
                        + " twins, slingshots, paths and defences. Writes the results of each experiment to a directory of its"
                        + " own, and all measurements to one directory, which table --measurements takes. Reports for each"
                        + " claim whether its verdict agrees with the ledger.",
        exitCodeList = {
            "0:each claim with evidence has the verdict of the ledger",
            "1:a claim has another verdict",
            ExitCodes.BAD_INPUT,
            ExitCodes.MISSING
        })
final class AuditCommand extends NnCommand {
    private static final String REPORT = "audit.txt";
    private static final String CPU = "cpu";

    @Option(
            names = "--model",
            paramLabel = "NAME",
            defaultValue = "fashion",
            description = "fashion or cifar. Default: ${DEFAULT-VALUE}.")
    private String model;

    @Option(
            names = "--data",
            paramLabel = "PATH",
            description =
                    "The data set, as for train, or built-in: the 2,000 test images of Fashion-MNIST that come with"
                            + " eyewitness, half of which serve as training images. Default for fashion: built-in.")
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

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "audit",
            description = "The directory of the results. Default: ${DEFAULT-VALUE}.")
    private Path out;

    @Option(names = "--force", description = "Replaces the results of an earlier run.")
    private boolean force;

    @Override
    public Integer call() throws IOException {
        Task task = Task.named(model)
                .orElseThrow(() -> new IllegalArgumentException(
                        "the audit runs on fashion or cifar, not on " + model + "; give one of them with --model"));
        Path images = images(task);
        try (StagingDirectory draft = StagingDirectory.open(out, REPORT, force);
                LoadedModel loaded = LoadedModel.builtIn(model, Device.cpu())) {
            Subject subject = new Subject(loaded, CPU, NaturalImages.of(loaded.network(), images));
            Audit audit = new Audit(subject, steps, seed);
            Audit.Report report = withProgress(progress -> audit.run(draft.file(""), progress));
            draft.write(REPORT, String.join("\n", report.lines()).concat("\n"));
            draft.finish();
            print(report.lines());
            print("See " + out);
            return report.isAsRecorded() ? 0 : 1;
        }
    }

    /** The place of the images; a place that does not exist is refused before anything is run. */
    private Path images(Task task) throws IOException {
        Path builtIn = Path.of(NaturalImages.BUILT_IN);
        if (task == Task.FASHION && (data == null || data.equals(builtIn))) {
            return builtIn;
        }
        Path place = NaturalImages.place(task, data);
        if (!Files.exists(place)) {
            throw new NoSuchFileException(place.toString());
        }
        return place;
    }
}
