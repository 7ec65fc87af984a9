package io.eyewitness.check.cli;

import io.eyewitness.check.explain.Explanation;
import io.eyewitness.check.explain.ObligationOutcomes;
import io.eyewitness.check.explain.PairChoice;
import io.eyewitness.check.explain.Understood;
import io.eyewitness.theory.claim.Ledger;
import io.eyewitness.theory.claim.Notion;
import io.eyewitness.theory.exact.Norm;
import io.eyewitness.theory.solver.SolverPool;
import io.eyewitness.theory.solver.Z3Solver;
import io.eyewitness.theory.witness.FunctionClass;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.commons.numbers.fraction.BigFraction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Explains a row of the table: claims, witness pair, plot, obligations. */
@Command(
        name = "explain",
        exitCodeListHeading = ExitCodes.HEADING,
        exitCodeList = {ExitCodes.HOLDS, ExitCodes.FAILS, ExitCodes.BAD_INPUT, ExitCodes.MISSING},
        mixinStandardHelpOptions = true,
        sortOptions = false,
        versionProvider = Version.class,
        description =
                "Explains a row of the table: what is claimed, the witness pair in formulas, numbers and a plot, what has to"
                        + " hold, and how that is known.")
final class ExplainCommand implements Callable<Integer> {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    @Parameters(index = "0", paramLabel = "CLASS", description = "A row: ${COMPLETION-CANDIDATES}.")
    private FunctionClass functionClass;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "NOTION",
            description = "A column: exact, approx or side. Default: all three.")
    private Notion notion;

    @Option(
            names = "--dimension",
            paramLabel = "D",
            description =
                    "The number of inputs, up to " + PairChoice.MOST_DIMENSIONS
                            + ". Default: 2; 1 for AFF1; 4 for ERM, which then is about Fisher's iris and a network trained on it.")
    private Integer dimension;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "0",
            description = "For what is left to choose. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--plot",
            paramLabel = "FILE.png",
            description = "Where the plot is written. Default: explain/CLASS.png in the evidence directory.")
    private Path plot;

    @Option(
            names = "--evidence",
            paramLabel = "DIR",
            defaultValue = "evidence",
            description = "The evidence directory. Default: ${DEFAULT-VALUE}.")
    private Path evidence;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Explanation explanation = explanation();
        PrintWriter out = spec.commandLine().getOut();
        Path file = target();
        Outputs.write(file, explanation.png());
        print(out, explanation.claims());
        print(out, explanation.example());
        print(out, explanation.plot(Locales.isTerminalUtf8()));
        print(out, List.of("The plot is in " + file));
        int threads = Math.max(1, Math.min(4, Runtime.getRuntime().availableProcessors()));
        try (SolverPool<Z3Solver> solvers = new SolverPool<>(threads, () -> new Z3Solver(TIMEOUT))) {
            ObligationOutcomes outcomes = explanation.obligations(solvers);
            outcomes.lines().forEach(out::println);
            out.flush();
            return explanation.pairHolds() && !outcomes.hasCounterexample() ? 0 : 1;
        }
    }

    private Explanation explanation() {
        Ledger ledger = Ledger.builtIn();
        try {
            return functionClass.hasWitnesses()
                    ? Explanation.of(ledger, Optional.ofNullable(notion), choice())
                    : Explanation.of(
                            ledger,
                            Optional.ofNullable(notion),
                            Understood.sample(functionClass, Optional.ofNullable(dimension), seed));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        }
    }

    private PairChoice choice() {
        return new PairChoice(
                functionClass, Optional.ofNullable(dimension), Optional.empty(), BigFraction.ONE, Norm.L2, seed);
    }

    private Path target() throws IOException {
        if (plot != null) {
            return plot;
        }
        return Files.createDirectories(evidence.resolve("explain")).resolve(functionClass + ".png");
    }

    private static void print(PrintWriter out, List<String> lines) {
        lines.forEach(out::println);
        out.println();
    }
}
