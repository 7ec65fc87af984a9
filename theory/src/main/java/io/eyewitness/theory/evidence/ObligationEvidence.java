package io.eyewitness.theory.evidence;

import com.fasterxml.jackson.annotation.JsonIgnore;

/**
 * What a solver said of an obligation's script, which stands beside it in a file of the same name, ending in {@code .smt2}.
 *
 * @param id {@code obligation:} and the obligation's id
 * @param solver the solver's name and version
 * @param answer {@code unsat}, {@code sat} or {@code unknown}
 * @param script the SMT-LIB text that was asked; not part of the JSON
 */
public record ObligationEvidence(
        String id, String solver, String answer, @JsonIgnore String script) implements Evidence {}
