package io.eyewitness.nn.cli;

import io.eyewitness.nn.train.Task;
import io.eyewitness.theory.claim.Preregistration;
import io.eyewitness.theory.console.ExitCodes;
import io.eyewitness.theory.console.Version;
import io.eyewitness.theory.evidence.EvidenceFiles;
import io.eyewitness.theory.evidence.MeasurementEvidence;
import io.eyewitness.theory.file.StagingDirectory;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs all experiments of the adversary and the paths on one network, and compares what comes out with the ledger. */
@Command(
        name = "audit",
        description =
                "Runs every experiment of the adversary and the paths on one network: fooling circuits in both forms, silent"
                        + " units, twins, slingshots, paths and defences. Writes all they write, each to a directory of its own,"
                        + " and the measurements together, for table --measurements; says of each claim whether it came out as the"
                        + " ledger has it.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        versionProvider = Version.class,
        exitCodeListHeading = ExitCodes.HEADING,
        exitCodeList = {
            "0:all claims that there is evidence on came out as in the ledger",
            "1:a claim did not",
            ExitCodes.BAD_INPUT,
            ExitCodes.MISSING
        })
final class AuditCommand implements Callable<Integer> {
    private static final String REPORT = "audit.txt";
    private static final String MEASUREMENT = "measurement";
    private static final String SLINGSHOT = "slingshot";

    /** An experiment: the directory it writes, a claim that it decides, and its command line. */
    private record Step(String directory, String claim, List<String> arguments) {}

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
                    "The data set, as train takes it, or built-in: the 2,000 test images of Fashion-MNIST that come with"
                            + " eyewitness, one half of which then stands for training images. Default for fashion:"
                            + " built-in.")
    private Path data;

    @Option(
            names = "--steps",
            paramLabel = "N",
            description =
                    "Of each visualization, and of a slingshot's fine-tuning, to see that all works. Default: each plan's; what is"
                            + " measured with others is no evidence, and nothing is said of its claims.")
    private Integer steps;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description =
                    "Of all experiments. Default: for each the seed of its claim's protocol in the ledger; what is measured with"
                            + " others is no evidence.")
    private Long seed;

    @Option(names = "--out", paramLabel = "DIR", defaultValue = "audit", description = "Default: ${DEFAULT-VALUE}.")
    private Path out;

    @Option(names = "--force", description = "Replaces what an earlier run left there.")
    private boolean force;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (Task.named(model).isEmpty()) {
            throw new IllegalArgumentException("the audit is of fashion or cifar, not of " + model);
        }
        Path images = images();
        try (StagingDirectory draft = StagingDirectory.open(out, REPORT, force)) {
            List<Step> experiments = experiments(draft);
            for (int i = 0; i < experiments.size(); i++) {
                PrintWriter errors = spec.commandLine().getErr();
                errors.println((i + 1) + " of " + experiments.size() + ": "
                        + experiments.get(i).directory());
                errors.flush();
                int code = run(experiments.get(i), images, draft);
                if (code != 0) {
                    return code;
                }
            }
            List<String> report = new ArrayList<>();
            boolean agrees = true;
            for (Step step : experiments) {
                List<MeasurementEvidence> measurements = measurements(draft.file(step.directory()));
                if (measurements.isEmpty()) {
                    report.add(
                            step.directory()
                                    + ": no evidence; the ledger has no criterion for it, or its settings, the seed among them, are not the plan's");
                }
                for (MeasurementEvidence evidence : measurements) {
                    MeasurementFiles.write(draft.file(""), evidence);
                    agrees &= compare(evidence, report);
                }
            }
            draft.write(REPORT, String.join("\n", report).concat("\n"));
            draft.finish();
            PrintWriter output = spec.commandLine().getOut();
            report.forEach(output::println);
            output.println("See " + out);
            output.flush();
            return agrees ? 0 : 1;
        }
    }

    /** Where the images are; it is said at once if they are not there. */
    private Path images() throws IOException {
        if (data == null && model.equals(Task.FASHION.title())) {
            return Path.of(NaturalImages.BUILT_IN);
        }
        if (data != null && data.equals(Path.of(NaturalImages.BUILT_IN))) {
            return data;
        }
        Path named = DataOption.or(data, Task.named(model).orElseThrow());
        if (!Files.exists(named)) {
            throw new NoSuchFileException(named.toString());
        }
        return named;
    }

    private List<Step> experiments(StagingDirectory draft) {
        return List.of(
                new Step("permuted", "permuted", List.of("fool", "circuit")),
                new Step("arbitrary", "arbitrary-image", List.of("fool", "circuit", "--form", "arbitrary")),
                new Step("silent", "silent-units", List.of("fool", "silent")),
                new Step("twins", "twins", List.of("fool", "twins")),
                new Step(SLINGSHOT, "slingshots", List.of("fool", "slingshot")),
                new Step("paths", "paths", List.of("paths")),
                new Step(
                        "defence",
                        "defences",
                        List.of(
                                "defend",
                                "--suspect=permuted=" + draft.file("permuted").resolve(CircuitFiles.NETWORK),
                                "--suspect=arbitrary=" + draft.file("arbitrary").resolve(CircuitFiles.NETWORK),
                                "--suspect=silent=" + draft.file("silent").resolve(SilentCommand.NETWORK))));
    }

    private int run(Step step, Path images, StagingDirectory draft) {
        List<String> arguments = new ArrayList<>(step.arguments());
        arguments.addAll(List.of(
                "--model",
                model,
                "--data",
                images.toString(),
                "--seed",
                seed == null ? seed(step.claim(), model, images) : seed.toString(),
                "--out",
                draft.file(step.directory()).toString()));
        if (steps != null) {
            arguments.add("--steps=" + steps);
        }
        if (steps != null && step.directory().equals(SLINGSHOT)) {
            arguments.add("--fine-tuning=" + steps);
        }
        return Main.commandLine()
                .setOut(new PrintWriter(new StringWriter()))
                .setErr(spec.commandLine().getErr())
                .execute(arguments.toArray(String[]::new));
    }

    /** The seed of a claim's protocol in the ledger; 1 if it has none. */
    static String seed(String claim, String model, Path images) {
        String subject = images.equals(Path.of(NaturalImages.BUILT_IN)) ? MeasurementEvidence.onBuiltIn(model) : model;
        return Preregistration.find(claim, subject)
                .map(known -> known.protocol().settings().get("seed"))
                .orElse("1");
    }

    private static List<MeasurementEvidence> measurements(Path directory) throws IOException {
        Path folder = directory.resolve(MEASUREMENT);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<MeasurementEvidence> found = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                String text = Files.readString(file, StandardCharsets.UTF_8);
                found.add((MeasurementEvidence)
                        EvidenceFiles.read(MEASUREMENT + "/" + file.getFileName(), name -> Optional.of(text)));
            }
        }
        return found;
    }

    /** Adds what the criterion makes of some evidence to a report; whether the ledger has it so. */
    private boolean compare(MeasurementEvidence evidence, List<String> report) {
        String name = evidence.id().replaceFirst("^" + MEASUREMENT + ":", "");
        String claim = name.substring(0, name.length() - evidence.subject().length() - 1);
        Preregistration known = Preregistration.of(claim, evidence.subject());
        report.addAll(known.lines(evidence));
        return known.isAsRecorded(evidence);
    }
}
