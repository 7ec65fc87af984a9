package io.eyewitness.theory.function;

import io.eyewitness.theory.formula.Term;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** A bottom-up pass over a term that visits each shared subterm once. */
abstract class TermFold<T> {
    private final Map<Term, T> known = new IdentityHashMap<>();

    abstract T variable(Term.Variable variable);

    abstract T constant(Term.Constant constant);

    abstract T sum(List<T> operands);

    abstract T product(List<T> operands);

    abstract T min(T left, T right);

    abstract T max(T left, T right);

    abstract T abs(T operand);

    abstract T relu(T operand);

    final T of(Term term) {
        T value = known.get(term);
        if (value == null) {
            value = compute(term);
            known.put(term, value);
        }
        return value;
    }

    private List<T> all(List<Term> terms) {
        List<T> values = new ArrayList<>(terms.size());
        terms.forEach(term -> values.add(of(term)));
        return values;
    }

    private T compute(Term term) {
        if (term instanceof Term.Variable variable) {
            return variable(variable);
        }
        if (term instanceof Term.Constant constant) {
            return constant(constant);
        }
        if (term instanceof Term.Sum sum) {
            return sum(all(sum.operands()));
        }
        if (term instanceof Term.Product product) {
            return product(all(product.operands()));
        }
        if (term instanceof Term.Min min) {
            return min(of(min.left()), of(min.right()));
        }
        if (term instanceof Term.Max max) {
            return max(of(max.left()), of(max.right()));
        }
        if (term instanceof Term.Abs abs) {
            return abs(of(abs.operand()));
        }
        return relu(of(((Term.Relu) term).operand()));
    }
}
