package io.eyewitness.check.gate;

import io.eyewitness.check.examine.Finding;
import io.eyewitness.check.examine.Findings;
import io.eyewitness.check.examine.Level;
import io.eyewitness.theory.claim.Criterion;
import io.eyewitness.theory.claim.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The verdict on one claim, derived from evidence; none if the evidence does not establish one.
 *
 * @param verdict the verdict; empty if none follows
 * @param level the level of the weakest piece of evidence
 * @param references the evidence that it rests on, as the ledger names it
 * @param failures the failures of that evidence, each with its file
 * @param measured the measured numbers of an experiment
 * @param nanos the time that examining the evidence took, in nanoseconds
 */
public record Derivation(
        Optional<Verdict> verdict,
        Level level,
        List<String> references,
        List<String> failures,
        Optional<Measured> measured,
        long nanos) {
    /**
     * The numbers of an experiment under the ledger's criterion.
     *
     * @param units the number of units that were measured
     * @param confidence the confidence of the intervals
     * @param judgements a judgement for each condition
     */
    public record Measured(int units, double confidence, List<Criterion.Judgement> judgements) {
        public Measured {
            judgements = List.copyOf(judgements);
        }
    }

    public Derivation {
        references = List.copyOf(references);
        failures = List.copyOf(failures);
    }

    /** The level at which the verdict is known; empty without a verdict. */
    public Optional<Level> known() {
        return verdict.map(known -> level);
    }

    /** The same derivation without a verdict, for a reason. */
    Derivation without(String reason) {
        List<String> all = new ArrayList<>(failures);
        all.add(reason);
        return new Derivation(Optional.empty(), level, references, all, measured, nanos);
    }

    /** The same derivation, known at another level. */
    Derivation at(Level known) {
        return new Derivation(verdict, known, references, failures, measured, nanos);
    }

    /** The same derivation beside another of the same claim; the two must agree, and the first decides if it can. */
    Derivation and(Derivation other) {
        List<String> chain = new ArrayList<>(references);
        chain.addAll(other.references);
        List<String> all = new ArrayList<>(failures);
        all.addAll(other.failures);
        if (verdict.isPresent() && other.verdict.isPresent() && !verdict.equals(other.verdict)) {
            all.add("from " + references + " follows " + verdict.get().text() + ", but from " + other.references + " "
                    + other.verdict.get().text());
        }
        boolean isOther = verdict.isEmpty() && failures.isEmpty();
        return new Derivation(
                isOther ? other.verdict : verdict,
                isOther ? other.level : level,
                chain,
                all,
                measured,
                nanos + other.nanos);
    }

    /** The same evidence with its measured numbers, from which the verdict follows if the evidence stands. */
    Derivation with(Measured numbers) {
        return new Derivation(
                verdict.map(standing -> Verdict.of(numbers.judgements())),
                level,
                references,
                failures,
                Optional.of(numbers),
                nanos);
    }

    /**
     * The derivation of a verdict that follows if all evidence of a chain stands.
     *
     * @param verdict the verdict; empty if none follows although the evidence must stand
     * @param references the chain
     */
    static Derivation of(Optional<Verdict> verdict, List<String> references, Findings findings) {
        if (references.isEmpty()) {
            throw new IllegalArgumentException("a verdict must rest on evidence");
        }
        List<String> failures = new ArrayList<>();
        Level level = Level.RULES;
        long nanos = 0;
        for (String reference : references) {
            for (Finding finding : findings.of(reference)) {
                failures.addAll(finding.reasons());
                level = level.weaker(finding.level());
                nanos += finding.nanos();
            }
        }
        return new Derivation(
                failures.isEmpty() ? verdict : Optional.empty(), level, references, failures, Optional.empty(), nanos);
    }
}
