package io.eyewitness.theory.evidence;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.eyewitness.theory.obligation.Obligation;
import java.util.List;
import java.util.Optional;

/**
 * The evidence for an obligation: the script to refute, the answers of solvers, and a proof for the kernel. Script and proof stand
 * beside the JSON, in files of the same name.
 *
 * @param id {@code obligation:} and the obligation's id
 * @param answers what solvers said; may be empty if there is a proof
 * @param script the SMT-LIB text; not part of the JSON
 * @param proof the proof file's text; not part of the JSON
 */
public record ObligationEvidence(
        String id,
        List<SolverAnswer> answers,
        @JsonIgnore String script,
        @JsonIgnore Optional<String> proof) implements Evidence {
    /** The answer of one solver.
     *
     * @param solver its name and version
     * @param answer {@code unsat}, {@code sat} or {@code unknown}
     */
    public record SolverAnswer(String solver, String answer) {}

    public ObligationEvidence {
        answers = List.copyOf(answers);
        proof = proof == null ? Optional.empty() : proof;
    }

    /** The evidence of an obligation: its script, the answers of solvers, and a proof. */
    public static ObligationEvidence of(Obligation obligation, List<SolverAnswer> answers, Optional<String> proof) {
        return new ObligationEvidence("obligation:" + obligation.id(), answers, obligation.script(), proof);
    }

    /** The same answers, about a script, with a proof of it. */
    public ObligationEvidence with(String refuted, Optional<String> by) {
        return new ObligationEvidence(id, answers, refuted, by);
    }
}
