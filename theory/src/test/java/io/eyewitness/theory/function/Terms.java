package io.eyewitness.theory.function;

import io.eyewitness.theory.exact.Samples;
import io.eyewitness.theory.formula.Coordinates;
import io.eyewitness.theory.formula.Term;
import java.util.ArrayList;
import java.util.List;

/** Random piecewise affine terms with shared subterms. */
final class Terms {
    private Terms() {}

    static Term random(Samples samples, int dimension, int size) {
        List<Term> pool = new ArrayList<>(Coordinates.variables(dimension));
        pool.add(Term.constant(samples.number()));
        for (int i = 0; i < size; i++) {
            Term p = pool.get(samples.below(pool.size()));
            Term q = pool.get(samples.below(pool.size()));
            pool.add(
                    switch (samples.below(7)) {
                        case 0 -> Term.max(p, q);
                        case 1 -> Term.min(p, q);
                        case 2 -> Term.abs(p);
                        case 3 -> Term.relu(p.minus(q));
                        case 4 -> p.times(samples.number());
                        case 5 -> Term.sum(List.of());
                        default -> p.minus(q).plus(Term.constant(samples.number()));
                    });
        }
        return pool.get(pool.size() - 1).plus(pool.get(pool.size() - 2));
    }
}
