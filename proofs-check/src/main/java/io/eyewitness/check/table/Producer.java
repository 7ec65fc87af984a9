package io.eyewitness.check.table;

import io.eyewitness.check.solver.Solver;
import io.eyewitness.theory.evidence.Evidence;
import io.eyewitness.theory.evidence.FormalEvidence;
import io.eyewitness.theory.evidence.TheoryEvidence;
import io.eyewitness.theory.obligation.Obligation;
import io.eyewitness.theory.obligation.Obligations;
import io.eyewitness.theory.witness.WitnessFamily;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A producer of some pieces of the table's evidence.
 *
 * @param id the id of the finding if it fails
 * @param work from a solver to the pieces
 */
record Producer(String id, Function<Solver, List<? extends Evidence>> work) {
    /** All producers of the table's evidence, the slowest first, so that no thread is left with it at the end. */
    static List<Producer> all(
            List<WitnessFamily> families,
            long seed,
            ObligationSource obligations,
            Measurements measurements,
            FormalEvidence formal) {
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
                    "obligation:" + obligation.id(), solver -> List.of(obligations.evidence(obligation, solver))));
        }
        return producers;
    }

    /**
     * The product of one producer.
     *
     * @param id the producer's id
     * @param evidence the pieces; none if it failed
     * @param failure the reason why it failed, which fails the claims that rest on its evidence
     * @param nanosOfPiece the time that each piece took, in nanoseconds
     */
    record Product(
            String id, List<? extends Evidence> evidence, Optional<RuntimeException> failure, long nanosOfPiece) {}

    /** Produces the pieces. */
    static Product product(Solver solver, Producer producer) {
        long start = System.nanoTime();
        try {
            List<? extends Evidence> evidence = producer.work.apply(solver);
            return new Product(producer.id, evidence, Optional.empty(), (System.nanoTime() - start) / evidence.size());
        } catch (RuntimeException e) {
            return new Product(producer.id, List.of(), Optional.of(e), 0);
        }
    }
}
