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
import io.eyewitness.theory.evidence.FormalEvidence;
import io.eyewitness.theory.evidence.TheoryEvidence;
import io.eyewitness.theory.obligation.Obligation;
import io.eyewitness.theory.obligation.Obligations;
import io.eyewitness.theory.obligation.sharp.SharpnessReport;
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
    private final GivenMeasurements measurements;
    private final FormalEvidence formal;
    private final SortedMap<String, String> files = new ConcurrentSkipListMap<>();
    private Findings findings;

    /**
     * A run.
     *
     * @param directory where the evidence is kept; made if it is not there
     * @param obligations how obligations become evidence
     * @param measurements that take the places of kept ones
     * @param formal the record of a run of Coq
     * @throws IOException if it cannot be written
     */
    public EvidenceRun(
            Path directory, ObligationEvidenceSource obligations, GivenMeasurements measurements, FormalEvidence formal)
            throws IOException {
        this.work = new WorkDirectory(directory);
        this.obligations = obligations;
        this.measurements = measurements;
        this.formal = formal;
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
        List<Producer> producers = producers(families, seed);
        List<Part> parts = solvers.map(producers, this::produced, progress.apply(producers.size()));
        findings = Gate.gather(
                parts.stream().flatMap(part -> part.evidence().stream()).toList(),
                parts.stream().flatMap(part -> part.findings().stream()).toList());
        return findings;
    }

    /**
     * A producer of evidence.
     *
     * @param id of the finding if it fails
     * @param work what it does
     */
    private record Producer(String id, Function<Solver, List<? extends Evidence>> work) {}

    private record Part(List<Evidence> evidence, List<Finding> findings) {}

    /** The gate sees what the files hold and nothing else. A producer that fails fails the claims that rest on its evidence. */
    private Part produced(Solver solver, Producer producer) {
        try {
            return examined(solver, producer);
        } catch (RuntimeException e) {
            return new Part(List.of(), List.of(Gate.failed(producer.id(), e)));
        }
    }

    private Part examined(Solver solver, Producer producer) {
        long start = System.nanoTime();
        List<? extends Evidence> evidence = producer.work().apply(solver);
        long each = (System.nanoTime() - start) / evidence.size();
        List<Evidence> pieces = new ArrayList<>();
        List<Finding> found = new ArrayList<>();
        for (Evidence piece : evidence) {
            Map<String, String> written = EvidenceFiles.write(piece);
            files.putAll(written);
            String name = written.keySet().iterator().next();
            Evidence read = EvidenceFiles.read(name, file -> Optional.ofNullable(written.get(file)));
            pieces.add(read);
            found.add(Gate.examine(read, Optional.of(solver)).plus(each));
        }
        return new Part(pieces, found);
    }

    /**
     * Keeps the evidence, with the ledger, the verdicts, the manifest and, in a file of their own, the times.
     *
     * @throws IOException if that fails
     */
    public void keep(Ledger ledger, Report report, SharpnessReport models, SortedMap<String, String> versions)
            throws IOException {
        files.put(Bundle.LEDGER, EvidenceJson.write(ledger));
        files.put(Bundle.MODELS, EvidenceJson.write(models));
        files.put(Bundle.VERDICTS, JsonReport.withoutTimes(report));
        files.put(Bundle.MANIFEST, EvidenceJson.write(Manifest.of(files, versions)));
        SortedMap<String, Long> micros = new TreeMap<>();
        findings.all().stream()
                .filter(finding -> files.containsKey(EvidenceFiles.name(finding.id())))
                .forEach(finding -> micros.put(finding.id(), finding.nanos() / 1000));
        files.put(Bundle.TIMES, EvidenceJson.write(new Bundle.Times(micros)));
        work.publish(files);
    }

    @Override
    public void close() throws IOException {
        work.close();
    }

    /** The slowest first, so that no thread is left with it at the end. */
    private List<Producer> producers(List<WitnessFamily> families, long seed) {
        List<Producer> producers = new ArrayList<>();
        producers.add(new Producer("witness:ERM.iris", solver -> List.of(TheoryEvidence.iris(seed))));
        for (WitnessFamily family : families) {
            producers.add(new Producer(
                    "witness:" + family.functionClass() + ".production",
                    solver -> TheoryEvidence.witnesses(family, seed)));
        }
        producers.add(new Producer("decoder:production", solver -> TheoryEvidence.decoders(seed)));
        producers.add(new Producer(FormalEvidence.ID, solver -> List.of(formal)));
        for (String id : measurements.ids()) {
            producers.add(new Producer(id, solver -> List.of(measurements.of(id))));
        }
        for (Obligation obligation : Obligations.all()) {
            producers.add(new Producer(
                    "obligation:" + obligation.id(), solver -> List.of(obligations.of(obligation, solver))));
        }
        return producers;
    }
}
