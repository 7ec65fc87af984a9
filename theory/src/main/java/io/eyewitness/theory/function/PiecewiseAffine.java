package io.eyewitness.theory.function;

import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.exact.Surd;
import io.eyewitness.theory.formula.Coordinates;
import io.eyewitness.theory.formula.Evaluation;
import io.eyewitness.theory.formula.Term;
import java.util.Optional;

/**
 * A continuous piecewise affine unit, given by a term.
 *
 * <p>Source: theory.md section 3, row 5.
 *
 * @param dimension d, at least 1
 * @param body a term over x1, ..., xd whose products have at most one factor that varies
 */
public record PiecewiseAffine(int dimension, Term body) implements Unit {
    public PiecewiseAffine {
        if (dimension < 1) {
            throw new IllegalArgumentException("dimension must be at least 1");
        }
        Bounds.of(body, dimension);
    }

    @Override
    public Surd at(Point x) {
        requireDimensionOf(x);
        return Surd.of(new Evaluation(Coordinates.assignment(x)).value(body));
    }

    @Override
    public Optional<Term> term() {
        return Optional.of(body);
    }
}
