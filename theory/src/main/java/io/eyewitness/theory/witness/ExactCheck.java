package io.eyewitness.theory.witness;

import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.exact.Surd;
import io.eyewitness.theory.function.Affine;
import io.eyewitness.theory.function.PiecewiseAffine;
import io.eyewitness.theory.function.ReluCompiler;
import io.eyewitness.theory.function.ReluNetwork;
import io.eyewitness.theory.function.Unit;
import io.eyewitness.theory.visualization.PhiSet;
import io.eyewitness.theory.visualization.Visualization;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * Checks a witness pair in exact arithmetic, without a solver, in any dimension: both units in the class, equal tie sets, the gap at
 * x.
 *
 * <p>Affine units, profiles and Lipschitz blends are decided from their structure. Surgery is decided from the conditions of its
 * construction (S4), from the units being those that the construction proves, and from their values at the apexes, at the protected
 * inputs and around the ball; {@link Construction#assumptions} are left to a solver.
 */
public final class ExactCheck {
    private static final BigFraction NEAR = BigFraction.of(1, 1024);

    private final WitnessPair pair;
    private final Visualization phi;
    private final Evaluated f1;
    private final Evaluated f2;

    private ExactCheck(WitnessPair pair) {
        this.pair = pair;
        this.phi = pair.phi();
        this.f1 = new Evaluated("f1", pair.f1());
        this.f2 = new Evaluated("f2", pair.f2());
    }

    /** A unit that keeps its values, since several conditions ask for them at the same inputs. */
    private static final class Evaluated {
        private final String name;
        private final Unit unit;
        private final Function<Point, Surd> evaluator;
        private final Map<Point, Surd> values = new HashMap<>();

        Evaluated(String name, Unit unit) {
            this.name = name;
            this.unit = unit;
            this.evaluator = unit.evaluator();
        }

        Surd at(Point x) {
            return values.computeIfAbsent(x, evaluator);
        }
    }

    /** The faults of a pair as evidence for its class, with unique extremisers; empty if it has none. */
    public static List<String> violations(WitnessPair pair) {
        return new Violations()
                .addAll(violationsButTies(pair))
                .require(hasUniqueExtremisers(pair), "the extremisers are not known to be unique")
                .list();
    }

    private static boolean hasUniqueExtremisers(WitnessPair pair) {
        return pair.construction() instanceof Construction.Surgery surgery && surgery.hasUniqueExtremisers()
                || Stream.of(pair.f1(), pair.f2())
                        .allMatch(unit -> unit.phiSet()
                                .filter(PhiSet::hasUniqueExtremisers)
                                .isPresent());
    }

    /** The faults of a pair if tie sets may have several members, as in the strong form; empty if it has none. */
    public static List<String> violationsButTies(WitnessPair pair) {
        List<String> shared = Violations.of(pair.phi(), pair.h(), pair.x()).list();
        return shared.isEmpty() ? new ExactCheck(pair).violations() : shared;
    }

    private List<String> violations() {
        return new Violations()
                .addAll(pair.construction().violations())
                .addAll(constructionViolations())
                .require(isMember(f1), "f1 is not in " + pair.functionClass().symbol())
                .require(isMember(f2), "f2 is not in " + pair.functionClass().symbol())
                .addAll(tieViolations())
                .addAll(gapViolations())
                .list();
    }

    private List<String> constructionViolations() {
        Construction construction = pair.construction();
        Construction.Units proven = construction.units();
        return new Violations()
                .require(
                        construction.proves(pair.functionClass()),
                        "the construction does not prove a pair of "
                                + pair.functionClass().symbol())
                .require(
                        construction.phi().equals(phi)
                                && construction.x().equals(pair.x())
                                && construction.h().equals(pair.h()),
                        "the construction is for another visualization, point or h")
                .require(isSame(pair.f1(), proven.f1()), "f1 is not the unit that the construction proves")
                .require(isSame(pair.f2(), proven.f2()), "f2 is not the unit that the construction proves")
                .list();
    }

    /** Whether two units are equal as written; terms are compared by the networks they compile to, which are graphs, not trees. */
    private static boolean isSame(Unit unit, Unit proven) {
        if (!unit.getClass().equals(proven.getClass())) {
            return false;
        }
        return unit instanceof PiecewiseAffine
                ? ReluCompiler.compile(unit.term().orElseThrow(), unit.dimension())
                        .equals(ReluCompiler.compile(proven.term().orElseThrow(), proven.dimension()))
                : unit.equals(proven);
    }

    /** Whether a unit belongs to the class of the pair. Any unit is continuous on a compact set, so it is in F. */
    private boolean isMember(Evaluated evaluated) {
        Unit unit = evaluated.unit;
        return switch (pair.functionClass()) {
            case F -> true;
            case PAFF -> unit.term().isPresent();
            case NN -> unit instanceof ReluNetwork;
            case ERM ->
                unit instanceof ReluNetwork
                        && pair.construction() instanceof RiskSurgery risk
                        && risk.data()
                                .empiricalRisk(evaluated::at)
                                .equals(risk.data().leastRisk());
            case LIP ->
                pair.construction() instanceof LipschitzPair blends
                        && unit.isLipschitz(
                                blends.envelope().lipschitz(), blends.envelope().norm());
            case MONO -> unit.isMonotone();
            case CONV -> unit.isConvex();
            case AFF, AFF1 -> unit instanceof Affine;
            case CONST ->
                unit instanceof Affine affine
                        && affine.range().low().equals(affine.range().high());
        };
    }

    private List<String> tieViolations() {
        Violations violations = new Violations();
        for (Evaluated unit : List.of(f1, f2)) {
            violations
                    .require(unit.at(phi.a()).compareTo(phi.min()) == 0, unit.name + " does not take m at " + phi.a())
                    .require(unit.at(phi.b()).compareTo(phi.max()) == 0, unit.name + " does not take M at " + phi.b());
        }
        Optional<PhiSet> first = pair.f1().phiSet();
        Optional<PhiSet> second = pair.f2().phiSet();
        if (first.isEmpty() || second.isEmpty()) {
            return violations.addAll(valueViolations()).list();
        }
        return violations
                .require(first.equals(second), "the tie sets of f1 and f2 differ")
                .require(first.get().admits(phi), "f1 does not have the visualization " + phi)
                .require(second.get().admits(phi), "f2 does not have the visualization " + phi)
                .list();
    }

    /** The faults of the values at the landmarks and around x*, a and b of units made by surgery. */
    private List<String> valueViolations() {
        if (!(pair.construction() instanceof Construction.Surgery surgery)) {
            return List.of("the tie sets are not known");
        }
        Violations violations = new Violations();
        for (Point x : samples(surgery)) {
            BigFraction before = surgery.before(x);
            Surd high = f1.at(x);
            Surd low = f2.at(x);
            requireValue(violations, "f1", high, surgery.change().raised(before, x), x);
            requireValue(violations, "f2", low, surgery.change().lowered(before, x), x);
            for (Surd value : List.of(high, low)) {
                violations.require(
                        isAdmitted(value, x, surgery.hasUniqueExtremisers()),
                        () -> "a value of " + value + " at " + x + " is not within m and M");
            }
        }
        return violations.list();
    }

    private Set<Point> samples(Construction.Surgery surgery) {
        LocalSurgery change = surgery.change();
        Set<Point> points = new LinkedHashSet<>(surgery.landmarks());
        points.add(change.x());
        points.addAll(around(change.x(), change.radius()));
        points.addAll(around(change.x(), change.radius().multiply(Rationals.HALF)));
        points.addAll(around(phi.a(), NEAR));
        points.addAll(around(phi.b(), NEAR));
        return points;
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

    private static void requireValue(Violations violations, String name, Surd value, BigFraction expected, Point x) {
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

    private List<String> gapViolations() {
        Point x = pair.x();
        Surd top = pair.construction().upper(x);
        Surd bottom = pair.construction().lower(x);
        return new Violations()
                .require(
                        pair.f1().at(x).compareTo(top.minus(pair.h())) >= 0,
                        "f1 is more than h below " + top + " at " + x)
                .require(
                        pair.f2().at(x).compareTo(bottom.plus(pair.h())) <= 0,
                        "f2 is more than h above " + bottom + " at " + x)
                .require(pair.gap().signum() > 0, "f1 does not exceed f2 at " + x)
                .list();
    }
}
