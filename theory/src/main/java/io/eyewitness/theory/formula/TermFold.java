package io.eyewitness.theory.formula;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * A bottom-up pass over terms: the value of an operation comes from the values of its operands. A shared subterm is visited once, so
 * a term that is a deep graph, as of a ReLU network, costs its number of nodes.
 *
 * @param <T> the type of the values
 */
public abstract class TermFold<T> {
    private final Map<Term, T> known = new IdentityHashMap<>();

    /** The value of a variable. */
    protected abstract T variable(String name);

    /** The value of a constant. */
    protected abstract T constant(BigFraction constant);

    /** The value of an operation on operands with these values. */
    protected abstract T operation(Term.Operator operator, List<T> operands);

    /** The value of a term. */
    public final T value(Term term) {
        T value = known.get(term);
        if (value == null) {
            value = compute(term);
            known.put(term, value);
        }
        return value;
    }

    private T compute(Term term) {
        if (term instanceof Term.Variable variable) {
            return variable(variable.name());
        }
        if (term instanceof Term.Constant constant) {
            return constant(constant.value());
        }
        Term.Operation operation = (Term.Operation) term;
        List<T> values = new ArrayList<>(operation.operands().size());
        for (Term operand : operation.operands()) {
            values.add(value(operand));
        }
        return operation(operation.operator(), values);
    }
}
