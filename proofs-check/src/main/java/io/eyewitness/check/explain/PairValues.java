package io.eyewitness.check.explain;

import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.witness.ConeSurgery;
import io.eyewitness.theory.witness.RiskSurgery;
import io.eyewitness.theory.witness.WitnessPair;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** Values of a pair's units for drawing; of surgery by its formula, which is faster than its network. */
final class PairValues {
    private PairValues() {}

    static ToDoubleFunction<Point> f1(WitnessPair pair) {
        return surgery(pair)
                .<ToDoubleFunction<Point>>map(recipe ->
                        x -> recipe.surgery().raised(recipe.field().at(x), x).doubleValue())
                .orElse(x -> pair.f1().at(x).toDouble());
    }

    static ToDoubleFunction<Point> f2(WitnessPair pair) {
        return surgery(pair)
                .<ToDoubleFunction<Point>>map(recipe ->
                        x -> recipe.surgery().lowered(recipe.field().at(x), x).doubleValue())
                .orElse(x -> pair.f2().at(x).toDouble());
    }

    private static Optional<ConeSurgery> surgery(WitnessPair pair) {
        if (pair.construction() instanceof RiskSurgery risk) {
            return Optional.of(risk.surgery());
        }
        return pair.construction() instanceof ConeSurgery cones ? Optional.of(cones) : Optional.empty();
    }
}
