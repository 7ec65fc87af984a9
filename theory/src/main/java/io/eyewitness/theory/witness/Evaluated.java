package io.eyewitness.theory.witness;

import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.exact.Surd;
import io.eyewitness.theory.function.Unit;
import java.util.HashMap;
import java.util.Map;

/** A unit and its values so far: several conditions ask for those at the same inputs. Mutable; for one check on one thread. */
final class Evaluated {
    private final Unit unit;
    private final Map<Point, Surd> values = new HashMap<>();

    Evaluated(Unit unit) {
        this.unit = unit;
    }

    Unit unit() {
        return unit;
    }

    Surd at(Point x) {
        return values.computeIfAbsent(x, unit::at);
    }
}
