package io.eyewitness.check.examine;

import io.eyewitness.check.rules.ProvenObligation;
import io.eyewitness.theory.evidence.Evidence;
import io.eyewitness.theory.evidence.FormalEvidence;
import io.eyewitness.theory.obligation.Obligation;
import io.eyewitness.theory.obligation.Obligations;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** All findings, by the names that the ledger uses. */
public final class Findings {
    private static final String OBLIGATION = "obligation:";
    private static final String MEASUREMENT = "measurement:";

    private final Map<String, Finding> byId = new LinkedHashMap<>();

    /**
     * The findings.
     *
     * @throws IllegalArgumentException if two are about one id
     */
    public Findings(List<Finding> findings) {
        for (Finding finding : findings) {
            if (byId.put(finding.id(), finding) != null) {
                throw new IllegalArgumentException("there are two pieces of evidence with the id " + finding.id());
            }
        }
    }

    /**
     * All findings on a body of evidence: those on its pieces, and those on the coverage of each row.
     *
     * @param evidence the pieces
     * @param findings the finding on each
     * @throws IllegalArgumentException if two pieces have one id
     */
    public static Findings of(List<? extends Evidence> evidence, List<Finding> findings) {
        return new Findings(
                Stream.concat(findings.stream(), Coverage.of(evidence).stream()).toList());
    }

    /**
     * The findings that a reference of the ledger stands for: {@code obligation:U1} for the whole family, {@code witness:F}
     * for all witness pairs of the class. Missing evidence is a finding with that failure.
     */
    public List<Finding> of(String reference) {
        if (reference.startsWith(OBLIGATION)) {
            return Obligations.family(reference.substring(OBLIGATION.length())).stream()
                    .map(Obligation::id)
                    .map(id -> byId.getOrDefault(OBLIGATION + id, missing(OBLIGATION + id)))
                    .toList();
        }
        if (reference.startsWith(MEASUREMENT) || reference.equals(FormalEvidence.ID)) {
            return List.of(byId.getOrDefault(reference, missing(reference)));
        }
        List<Finding> found = byId.values().stream()
                .filter(finding -> isMeant(reference, finding.id()))
                .toList();
        return found.isEmpty() ? List.of(missing(reference + ".*")) : found;
    }

    /** Whether a reference of the ledger stands for a piece of evidence, by itself or with others. */
    public static boolean isMeant(String reference, String id) {
        return id.startsWith(reference)
                && (id.length() == reference.length()
                        || id.charAt(reference.length()) == '.' && !reference.startsWith(MEASUREMENT));
    }

    /** The obligations that the kernel has proven, by id. */
    public Map<String, ProvenObligation> proven() {
        Map<String, ProvenObligation> proven = new LinkedHashMap<>();
        byId.forEach((id, finding) -> finding.proven().stream()
                .filter(accepted -> finding.failures().isEmpty())
                .forEach(accepted -> proven.put(id.substring(OBLIGATION.length()), accepted)));
        return proven;
    }

    /** The numbers of the hypotheses without which the kernel has accepted a proof, by the id of the obligation. */
    public Map<String, Set<Integer>> unneeded() {
        Map<String, Set<Integer>> unneeded = new LinkedHashMap<>();
        byId.values().stream()
                .filter(finding -> finding.id().startsWith(OBLIGATION))
                .forEach(finding -> unneeded.put(finding.id().substring(OBLIGATION.length()), finding.unneeded()));
        return unneeded;
    }

    /** All findings, in the order in which they were made. */
    public List<Finding> all() {
        return List.copyOf(byId.values());
    }

    private static Finding missing(String id) {
        return Finding.of(id, Level.TESTED, List.of("it is missing"));
    }
}
