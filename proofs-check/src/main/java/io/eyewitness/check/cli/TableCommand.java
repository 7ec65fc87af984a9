package io.eyewitness.check.cli;

import io.eyewitness.check.formal.FormalCache;
import io.eyewitness.check.report.Report;
import io.eyewitness.check.solver.SolverPool;
import io.eyewitness.check.solver.TwoSolvers;
import io.eyewitness.check.solver.Z3Solver;
import io.eyewitness.check.table.Measurements;
import io.eyewitness.check.table.ObligationSource;
import io.eyewitness.check.table.TableRun;
import io.eyewitness.theory.claim.Ledger;
import io.eyewitness.theory.console.Bar;
import io.eyewitness.theory.console.ExitCodes;
import io.eyewitness.theory.evidence.ObligationEvidence.SolverAnswer;
import io.eyewitness.theory.file.AtomicFiles;
import io.eyewitness.theory.function.FunctionClass;
import io.eyewitness.theory.witness.WitnessFamily;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code table}: runs a {@link TableRun} and writes its report. */
@Command(
        name = "table",
        description = "Verifies all 30 cells of the table, and of the second table, of decoders that may ask about the"
                + " function; reports how each is known.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = ExitCodes.HEADING,
        exitCodeList = {ExitCodes.HOLDS, ExitCodes.FAILS, ExitCodes.BAD_INPUT, ExitCodes.MISSING})
final class TableCommand implements Callable<Integer> {
    private static final Duration TIME_OUT = Duration.ofSeconds(60);

    @Option(names = "--claims", paramLabel = "FILE", description = "ledger of claims (default: the built-in one)")
    private Path claims;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "text, markdown, json, junit or html (default: ${DEFAULT-VALUE})")
    private Format format;

    @Option(names = "--second", description = "report on the second table alone")
    private boolean second;

    @Option(names = "--out", paramLabel = "FILE", description = "file of the report (default: standard output)")
    private Path out;

    @Option(
            names = "--evidence",
            paramLabel = "DIR",
            defaultValue = "evidence",
            description = "directory of the evidence (default: ${DEFAULT-VALUE})")
    private Path evidence;

    @Option(
            names = "--measurements",
            paramLabel = "DIR",
            description = "directory of measurements, measurement/NAME.json as nn audit, nn distill and sim write them,"
                    + " which replace those that come with eyewitness")
    private Path measurements;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "seed of the sampled witness pairs (default: ${DEFAULT-VALUE})")
    private long seed;

    @Option(
            names = "--solvers",
            description =
                    "ask Z3 and cvc5 about each obligation too; the exit code is 1 if one contradicts the other or the"
                            + " kernel")
    private boolean solvers;

    @Option(
            names = "--search",
            description = "search for all proofs again instead of using those that come with eyewitness")
    private boolean search;

    @Spec
    private CommandSpec spec;

    private final TwoSolvers twoSolvers;

    private final FormalCache cache;

    TableCommand() {
        this(TwoSolvers.z3AndCvc5(), FormalCache.ofTheUser());
    }

    TableCommand(TwoSolvers twoSolvers, FormalCache cache) {
        this.twoSolvers = twoSolvers;
        this.cache = cache;
    }

    @Override
    public Integer call() throws IOException {
        Ledger ledger = claims == null ? Ledger.builtIn() : Inputs.ledger(claims);
        Measurements given = measurements == null ? Measurements.builtIn() : Measurements.read(measurements, ledger);
        int threads = Runtime.getRuntime().availableProcessors();
        Map<String, List<SolverAnswer>> answers = solvers ? twoSolvers.answers(threads) : Map.of();
        List<WitnessFamily> families =
                FunctionClass.withWitnesses().stream().map(WitnessFamily::of).toList();
        TableRun run =
                new TableRun(ledger, families, seed, new ObligationSource(!search, TIME_OUT, answers), given, cache);
        Report report;
        try (SolverPool<Z3Solver> pool = new SolverPool<>(threads, () -> new Z3Solver(TIME_OUT));
                Bar bar = new Bar("verifying")) {
            report = run.run(evidence, pool, steps -> bar.start(steps)::step);
        }
        Report reported = second ? report.second() : report;
        write(reported);
        return reported.holds() ? 0 : 1;
    }

    /** Writes the report to standard output, or to the file and a summary of it to standard output and error. */
    private void write(Report report) throws IOException {
        PrintWriter print = spec.commandLine().getOut();
        String text = format.write(report);
        if (out == null) {
            print.print(text);
            print.flush();
        } else {
            AtomicFiles.write(out, text.getBytes(StandardCharsets.UTF_8));
            report.failureLines().forEach(spec.commandLine().getErr()::println);
            report.obligationLines().forEach(print::println);
            report.formalLines().forEach(print::println);
            report.verdicts().forEach(print::println);
        }
    }
}
