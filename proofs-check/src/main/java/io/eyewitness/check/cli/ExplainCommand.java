package io.eyewitness.check.cli;

import io.eyewitness.check.explain.DecoderExample;
import io.eyewitness.check.explain.ExaminedObligation;
import io.eyewitness.check.explain.Example;
import io.eyewitness.check.explain.Explanation;
import io.eyewitness.check.explain.PairChoice;
import io.eyewitness.check.explain.PairExample;
import io.eyewitness.check.explain.RowExplanation;
import io.eyewitness.check.solver.SolverPool;
import io.eyewitness.check.solver.Z3Solver;
import io.eyewitness.theory.claim.Ledger;
import io.eyewitness.theory.claim.Notion;
import io.eyewitness.theory.console.ExitCodes;
import io.eyewitness.theory.console.Version;
import io.eyewitness.theory.exact.Norm;
import io.eyewitness.theory.file.AtomicFiles;
import io.eyewitness.theory.function.FunctionClass;
import io.eyewitness.theory.obligation.Obligation;
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

/** The command {@code explain}: a row of the table (claims, witness pair, plot, obligations) or an obligation (hypotheses, proof). */
@Command(
        name = "explain",
        exitCodeListHeading = ExitCodes.HEADING,
        exitCodeList = {ExitCodes.HOLDS, ExitCodes.FAILS, ExitCodes.BAD_INPUT, ExitCodes.MISSING},
        mixinStandardHelpOptions = true,
        sortOptions = false,
        versionProvider = Version.class,
        description =
                "Explains a row of the table: its claims, the witness pair in formulas, numbers and a plot, and the obligations on "
                        + "which the claims rest, with the level of each. Or explains an obligation: its statement, the need of each "
                        + "hypothesis, its level, and its proof, case by case.")
final class ExplainCommand implements Callable<Integer> {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    @Parameters(
            index = "0",
            paramLabel = "NAME",
            completionCandidates = ExplanationSubject.Classes.class,
            description =
                    "A row: ${COMPLETION-CANDIDATES}. Or an obligation, such as S1 or U1.d3; a row names its own.")
    private ExplanationSubject subject;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "NOTION",
            description = "A column: exact, approx or side. Default: all three. This and all options need a row.")
    private Notion notion;

    @Option(
            names = "--dimension",
            paramLabel = "D",
            description = "The number of inputs, up to " + PairChoice.MOST_DIMENSIONS
                    + ". Default: 2; 1 for AFF1; 4 for ERM, which uses Fisher's iris and a network trained on it.")
    private Integer dimension;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "0",
            description = "Seed of the choices that the other options leave open. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--plot",
            paramLabel = "FILE.png",
            description = "File of the plot. Default: explain/CLASS.png beside the evidence directory.")
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
        int threads = Math.max(1, Math.min(4, Runtime.getRuntime().availableProcessors()));
        try (SolverPool<Z3Solver> solvers = new SolverPool<>(threads, () -> new Z3Solver(TIMEOUT))) {
            return subject instanceof ExplanationSubject.Row row
                    ? explain(row.functionClass(), solvers)
                    : explain(((ExplanationSubject.Statement) subject).obligation(), solvers);
        }
    }

    private int explain(Obligation obligation, SolverPool<Z3Solver> solvers) {
        if (spec.commandLine().getParseResult().matchedArgs().size() > 1) {
            throw new ParameterException(
                    spec.commandLine(), obligation.id() + " is an obligation: it takes neither a notion nor options");
        }
        Explanation explanation = solvers.map(
                        List.of(obligation),
                        (solver, only) -> ExaminedObligation.of(only, solver).explanation(),
                        () -> {})
                .get(0);
        print(explanation.lines());
        return explanation.holds() ? 0 : 1;
    }

    private int explain(FunctionClass row, SolverPool<Z3Solver> solvers) throws IOException {
        Example example = example(row);
        Path file = plot == null
                ? Files.createDirectories(evidence.resolveSibling("explain")).resolve(row + ".png")
                : plot;
        AtomicFiles.write(file, example.plot().png());
        RowExplanation explanation = new RowExplanation(Ledger.builtIn(), row, Optional.ofNullable(notion));
        paragraph(explanation.statements());
        paragraph(example.lines());
        paragraph(example.plot().lines(Locales.isTerminalUtf8()));
        paragraph(List.of("The plot is in " + file));
        Explanation decision = explanation.decision(seed, solvers);
        print(decision.lines());
        return decision.holds() && example.holds() ? 0 : 1;
    }

    private Example example(FunctionClass row) {
        Optional<Integer> inputs = Optional.ofNullable(dimension);
        try {
            return row.hasWitnesses()
                    ? new PairExample(
                            new PairChoice(row, inputs, Optional.empty(), BigFraction.ONE, Norm.L2, seed).pair(), seed)
                    : DecoderExample.sample(row, inputs, seed);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        }
    }

    private void paragraph(List<String> lines) {
        print(lines);
        print(List.of(""));
    }

    private void print(List<String> lines) {
        PrintWriter out = spec.commandLine().getOut();
        lines.forEach(out::println);
        out.flush();
    }
}
