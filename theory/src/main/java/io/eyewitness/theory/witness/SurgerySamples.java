package io.eyewitness.theory.witness;

import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.exact.Surd;
import io.eyewitness.theory.function.Cone;
import io.eyewitness.theory.visualization.Visualization;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.apache.commons.numbers.fraction.BigFraction;

/** Evaluates a pair made by surgery where something could go wrong: apexes, protected inputs, around x*, a and b. */
final class SurgerySamples {
    private static final BigFraction NEAR = BigFraction.of(1, 1024);

    private final Visualization phi;
    private final Evaluated f1;
    private final Evaluated f2;

    private SurgerySamples(Visualization phi, Evaluated f1, Evaluated f2) {
        this.phi = phi;
        this.f1 = f1;
        this.f2 = f2;
    }

    /** What is wrong with the values of the pair's units, which are given once more with the values known so far. */
    static List<String> violations(WitnessPair pair, Evaluated f1, Evaluated f2) {
        SurgerySamples samples = new SurgerySamples(pair.phi(), f1, f2);
        if (pair.recipe() instanceof RiskSurgery recipe) {
            return samples.violations(recipe.surgery());
        }
        if (pair.recipe() instanceof ConeSurgery recipe) {
            return samples.violations(recipe);
        }
        if (pair.recipe() instanceof GivenSurgery recipe) {
            return samples.violations(
                    x -> recipe.f0().at(x).toRational(), recipe.surgery(), recipe.protectedInputs(), false);
        }
        return List.of("the tie sets are not known");
    }

    private List<String> violations(ConeSurgery recipe) {
        List<Point> points = new ArrayList<>(recipe.protectedInputs());
        recipe.field().cones().stream().map(Cone::centre).forEach(points::add);
        return violations(recipe.field()::at, recipe.surgery(), points, true);
    }

    private List<String> violations(
            Function<Point, BigFraction> f0, LocalSurgery surgery, List<Point> more, boolean unique) {
        Violations violations = new Violations();
        Set<Point> points = new LinkedHashSet<>(more);
        points.add(surgery.x());
        points.addAll(around(surgery.x(), surgery.radius()));
        points.addAll(around(surgery.x(), surgery.radius().multiply(Rationals.HALF)));
        points.addAll(around(phi.a(), NEAR));
        points.addAll(around(phi.b(), NEAR));
        for (Point x : points) {
            BigFraction before = f0.apply(x);
            Surd high = f1.at(x);
            Surd low = f2.at(x);
            require(violations, "f1", high, surgery.raised(before, x), x);
            require(violations, "f2", low, surgery.lowered(before, x), x);
            for (Surd value : List.of(high, low)) {
                violations.require(
                        isAdmitted(value, x, unique),
                        () -> "a value of " + value + " at " + x + " is not within m and M");
            }
        }
        return violations.list();
    }

    private static void require(Violations violations, String name, Surd value, BigFraction expected, Point x) {
        violations.require(
                value.compareTo(expected) == 0,
                () -> name + " takes " + value + " at " + x + ", not " + Rationals.text(expected));
    }

    /** Strictly between m and M, or at an extremiser if those are unique; else between m and M. */
    private boolean isAdmitted(Surd value, Point x, boolean unique) {
        boolean within = value.compareTo(phi.min()) >= 0 && value.compareTo(phi.max()) <= 0;
        boolean strictly = value.compareTo(phi.min()) > 0 && value.compareTo(phi.max()) < 0;
        return strictly || within && (!unique || x.equals(phi.a()) || x.equals(phi.b()));
    }

    /** The points of X at a distance along the axes. */
    private static List<Point> around(Point centre, BigFraction distance) {
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < centre.dimension(); i++) {
            points.add(centre.with(i, centre.get(i).add(distance)));
            points.add(centre.with(i, centre.get(i).subtract(distance)));
        }
        points.removeIf(point -> !point.isInUnitCube());
        return points;
    }
}
