package io.eyewitness.check.formal;

import io.eyewitness.theory.claim.Ledger;
import io.eyewitness.theory.evidence.Evidence;
import io.eyewitness.theory.evidence.EvidenceFiles;
import io.eyewitness.theory.evidence.FormalEvidence;
import io.eyewitness.theory.evidence.FormalEvidence.Theorem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Records of runs of Coq: the one that comes with the program, and whether a record is of exactly these sources and claims. */
public final class FormalRecord {
    /** The name of the file that holds a record, in a body of evidence. */
    public static final String NAME = "formal/table.json";

    private static final String FOLDER = "/io/eyewitness/check/";

    private FormalRecord() {}

    /** The record that comes with the program, as {@code eyewitness formal} wrote it. */
    public static FormalEvidence builtIn() {
        return read(FormalRecord::resource);
    }

    private static Optional<String> resource(String name) {
        try (InputStream stream = FormalRecord.class.getResourceAsStream(FOLDER + name)) {
            return stream == null
                    ? Optional.empty()
                    : Optional.of(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(name + " cannot be read", e);
        }
    }

    /**
     * Reads a record.
     *
     * @param files from the name of a file to its text
     * @throws IllegalArgumentException if it is none
     */
    static FormalEvidence read(Function<String, Optional<String>> files) {
        Evidence evidence = EvidenceFiles.read(NAME, files);
        if (evidence instanceof FormalEvidence record) {
            return record;
        }
        throw new IllegalArgumentException(NAME + " is no record of a run of Coq");
    }

    /** The text of the file that holds a record. */
    public static String text(FormalEvidence record) {
        return EvidenceFiles.write(record).get(NAME);
    }

    /** All axioms that the theorems of a record rest on. */
    public static SortedSet<String> axioms(FormalEvidence record) {
        return record.theorems().stream()
                .flatMap(theorem -> theorem.assumptions().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * The reason for which a record that came with other evidence (no run of Coq on this machine is known to have made it) does not
     * establish the built-in claims; empty if it does.
     */
    public static List<String> problems(FormalEvidence record) {
        List<String> problems = problems(record, Development.builtIn(), LedgerFile.of(Ledger.builtIn()));
        return problems.isEmpty() ? assumptions(record).stream().toList() : problems;
    }

    /**
     * The reason for which a record does not establish the claims of a ledger; empty if it does. Its theorems may rest on any of
     * the axioms allowed.
     *
     * @param development the sources that are to have been compiled
     * @param ledger the file that is to have been compiled with them
     */
    public static List<String> problems(FormalEvidence record, Development development, LedgerFile ledger) {
        List<String> problems = new ArrayList<>();
        if (!record.id().equals(FormalEvidence.ID)) {
            problems.add("a record of a run of Coq is " + FormalEvidence.ID + " and stands in " + NAME);
        }
        SortedMap<String, String> hashes = development.hashes(ledger);
        TreeSet<String> names = new TreeSet<>(hashes.keySet());
        names.addAll(record.sources().keySet());
        names.stream()
                .filter(name ->
                        !hashes.getOrDefault(name, "").equals(record.sources().get(name)))
                .forEach(name -> problems.add("it is of another " + name));
        Coq.problem(record.coq()).ifPresent(problems::add);
        theorems(record, ledger).ifPresent(problems::add);
        return problems;
    }

    /** The axioms of each theorem are known for the sources that come with the program. */
    private static Optional<String> assumptions(FormalEvidence record) {
        FormalEvidence known = builtIn();
        for (int i = 0; i < known.theorems().size(); i++) {
            Theorem theorem = record.theorems().get(i);
            List<String> own = known.theorems().get(i).assumptions();
            if (!theorem.assumptions().equals(own)) {
                return Optional.of("by it " + theorem.claim() + " rests on " + axioms(theorem.assumptions())
                        + ", but by the record that comes with eyewitness on " + axioms(own));
            }
        }
        return Optional.empty();
    }

    private static String axioms(List<String> assumptions) {
        return assumptions.isEmpty() ? "no axiom" : String.join(", ", assumptions);
    }

    private static Optional<String> theorems(FormalEvidence record, LedgerFile ledger) {
        List<CoqStatement> statements = ledger.statements();
        if (record.theorems().size() != statements.size()) {
            return Optional.of("it has " + record.theorems().size() + " theorems, but the ledger " + statements.size());
        }
        for (int i = 0; i < statements.size(); i++) {
            CoqStatement wanted = statements.get(i);
            Theorem theorem = record.theorems().get(i);
            if (!theorem.claim().equals(wanted.claim()) || !theorem.name().equals(wanted.name())) {
                return Optional.of("it has " + theorem.claim() + " where " + wanted.claim() + " should stand");
            }
            if (!theorem.statement().equals(wanted.statement())) {
                return Optional.of("it states " + wanted.claim() + " as " + theorem.statement() + ", not as "
                        + wanted.statement());
            }
            for (String assumption : theorem.assumptions()) {
                if (!Axioms.ALLOWED.contains(assumption)) {
                    return Optional.of(
                            wanted.claim() + " rests on " + assumption + ", which is not one of the axioms allowed");
                }
            }
        }
        return Optional.empty();
    }
}
