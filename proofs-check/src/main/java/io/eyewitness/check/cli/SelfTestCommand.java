package io.eyewitness.check.cli;

import io.eyewitness.check.bundle.Bundle;
import io.eyewitness.check.bundle.BundleRefused;
import io.eyewitness.check.selftest.Campaign;
import io.eyewitness.check.solver.SolverPool;
import io.eyewitness.check.solver.Z3Solver;
import io.eyewitness.theory.console.Bar;
import io.eyewitness.theory.console.ExitCodes;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code selftest}: corrupts a good bundle in many ways and prints a table of the checker's reactions. */
@Command(
        name = "selftest",
        description =
                "Corrupts a good bundle and the kernel's inputs; each corruption must be rejected or be harmless.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = ExitCodes.HEADING,
        exitCodeList = {"0:each was rejected or harmless", "1:one survived", ExitCodes.BAD_INPUT, ExitCodes.MISSING})
final class SelfTestCommand implements Callable<Integer> {
    private static final Duration TIME_OUT = Duration.ofSeconds(60);

    @Parameters(
            paramLabel = "DIR",
            defaultValue = "evidence",
            description = "a bundle, as ./eyewitness table --evidence DIR writes it (default: ${DEFAULT-VALUE})")
    private Path directory;

    @Option(
            names = "--mutants",
            paramLabel = "N",
            defaultValue = "600",
            description = "number of corruptions (default: ${DEFAULT-VALUE})")
    private int mutants;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "seed of the corruptions (default: ${DEFAULT-VALUE})")
    private long seed;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (mutants < 1) {
            throw new IllegalArgumentException("--mutants must be at least 1, not " + mutants);
        }
        Bundle bundle = Bundle.read(directory);
        try (SolverPool<Z3Solver> solvers =
                        new SolverPool<>(Runtime.getRuntime().availableProcessors(), () -> new Z3Solver(TIME_OUT));
                Bar bar = new Bar("corrupting")) {
            Campaign campaign = Campaign.run(bundle, mutants, seed, solvers, steps -> bar.start(steps)::step);
            int survivors = campaign.survivors().size();
            PrintWriter out = spec.commandLine().getOut();
            out.print(campaign);
            out.println(campaign.total() - survivors + " of " + campaign.total() + " corruptions rejected or harmless");
            return survivors == 0 ? 0 : 1;
        } catch (BundleRefused e) {
            throw new IllegalArgumentException(directory + " is not a good bundle: " + e.getMessage(), e);
        }
    }
}
