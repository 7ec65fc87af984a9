package io.eyewitness.theory.witness;

import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.function.Affine;
import io.eyewitness.theory.function.FunctionClass;
import io.eyewitness.theory.visualization.Visualization;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * The pairs of AFF: two affine units with weights (1-e, w, ..., w) and (w, 1-e, w, ..., w), w = e/(d-1), as seen from a.
 *
 * <p>Source: theory.md section 3, row 8 (A1, A2).
 *
 * @param phi the visualization; a a vertex and b the opposite one, d at least 2
 * @param e with 0 {@literal <} e {@literal <} 1/2 and eR at most h
 * @param h with 0 {@literal <} h {@literal <} R/2
 */
public record AffinePair(Visualization phi, BigFraction e, BigFraction h) implements Construction {
    /** Row 8, with e = h/R. d at least 2, opposite vertices, any h. */
    static AffinePair of(PairRequest request) {
        Visualization phi = request.phi();
        Violations.refuseUnless(phi.range().signum() > 0, "m must be below M; a constant unit has no witness pair");
        AffinePair swap = new AffinePair(phi, request.h().divide(phi.range()), request.h());
        Violations.refuseUnless(request.x().isEmpty(), "AFF fixes x = " + swap.x() + "; leave x out");
        return swap;
    }

    @Override
    public boolean proves(FunctionClass functionClass) {
        return functionClass == FunctionClass.AFF;
    }

    /** The vertex beside a along coordinate 1, where the two differ most. */
    @Override
    public Point x() {
        return phi.a().with(0, phi.b().get(0));
    }

    @Override
    public Units units() {
        return new Units(unit(0), unit(1));
    }

    private Affine unit(int heavy) {
        BigFraction light = e.divide(BigFraction.of(phi.dimension() - 1));
        List<BigFraction> weights = IntStream.range(0, phi.dimension())
                .mapToObj(i -> {
                    BigFraction share = i == heavy ? BigFraction.ONE.subtract(e) : light;
                    return share.multiply(phi.range())
                            .multiply(phi.b().get(i).subtract(phi.a().get(i)));
                })
                .toList();
        return new Affine(weights, phi.min().subtract(new Point(weights).dot(phi.a())));
    }

    @Override
    public List<String> violations() {
        return new Violations()
                .require(phi.dimension() >= 2, "AFF needs d >= 2; in d = 1 an affine unit is understood")
                .require(
                        phi.a().isVertex() && phi.b().equals(phi.a().opposite()),
                        "AFF needs a at a vertex and b at the opposite one, not " + phi.a() + " and " + phi.b())
                .addAll(Violations.of(phi, h, x()).list())
                .require(
                        e.signum() > 0 && e.compareTo(Rationals.HALF) < 0,
                        "e must lie strictly between 0 and 1/2, not " + Rationals.text(e))
                .require(e.multiply(phi.range()).compareTo(h) <= 0, "eR must be at most h")
                .list();
    }
}
