package io.eyewitness.check.table;

import io.eyewitness.check.bundle.Bundle;
import io.eyewitness.check.bundle.BundleDirectory;
import io.eyewitness.check.examine.Examiner;
import io.eyewitness.check.examine.Finding;
import io.eyewitness.check.examine.Findings;
import io.eyewitness.check.formal.FormalCache;
import io.eyewitness.check.formal.FormalRecord;
import io.eyewitness.check.gate.ClaimResult;
import io.eyewitness.check.gate.Gate;
import io.eyewitness.check.report.Report;
import io.eyewitness.check.report.Scrutiny;
import io.eyewitness.check.solver.Solver;
import io.eyewitness.check.solver.SolverPool;
import io.eyewitness.theory.claim.Ledger;
import io.eyewitness.theory.console.Version;
import io.eyewitness.theory.evidence.Evidence;
import io.eyewitness.theory.evidence.EvidenceFiles;
import io.eyewitness.theory.evidence.FormalEvidence;
import io.eyewitness.theory.obligation.Obligations;
import io.eyewitness.theory.obligation.vacuity.VacuityCheck;
import io.eyewitness.theory.obligation.vacuity.VacuityReport;
import io.eyewitness.theory.witness.WitnessFamily;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;

/**
 * One run that verifies the table.
 *
 * @param ledger the claims
 * @param families the witness families, one for each class with a No
 * @param seed the seed of the sampled evidence
 * @param obligations the source of the evidence on obligations
 * @param measurements the experiments
 * @param cache the runs of Coq on this machine
 */
public record TableRun(
        Ledger ledger,
        List<WitnessFamily> families,
        long seed,
        ObligationSource obligations,
        Measurements measurements,
        FormalCache cache) {
    /**
     * Produces the evidence, examines it, decides the claims and reports. The evidence is kept as a bundle, which replaces the one in
     * the directory only when the run is complete.
     *
     * @param directory the directory of the bundle; made if it is not there
     * @param solvers the solvers for questions that have no proof
     * @param progress from the number of steps to an action to run after each
     * @throws IOException if the directory cannot be written
     */
    public Report run(Path directory, SolverPool<? extends Solver> solvers, IntFunction<Runnable> progress)
            throws IOException {
        VacuityReport models = VacuityReport.builtIn();
        CompletableFuture<List<String>> modelProblems =
                CompletableFuture.supplyAsync(() -> VacuityCheck.problems(models, Obligations.all()));
        Optional<FormalEvidence> local = cache.ofTheBuiltIn();
        try (BundleDirectory target = new BundleDirectory(directory)) {
            List<Producer> producers = Producer.all(families, seed, obligations, measurements, record(local));
            Runnable step = progress.apply(2 * producers.size());
            List<Producer.Product> products = solvers.map(producers, Producer::product, step);
            List<Examined> examined = solvers.map(products, TableRun::examined, step);
            Findings findings = findings(examined);
            List<ClaimResult> results = Gate.decide(ledger, findings);
            Scrutiny scrutiny = Scrutiny.of(models, modelProblems.join(), findings.unneeded(), obligations.answers());
            Report report = new Report(results, Optional.of(scrutiny), Optional.empty());
            target.publish(Bundle.of(files(examined), ledger, report, Version.number()), findings);
            return report.with(local);
        }
    }

    private static FormalEvidence record(Optional<FormalEvidence> local) {
        return local.filter(found -> FormalRecord.problems(found).isEmpty()).orElseGet(FormalRecord::builtIn);
    }

    private record Examined(List<Evidence> evidence, List<Finding> findings, SortedMap<String, String> files) {}

    /** Writes each piece, reads it back and examines it, so that the gate sees what the files hold and nothing else. */
    private static Examined examined(Solver solver, Producer.Product product) {
        List<Evidence> pieces = new ArrayList<>();
        List<Finding> findings = new ArrayList<>();
        SortedMap<String, String> files = new TreeMap<>();
        try {
            for (Evidence piece : product.evidence()) {
                Map<String, String> written = EvidenceFiles.write(piece);
                files.putAll(written);
                String name = written.keySet().iterator().next();
                Evidence read = EvidenceFiles.read(name, file -> Optional.ofNullable(written.get(file)));
                pieces.add(read);
                findings.add(Examiner.examine(read, Optional.of(solver)).plus(product.nanosOfPiece()));
            }
            product.failure().ifPresent(problem -> findings.add(Examiner.failed(product.id(), problem)));
            return new Examined(pieces, findings, files);
        } catch (RuntimeException e) {
            return new Examined(List.of(), List.of(Examiner.failed(product.id(), e)), files);
        }
    }

    private static Findings findings(List<Examined> examined) {
        return Findings.of(
                examined.stream().flatMap(one -> one.evidence().stream()).toList(),
                examined.stream().flatMap(one -> one.findings().stream()).toList());
    }

    private static SortedMap<String, String> files(List<Examined> examined) {
        SortedMap<String, String> files = new TreeMap<>();
        examined.forEach(one -> files.putAll(one.files()));
        return files;
    }
}
