package io.eyewitness.check.cli;

import io.eyewitness.check.formal.CoqStatement;
import io.eyewitness.check.formal.Development;
import io.eyewitness.check.formal.FormalCache;
import io.eyewitness.check.formal.FormalRecord;
import io.eyewitness.check.formal.FormalRun;
import io.eyewitness.check.formal.LedgerFile;
import io.eyewitness.check.formal.NotProven;
import io.eyewitness.check.gate.Gate;
import io.eyewitness.check.report.Report;
import io.eyewitness.check.report.TextReport;
import io.eyewitness.theory.claim.Claim;
import io.eyewitness.theory.claim.Ledger;
import io.eyewitness.theory.claim.Statement;
import io.eyewitness.theory.console.Console;
import io.eyewitness.theory.console.ExitCodes;
import io.eyewitness.theory.file.AtomicFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Proves with Coq the claims of the ledger that are theorems. */
@Command(
        name = "formal",
        description = {
            "Proves the ledger's theorems with Coq, including all 30 cells of both tables: compiles the development and a file with the statement of each"
                    + " claim, checks the compiled library with coqchk, and reads the axioms on which each theorem rests.",
            "Needs Coq 8.16 or newer: apt-get install --no-install-recommends coq"
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = ExitCodes.HEADING,
        exitCodeList = {
            "0:all claims are theorems",
            "1:a claim is not proven",
            ExitCodes.BAD_INPUT,
            "3:something needed is missing, such as Coq"
        })
final class FormalCommand implements Callable<Integer> {
    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = ".",
            description =
                    "directory of formal/table.json, the evidence, and formal/Ledger.v (default: ${DEFAULT-VALUE})")
    private Path out;

    @Option(names = "--claims", paramLabel = "FILE", description = "ledger of claims (default: the built-in one)")
    private Path claims;

    @Option(
            names = "--again",
            description = "run Coq even if it has proven the same claims from the same sources before")
    private boolean again;

    @Spec
    private CommandSpec spec;

    private final FormalCache cache;
    private final String path;

    FormalCommand() {
        this(FormalCache.ofTheUser(), System.getenv().getOrDefault("PATH", ""));
    }

    /** With a cache, and the folders to search for Coq, as in PATH. */
    FormalCommand(FormalCache cache, String path) {
        this.cache = cache;
        this.path = path;
    }

    @Override
    public Integer call() throws IOException {
        Ledger ledger = claims == null ? Ledger.builtIn() : Inputs.ledger(claims);
        PrintWriter err = spec.commandLine().getErr();
        FormalRun.Result result;
        try {
            result = new FormalRun(Development.builtIn(), ledger)
                    .result(cache, path, again, line -> Console.tell(err, line));
        } catch (NotProven e) {
            Files.deleteIfExists(out.resolve(FormalRecord.NAME));
            e.getMessage().lines().forEach(line -> Console.tell(err, line));
            return 1;
        }
        write(ledger, result);
        tell(ledger, result);
        return result.refused().isEmpty() ? 0 : 1;
    }

    /** Writes the ledger's theorems, and the record, which is evidence only if Coq has accepted them all. */
    private void write(Ledger ledger, FormalRun.Result result) throws IOException {
        Path folder = Files.createDirectories(out.resolve("formal"));
        AtomicFiles.write(
                folder.resolve(LedgerFile.NAME), LedgerFile.of(ledger).text().getBytes(StandardCharsets.UTF_8));
        Path record = out.resolve(FormalRecord.NAME);
        if (result.refused().isEmpty()) {
            AtomicFiles.write(record, FormalRecord.text(result.record()).getBytes(StandardCharsets.UTF_8));
        } else {
            Files.deleteIfExists(record);
        }
    }

    private void tell(Ledger ledger, FormalRun.Result result) {
        ledger.claims().stream()
                .filter(claim -> result.refused().contains(claim.id()))
                .map(FormalCommand::refusal)
                .forEach(refusal -> Console.tell(spec.commandLine().getErr(), refusal));
        PrintWriter print = spec.commandLine().getOut();
        print.println("Coq " + result.record().coq() + (result.isFromCache() ? " has compiled " : " compiled ")
                + result.record().sources().size()
                + " sources, the ledger's claims among them, and checked them once more with"
                + " coqchk" + (result.isFromCache() ? ", on this machine before; --again repeats it" : ""));
        print.println("They rest on " + String.join(", ", FormalRecord.axioms(result.record())));
        print.println();
        print.print(TextReport.tables(new Report(Gate.byCoq(ledger, result.record()))));
        print.println();
        count(ledger, result, Claim::isOwnCell, "cells of rows of our own");
        count(ledger, result, claim -> !claim.isCell(), "other claims");
        count(ledger, result, claim -> claim.isCellOf(Statement.HOLDS_WITH_HELP), "cells of the second table");
        count(ledger, result, claim -> claim.isCellOf(Statement.HOLDS), "cells");
        print.flush();
    }

    private void count(Ledger ledger, FormalRun.Result result, Predicate<Claim> counted, String what) {
        List<Claim> theorems = ledger.claims().stream()
                .filter(claim -> claim.proposition().isPresent())
                .filter(counted)
                .toList();
        long proven = theorems.stream()
                .filter(claim -> !result.refused().contains(claim.id()))
                .count();
        spec.commandLine().getOut().println(proven + " of " + theorems.size() + " " + what + " are theorems");
    }

    private static String refusal(Claim claim) {
        CoqStatement coq = CoqStatement.of(claim).orElseThrow();
        return claim.id() + ": the ledger says "
                + claim.expected().text() + "; Coq does not accept "
                + coq.term() + " as a proof of " + coq.statement();
    }
}
