package io.eyewitness.theory.obligation;

import io.eyewitness.theory.formula.Formula;
import io.eyewitness.theory.formula.SmtLib;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A statement of the theory as a formula: the hypotheses imply the conclusion, for all real values of the variables. It
 * is discharged by refuting {@link #negation()}.
 *
 * @param id its name in evidence and reports, such as {@code S1}; one of a family is {@code U1.d3}
 * @param sentence what it says, for people
 * @param hypotheses what is assumed
 * @param conclusion what follows
 */
public record Obligation(String id, String sentence, List<Formula> hypotheses, Formula conclusion) {
    private static final Pattern ID = Pattern.compile("[A-Za-z][A-Za-z0-9]*(\\.[A-Za-z0-9]+)*");

    public Obligation {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("'" + id + "' is not an obligation id");
        }
        hypotheses = List.copyOf(hypotheses);
    }

    /** The obligation of the theory page that this one belongs to: {@code U1} for {@code U1.d3}. */
    public String family() {
        int dot = id.indexOf('.');
        return dot < 0 ? id : id.substring(0, dot);
    }

    /** The hypotheses and the negated conclusion: no assignment may satisfy them all. */
    public List<Formula> negation() {
        List<Formula> assertions = new ArrayList<>(hypotheses);
        assertions.add(Formula.not(conclusion));
        return assertions;
    }

    /** The SMT-LIB 2 script whose answer must be {@code unsat}. */
    public String script() {
        return SmtLib.script("obligation:" + id + "\n" + sentence, negation());
    }
}
