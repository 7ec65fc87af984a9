package io.eyewitness.theory.evidence;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A record of a run of Coq: what was compiled, and which theorems it found. It bears no time, so the same sources and the same Coq give
 * the same record.
 *
 * @param id {@link #ID}
 * @param coq the version of Coq
 * @param sources the SHA-256 of each source, by the name of its file, in hexadecimal digits
 * @param theorems a theorem a claim, in the ledger's order
 */
public record FormalEvidence(String id, String coq, SortedMap<String, String> sources, List<Theorem> theorems)
        implements Evidence {
    /** The id of the one record that a body of evidence holds. */
    public static final String ID = "formal:table";

    /**
     * A theorem.
     *
     * @param claim the id of the claim that it is
     * @param name its name in Coq
     * @param statement what it states, in Coq
     * @param assumptions the axioms that its proof rests on, by their names in Coq, sorted
     */
    public record Theorem(String claim, String name, String statement, List<String> assumptions) {
        public Theorem {
            if (claim == null || name == null || statement == null || assumptions == null) {
                throw new IllegalArgumentException("a theorem needs a claim, a name, a statement and assumptions");
            }
            assumptions = List.copyOf(assumptions);
        }
    }

    public FormalEvidence {
        if (coq == null || sources == null || theorems == null) {
            throw new IllegalArgumentException("a record needs Coq's version, sources and theorems");
        }
        sources = Collections.unmodifiableSortedMap(new TreeMap<>(sources));
        theorems = List.copyOf(theorems);
    }
}
