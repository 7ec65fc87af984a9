package io.eyewitness.theory.formula;

import java.util.IdentityHashMap;
import java.util.Map;

/** Replaces variables by terms. A subterm that is shared stays shared. */
public final class Substitution {
    private final Map<String, Term> replacements;
    private final Map<Term, Term> known = new IdentityHashMap<>();

    public Substitution(Map<String, ? extends Term> replacements) {
        this.replacements = Map.copyOf(replacements);
    }

    /** The term with each variable that has a replacement replaced, all at once. */
    public Term in(Term term) {
        Term result = known.get(term);
        if (result == null) {
            result = replace(term);
            known.put(term, result);
        }
        return result;
    }

    private Term replace(Term term) {
        if (term instanceof Term.Variable variable) {
            return replacements.getOrDefault(variable.name(), variable);
        }
        if (term instanceof Term.Sum sum) {
            return new Term.Sum(sum.operands().stream().map(this::in).toList());
        }
        if (term instanceof Term.Product product) {
            return new Term.Product(product.operands().stream().map(this::in).toList());
        }
        if (term instanceof Term.Min min) {
            return Term.min(in(min.left()), in(min.right()));
        }
        if (term instanceof Term.Max max) {
            return Term.max(in(max.left()), in(max.right()));
        }
        if (term instanceof Term.Abs abs) {
            return Term.abs(in(abs.operand()));
        }
        return term instanceof Term.Relu relu ? Term.relu(in(relu.operand())) : term;
    }
}
