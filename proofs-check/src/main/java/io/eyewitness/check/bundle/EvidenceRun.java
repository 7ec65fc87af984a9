package io.eyewitness.check.bundle;

import io.eyewitness.check.gate.Finding;
import io.eyewitness.check.gate.Findings;
import io.eyewitness.check.gate.Gate;
import io.eyewitness.check.report.JsonReport;
import io.eyewitness.check.report.Report;
import io.eyewitness.theory.claim.Ledger;
import io.eyewitness.theory.evidence.Evidence;
import io.eyewitness.theory.evidence.EvidenceDirectory;
import io.eyewitness.theory.evidence.EvidenceJson;
import io.eyewitness.theory.evidence.TheoryEvidence;
import io.eyewitness.theory.obligation.Obligation;
import io.eyewitness.theory.obligation.Obligations;
import io.eyewitness.theory.solver.SolverPool;
import io.eyewitness.theory.solver.Z3Solver;
import io.eyewitness.theory.witness.WitnessFamily;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * One run that produces the theory's evidence and has it examined. It works in a directory of its own inside the evidence
 * directory; what stood there before is replaced only when the run is complete.
 */
public final class EvidenceRun implements AutoCloseable {
    private static final String LEDGER = "claims.json";
    private static final String VERDICTS = "verdicts.json";
    private static final String TIMES = "times.json";

    private final WorkDirectory work;
    private Findings findings;

    /**
     * A run.
     *
     * @param directory where the evidence is kept; made if it is not there
     * @throws IOException if it cannot be written
     */
    public EvidenceRun(Path directory) throws IOException {
        this.work = new WorkDirectory(directory);
    }

    /**
     * Produces the evidence, writes it, reads it back and examines it.
     *
     * @param families the witness families, one a class with a No
     * @param seed of what is sampled
     * @param solvers the solvers
     * @param progress from the number of steps to what is told after each
     * @throws IOException if evidence cannot be written
     */
    public Findings produce(
            List<WitnessFamily> families, long seed, SolverPool<Z3Solver> solvers, IntFunction<Runnable> progress)
            throws IOException {
        List<Function<Z3Solver, List<Evidence>>> producers = producers(families, seed);
        Runnable done = progress.apply(producers.size());
        findings = new Findings(solvers.map(producers, this::examined, done).stream()
                .flatMap(List::stream)
                .toList());
        return findings;
    }

    /** Produces, writes, reads back and examines, so that the gate sees what the files hold and nothing else. */
    private List<Finding> examined(Z3Solver solver, Function<Z3Solver, List<Evidence>> producer) {
        long start = System.nanoTime();
        List<Evidence> evidence = producer.apply(solver);
        long each = (System.nanoTime() - start) / evidence.size();
        try {
            List<Finding> found = new ArrayList<>();
            for (Evidence piece : evidence) {
                Path file = EvidenceDirectory.write(work.path(), piece);
                found.add(Gate.examine(EvidenceDirectory.read(file), solver).plus(each));
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Keeps the evidence, with the ledger, the verdicts and, in a file of their own, the times.
     *
     * @throws IOException if that fails
     */
    public void keep(Ledger ledger, Report report) throws IOException {
        Files.writeString(work.path().resolve(LEDGER), EvidenceJson.write(ledger));
        Files.writeString(work.path().resolve(VERDICTS), JsonReport.withoutTimes(report));
        Map<String, Long> micros = new TreeMap<>();
        findings.all().forEach(finding -> micros.put(finding.id(), finding.nanos() / 1000));
        Files.writeString(work.path().resolve(TIMES), EvidenceJson.write(Map.of("microseconds", micros)));
        List<String> entries = new ArrayList<>(EvidenceDirectory.FOLDERS);
        entries.addAll(List.of(LEDGER, VERDICTS, TIMES));
        work.publish(entries);
    }

    @Override
    public void close() throws IOException {
        work.close();
    }

    /** The slowest first, so that no thread is left with it at the end. */
    private static List<Function<Z3Solver, List<Evidence>>> producers(List<WitnessFamily> families, long seed) {
        List<Function<Z3Solver, List<Evidence>>> producers = new ArrayList<>();
        producers.add(solver -> List.of(TheoryEvidence.iris(solver, seed)));
        for (WitnessFamily family : families) {
            producers.add(solver -> List.copyOf(TheoryEvidence.witnesses(family, seed)));
        }
        producers.add(solver -> List.copyOf(TheoryEvidence.decoders(seed)));
        for (Obligation obligation : Obligations.all()) {
            producers.add(solver -> List.of(TheoryEvidence.obligation(solver, obligation)));
        }
        return producers;
    }
}
