package io.eyewitness.sim.cli;

import io.eyewitness.sim.bound.Agreement;
import io.eyewitness.theory.console.Bar;
import io.eyewitness.theory.console.ExitCodes;
import io.eyewitness.theory.console.Version;
import io.eyewitness.theory.evidence.Measurement;
import io.eyewitness.theory.evidence.MeasurementEvidence;
import io.eyewitness.theory.file.StagingDirectory;
import io.eyewitness.theory.page.ResultPage.Section;
import io.eyewitness.theory.part.CampaignCommand;
import io.eyewitness.theory.part.PartPlan;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Compares the linear programs of {@code sim bound} with closed forms. */
@Command(
        name = "agree",
        description =
                "Solves random problems that have a closed form (Lipschitz, monotone, affine, convex; one to three inputs) as sim bound"
                        + " does, and compares both ends of the intervals as rational numbers.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        versionProvider = Version.class,
        exitCodeListHeading = ExitCodes.HEADING,
        exitCodeList = {ExitCodes.DONE, ExitCodes.BAD_INPUT, ExitCodes.MISSING})
final class AgreeCommand implements Callable<Integer>, CampaignCommand {
    private static final String NAME = "agree";
    private static final String NUMBERS = NAME + ".json";
    private static final String SCHEMA = "eyewitness-agree/1";
    private static final int MOST = 10_000;

    @Option(
            names = "--instances",
            paramLabel = "N",
            defaultValue = "" + Agreement.OF_THE_CLAIM,
            description =
                    "The number of problems of each kind, norm and dimension. Default: ${DEFAULT-VALUE}, as in the claim Q3.")
    private int instances;

    @Mixin
    private RunOptions run;

    @Option(names = "--out", paramLabel = "DIR", defaultValue = "agree", description = "Default: ${DEFAULT-VALUE}.")
    private Path out;

    @Spec
    private CommandSpec spec;

    private record Content(String schema, long seed, List<String> columns, List<MeasurementEvidence.Unit> units) {}

    @Override
    public Integer call() throws IOException {
        return run.isPart() ? run.part(this, spec.commandLine(), out) : write(Optional.empty());
    }

    private Agreement agreement() {
        RunOptions.require("--instances", instances, MOST);
        return new Agreement(instances, run.seed());
    }

    @Override
    public PartPlan campaign() throws IOException {
        return agreement().plan();
    }

    @Override
    public int finish(PartPlan.Parts parts) throws IOException {
        return write(Optional.of(parts));
    }

    private Measurement measured(Agreement agreement) {
        int threads = run.threads();
        try (Bar bar = new Bar("comparing").start(agreement.size())) {
            return agreement.measure(threads, bar::stepBy);
        }
    }

    private int write(Optional<PartPlan.Parts> parts) throws IOException {
        PrintWriter output = spec.commandLine().getOut();
        Agreement agreement = agreement();
        try (StagingDirectory staging = run.staging(out, NUMBERS)) {
            Measurement measurement =
                    parts.isPresent() ? agreement.plan().measurement(parts.get()) : measured(agreement);
            SimulationFiles.json(
                    staging, NAME, new Content(SCHEMA, run.seed(), measurement.columns(), measurement.units()));
            long agreed = measurement.units().stream()
                    .filter(unit -> unit.values().get(0) == 1)
                    .count();
            output.println(
                    agreed + " of " + measurement.units().size() + " problems agree exactly with their closed form");
            measurement.units().stream()
                    .filter(unit -> unit.values().get(0) != 1)
                    .forEach(unit -> output.println("  not " + unit.name()));
            if (instances == Agreement.OF_THE_CLAIM) {
                SimulationFiles.evidence(
                                staging,
                                Agreement.CLAIM,
                                Agreement.SIMULATION,
                                Map.of("seed", String.valueOf(run.seed())),
                                measurement)
                        .forEach(output::println);
            }
            SimulationFiles.page(
                    staging,
                    NAME,
                    List.of(Section.of(
                            "Problems",
                            "Each problem has a closed form, with which the bounds are to agree exactly.",
                            SimulationFiles.part(
                                    "1: they agree",
                                    List.of("problem", measurement.columns().get(0)),
                                    measurement.units().stream()
                                            .map(unit -> List.<Object>of(
                                                    unit.name(), unit.values().get(0)))
                                            .toList()))),
                    Map.of("seed", String.valueOf(run.seed())));
            staging.finish();
        }
        output.println("See " + out.resolve(NUMBERS));
        output.flush();
        return 0;
    }
}
