package io.eyewitness.sim.cli;

import io.eyewitness.sim.phase.Cell;
import io.eyewitness.sim.phase.PhaseSimulation;
import io.eyewitness.sim.phase.ShareEstimate;
import io.eyewitness.sim.run.SimulationPlan;
import io.eyewitness.sim.sample.Samplers;
import io.eyewitness.theory.console.ExitCodes;
import io.eyewitness.theory.console.Version;
import io.eyewitness.theory.decimal.Decimals;
import io.eyewitness.theory.exact.Norm;
import io.eyewitness.theory.part.CampaignCommand;
import io.eyewitness.theory.part.PartPlan;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.commons.numbers.fraction.BigFraction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Draws the phase diagram of Lipschitz decidability. */
@Command(
        name = "phase",
        description =
                "Draws the phase diagram: the share of the points of [0,1]^d at which the visualization of an L-Lipschitz function"
                        + " decides whether the value is closer to the maximum or to the minimum, by the steepness L|a-b|/R from 1"
                        + " to 8, the dimension and the norm. Shares are exact where a formula exists; all are estimated from random"
                        + " points, too (95 %% intervals).",
        footer = {
            "",
            "a and b, the minimiser and the maximiser, are opposite vertices of the cube (opposite), drawn anew for each point"
                    + " (random: the share is the mean over pairs), or one of three pairs that are drawn once (pair1 to pair3)."
                    + " A formula exists for opposite vertices in l1 and linf, and in l2 while the radius R/(2L) is at most 1; for"
                    + " fixed pairs in linf; and for fixed pairs in one dimension. N points cannot estimate a share much below"
                    + " 1/N: there hits is 0, and only the upper end of the interval, about 4/N, is informative."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        versionProvider = Version.class,
        exitCodeListHeading = ExitCodes.HEADING,
        exitCodeList = {ExitCodes.DONE, ExitCodes.BAD_INPUT, ExitCodes.MISSING})
final class PhaseCommand implements Callable<Integer>, CampaignCommand {
    private static final int MOST_STEPS = 1000;
    private static final long MOST_SAMPLES = 1_000_000_000L;

    @Option(names = "--norm", paramLabel = "NORM", split = ",", description = "Norms: l1, l2, linf. Default: all.")
    private List<Norm> norms;

    @Option(
            names = "--dimension",
            paramLabel = "LIST",
            split = ",",
            description = "Numbers of inputs, from 1 to 64. Default: 1,2,3,4,8,16,32,64.")
    private List<Integer> dimensions;

    @Option(
            names = "--samples",
            paramLabel = "N",
            defaultValue = "20000",
            description = "The number of points of each norm, dimension and pair of extremisers. With "
                    + PhaseSimulation.SAMPLES
                    + " and the defaults of the other options, the run writes the evidence of "
                    + PhaseSimulation.CLAIM
                    + ". Default: ${DEFAULT-VALUE}.")
    private long samples;

    @Option(
            names = "--steps",
            paramLabel = "N",
            defaultValue = "15",
            description = "The number of steepnesses, equally spaced. Default: ${DEFAULT-VALUE}.")
    private int steps;

    @Mixin
    private RunOptions run;

    @Option(names = "--out", paramLabel = "DIR", defaultValue = "phase", description = "Default: ${DEFAULT-VALUE}.")
    private Path out;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        return run.isPart() ? run.part(this, spec.commandLine(), out) : write(Optional.empty());
    }

    @Override
    public PartPlan campaign() throws IOException {
        return new SimulationPlan(plan());
    }

    @Override
    public int finish(PartPlan.Parts parts) throws IOException {
        return write(Optional.of(parts));
    }

    private int write(Optional<PartPlan.Parts> parts) throws IOException {
        PhaseSimulation plan = plan();
        PrintWriter output = spec.commandLine().getOut();
        run.run(plan, parts, out, output, (result, staging) -> {
            PhaseFiles files = new PhaseFiles(plan, result);
            files.writeTo(staging);
            show(plan, result, output);
            return files.sections();
        });
        return 0;
    }

    private PhaseSimulation plan() {
        RunOptions.require("--samples", samples, MOST_SAMPLES);
        RunOptions.require("--steps", steps, 2, MOST_STEPS);
        List<Integer> sizes = RunOptions.distinct("--dimension", dimensions).orElse(PhaseSimulation.DIMENSIONS);
        sizes.forEach(size -> RunOptions.require("--dimension", size, Samplers.MOST_DIMENSIONS));
        List<Norm> wanted = RunOptions.distinct("--norm", norms).orElse(List.of(Norm.values()));
        return new PhaseSimulation(wanted, sizes, steps, samples, run.seed());
    }

    private static void show(PhaseSimulation plan, PhaseSimulation.Result result, PrintWriter output) {
        output.println("Decidable share of X: exact where it ends in =, else sampled, with a 95 % interval.");
        List<BigFraction> steepnesses = plan.steepnesses();
        List<BigFraction> shown = List.of(0, 1, plan.steps() / 4, plan.steps() - 1).stream()
                .distinct()
                .map(steepnesses::get)
                .toList();
        StringBuilder head = new StringBuilder(Decimals.format("%-5s %2s  %-9s", "norm", "d", "a, b"));
        shown.forEach(steepness ->
                head.append(Decimals.format("  %-24s", Decimals.format("L|a-b|/R = %.3g", steepness.doubleValue()))));
        output.println(head);
        List<Cell> general = result.cells().stream()
                .filter(cell -> List.of(Cell.OPPOSITE, Cell.RANDOM).contains(cell.extremisers()))
                .toList();
        for (Cell cell : general) {
            StringBuilder line = new StringBuilder(
                    Decimals.format("%-5s %2d  %-9s", cell.norm().text(), cell.dimension(), cell.extremisers()));
            for (ShareEstimate share : result.shares()) {
                if (share.norm() == cell.norm()
                        && share.dimension() == cell.dimension()
                        && share.extremisers().equals(cell.extremisers())
                        && shown.contains(share.steepness())) {
                    line.append(Decimals.format("  %-24s", text(share)));
                }
            }
            output.println(line.toString().stripTrailing());
        }
    }

    private static String text(ShareEstimate share) {
        return share.exact()
                .map(exact -> Decimals.format("%.4g =", exact))
                .orElseGet(() -> share.hits() == 0
                        ? Decimals.format("below %.1g", share.estimate().high())
                        : share.estimate().text());
    }
}
