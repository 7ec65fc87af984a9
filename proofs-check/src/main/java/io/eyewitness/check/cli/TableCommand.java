package io.eyewitness.check.cli;

import io.eyewitness.check.bundle.EvidenceRun;
import io.eyewitness.check.bundle.GivenMeasurements;
import io.eyewitness.check.bundle.ObligationEvidenceSource;
import io.eyewitness.check.formal.FormalCache;
import io.eyewitness.check.formal.FormalRecord;
import io.eyewitness.check.gate.Findings;
import io.eyewitness.check.gate.Gate;
import io.eyewitness.check.report.Format;
import io.eyewitness.check.report.Report;
import io.eyewitness.check.report.Scrutiny;
import io.eyewitness.check.solver.TwoSolvers;
import io.eyewitness.theory.claim.Ledger;
import io.eyewitness.theory.console.Bar;
import io.eyewitness.theory.console.ExitCodes;
import io.eyewitness.theory.console.Version;
import io.eyewitness.theory.evidence.FormalEvidence;
import io.eyewitness.theory.evidence.ObligationEvidence.SolverAnswer;
import io.eyewitness.theory.file.AtomicFiles;
import io.eyewitness.theory.obligation.sharp.SharpnessReport;
import io.eyewitness.theory.solver.SolverPool;
import io.eyewitness.theory.solver.Z3Solver;
import io.eyewitness.theory.witness.FunctionClass;
import io.eyewitness.theory.witness.WitnessFamilies;
import io.eyewitness.theory.witness.WitnessFamily;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Produces the evidence for the table, lets the gate decide every claim of the ledger, reports. */
@Command(
        name = "table",
        description = "Verifies all 30 cells of the table, and says how each is known.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = ExitCodes.HEADING,
        exitCodeList = {ExitCodes.HOLDS, ExitCodes.FAILS, ExitCodes.BAD_INPUT, ExitCodes.MISSING})
final class TableCommand implements Callable<Integer> {
    private static final Duration TIME_OUT = Duration.ofSeconds(60);

    @Option(names = "--claims", paramLabel = "FILE", description = "another ledger than the built-in one")
    private Path claims;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "text, markdown, json or junit (default: ${DEFAULT-VALUE})")
    private Format format;

    @Option(names = "--out", paramLabel = "FILE", description = "where to write the report (default: standard output)")
    private Path out;

    @Option(
            names = "--evidence",
            paramLabel = "DIR",
            defaultValue = "evidence",
            description = "where to write the evidence (default: ${DEFAULT-VALUE})")
    private Path evidence;

    @Option(
            names = "--measurements",
            paramLabel = "DIR",
            description =
                    "measurement/NAME.json in it, as nn audit, nn distill and sim write them, take the places of the measurements that"
                            + " come with eyewitness")
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
                    "also ask Z3 and cvc5 about each obligation; if one contradicts the other or the kernel, the exit code is 1")
    private boolean solvers;

    @Option(names = "--search", description = "search for all proofs anew instead of using the kept ones")
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
        GivenMeasurements given =
                measurements == null ? GivenMeasurements.none() : GivenMeasurements.read(measurements, ledger);
        Map<String, List<SolverAnswer>> answers =
                solvers ? twoSolvers.answers(Runtime.getRuntime().availableProcessors()) : Map.of();
        CompletableFuture<Scrutiny> scrutiny =
                CompletableFuture.supplyAsync(() -> Scrutiny.of(SharpnessReport.builtIn(), answers));
        Optional<FormalEvidence> local = cache.ofTheBuiltIn();
        FormalEvidence record =
                local.filter(found -> FormalRecord.problems(found).isEmpty()).orElseGet(FormalRecord::builtIn);
        Report report;
        try (EvidenceRun run = new EvidenceRun(
                        evidence, new ObligationEvidenceSource(!search, TIME_OUT, answers), given, record);
                SolverPool<Z3Solver> pool =
                        new SolverPool<>(Runtime.getRuntime().availableProcessors(), () -> new Z3Solver(TIME_OUT));
                Bar bar = new Bar("verifying")) {
            List<WitnessFamily> families = FunctionClass.withWitnesses().stream()
                    .map(WitnessFamilies::of)
                    .toList();
            Findings findings = run.produce(families, seed, pool, steps -> bar.start(steps)::step);
            report = new Report(
                    Gate.decide(ledger, findings),
                    Optional.of(scrutiny.join().with(findings.unneeded())),
                    Optional.empty());
            run.keep(
                    ledger, report, scrutiny.join().sharpness(), new TreeMap<>(Map.of("eyewitness", Version.number())));
        }
        report = report.with(local);
        write(report);
        return report.holds() ? 0 : 1;
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
            print.println(report.verdictOnStatements());
            print.println(report.verdict());
        }
    }
}
