package io.eyewitness.check.bundle;

import io.eyewitness.check.gate.Finding;
import io.eyewitness.check.gate.Findings;
import io.eyewitness.check.gate.Gate;
import io.eyewitness.check.report.JsonReport;
import io.eyewitness.check.report.Report;
import io.eyewitness.theory.claim.Ledger;
import io.eyewitness.theory.evidence.Evidence;
import io.eyewitness.theory.evidence.EvidenceFiles;
import io.eyewitness.theory.evidence.EvidenceJson;
import io.eyewitness.theory.evidence.TheoryEvidence;
import io.eyewitness.theory.obligation.Obligations;
import io.eyewitness.theory.solver.Solver;
import io.eyewitness.theory.solver.SolverPool;
import io.eyewitness.theory.witness.WitnessFamily;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * One run that produces the theory's evidence, has it examined and keeps it as a bundle. What stood in the directory before is
 * replaced only when the run is complete.
 */
public final class EvidenceRun implements AutoCloseable {
    private final WorkDirectory work;
    private final ObligationEvidenceSource obligations;
    private final SortedMap<String, String> files = new ConcurrentSkipListMap<>();
    private Findings findings;

    /**
     * A run.
     *
     * @param directory where the evidence is kept; made if it is not there
     * @param obligations how obligations become evidence
     * @throws IOException if it cannot be written
     */
    public EvidenceRun(Path directory, ObligationEvidenceSource obligations) throws IOException {
        this.work = new WorkDirectory(directory);
        this.obligations = obligations;
    }

    /**
     * Produces the evidence, as files, reads each back and examines it.
     *
     * @param families the witness families, one a class with a No
     * @param seed of what is sampled
     * @param solvers the solvers
     * @param progress from the number of steps to what is told after each
     */
    public Findings produce(
            List<WitnessFamily> families,
            long seed,
            SolverPool<? extends Solver> solvers,
            IntFunction<Runnable> progress) {
        List<Function<Solver, List<Evidence>>> producers = producers(families, seed);
        Runnable done = progress.apply(producers.size());
        findings = new Findings(solvers.map(producers, this::examined, done).stream()
                .flatMap(List::stream)
                .toList());
        return findings;
    }

    /** The gate sees what the files hold and nothing else. */
    private List<Finding> examined(Solver solver, Function<Solver, List<Evidence>> producer) {
        long start = System.nanoTime();
        List<Evidence> evidence = producer.apply(solver);
        long each = (System.nanoTime() - start) / evidence.size();
        List<Finding> found = new ArrayList<>();
        for (Evidence piece : evidence) {
            Map<String, String> written = EvidenceFiles.write(piece);
            files.putAll(written);
            String name = written.keySet().iterator().next();
            Evidence read = EvidenceFiles.read(name, file -> Optional.ofNullable(written.get(file)));
            found.add(Gate.examine(read, Optional.of(solver)).plus(each));
        }
        return found;
    }

    /**
     * Keeps the evidence, with the ledger, the verdicts, the manifest and, in a file of their own, the times.
     *
     * @throws IOException if that fails
     */
    public void keep(Ledger ledger, Report report, SortedMap<String, String> versions) throws IOException {
        files.put(Bundle.LEDGER, EvidenceJson.write(ledger));
        files.put(Bundle.VERDICTS, JsonReport.withoutTimes(report));
        files.put(Bundle.MANIFEST, EvidenceJson.write(Manifest.of(files, versions)));
        Map<String, Long> micros = new TreeMap<>();
        findings.all().forEach(finding -> micros.put(finding.id(), finding.nanos() / 1000));
        files.put(Bundle.TIMES, EvidenceJson.write(Map.of("microseconds", micros)));
        work.publish(files);
    }

    @Override
    public void close() throws IOException {
        work.close();
    }

    /** The slowest first, so that no thread is left with it at the end. */
    private List<Function<Solver, List<Evidence>>> producers(List<WitnessFamily> families, long seed) {
        List<Function<Solver, List<Evidence>>> producers = new ArrayList<>();
        producers.add(solver -> List.of(TheoryEvidence.iris(seed)));
        for (WitnessFamily family : families) {
            producers.add(solver -> List.copyOf(TheoryEvidence.witnesses(family, seed)));
        }
        producers.add(solver -> List.copyOf(TheoryEvidence.decoders(seed)));
        Obligations.all().forEach(obligation -> producers.add(solver -> List.of(obligations.of(obligation, solver))));
        return producers;
    }
}
