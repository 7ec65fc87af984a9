package io.eyewitness.theory.formula;

import java.util.List;
import java.util.Map;
import org.apache.commons.numbers.fraction.BigFraction;

/** Replaces variables by terms, all at once. A subterm that is shared stays shared. */
public final class Substitution extends TermFold<Term> {
    private final Map<String, Term> replacements;

    public Substitution(Map<String, ? extends Term> replacements) {
        this.replacements = Map.copyOf(replacements);
    }

    @Override
    protected Term variable(String name) {
        Term replacement = replacements.get(name);
        return replacement == null ? Term.variable(name) : replacement;
    }

    @Override
    protected Term constant(BigFraction constant) {
        return Term.constant(constant);
    }

    @Override
    protected Term operation(Term.Operator operator, List<Term> operands) {
        return new Term.Operation(operator, operands);
    }
}
