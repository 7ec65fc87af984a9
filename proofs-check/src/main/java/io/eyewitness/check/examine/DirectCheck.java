package io.eyewitness.check.examine;

import io.eyewitness.check.solver.Answer;
import io.eyewitness.check.solver.Solver;
import io.eyewitness.theory.exact.Norm;
import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.formula.Coordinates;
import io.eyewitness.theory.formula.Formula;
import io.eyewitness.theory.formula.Substitution;
import io.eyewitness.theory.formula.Term;
import io.eyewitness.theory.visualization.Visualization;
import io.eyewitness.theory.witness.LipschitzPair;
import io.eyewitness.theory.witness.WitnessPair;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Asks a solver about a witness pair's units themselves, whatever they were built from: unique extremisers with the values of
 * the visualization, and membership where it is a property of values. Continuous units are convex (affine) if they are so at
 * midpoints.
 */
final class DirectCheck {
    private final Solver solver;
    private final WitnessPair pair;
    private final int dimension;
    private final List<String> failures = new ArrayList<>();

    private DirectCheck(Solver solver, WitnessPair pair) {
        this.solver = solver;
        this.pair = pair;
        this.dimension = pair.phi().dimension();
    }

    /** The faults of the units of a pair; empty if there are none, or if the units are not piecewise affine. */
    static List<String> failures(WitnessPair pair, Solver solver) {
        DirectCheck check = new DirectCheck(solver, pair);
        pair.f1().term().ifPresent(term -> check.unit("f1", term));
        pair.f2().term().ifPresent(term -> check.unit("f2", term));
        return check.failures;
    }

    private void unit(String name, Term f) {
        refute(name + " has other extremes or extremisers than its visualization", exceeds(f));
        violatesMembership(f)
                .ifPresent(formula ->
                        refute(name + " is not in " + pair.functionClass().symbol(), formula));
    }

    private void refute(String otherwise, Formula formula) {
        Answer answer = solver.check(List.of(formula));
        if (answer instanceof Answer.Satisfiable satisfiable) {
            failures.add(otherwise + ": " + satisfiable.model());
        } else if (answer instanceof Answer.Unknown unknown) {
            failures.add(solver.name() + " cannot decide whether " + otherwise + " (" + unknown.reason() + ")");
        }
    }

    private Formula exceeds(Term f) {
        Visualization phi = pair.phi();
        Term min = Term.constant(phi.min());
        Term max = Term.constant(phi.max());
        return Formula.and(
                Coordinates.inUnitCube(dimension),
                Formula.or(
                        f.lessThan(min),
                        f.greaterThan(max),
                        Formula.and(f.atMost(min), Formula.not(isAt(phi.a()))),
                        Formula.and(f.atLeast(max), Formula.not(isAt(phi.b()))),
                        Formula.and(isAt(phi.a()), f.greaterThan(min)),
                        Formula.and(isAt(phi.b()), f.lessThan(max))));
    }

    private Formula isAt(Point point) {
        return each(i -> Coordinates.variable(i).equalTo(Term.constant(point.get(i))));
    }

    private Formula each(Function<Integer, Formula> formula) {
        return Formula.and(IntStream.range(0, dimension).boxed().map(formula).toList());
    }

    private Optional<Formula> violatesMembership(Term f) {
        return switch (pair.functionClass()) {
            case MONO ->
                Optional.of(Formula.and(
                        cubeTwice(), each(i -> Coordinates.variable(i).atMost(other(i))), f.greaterThan(atOther(f))));
            case CONV -> Optional.of(Formula.and(cubeTwice(), atMidpoint(f).greaterThan(mean(f))));
            case AFF, AFF1 ->
                Optional.of(Formula.and(cubeTwice(), Formula.not(atMidpoint(f).equalTo(mean(f)))));
            case LIP -> Optional.of(Formula.and(cubeTwice(), steeper(f)));
            case F, NN, ERM, PAFF, CONST -> Optional.empty();
        };
    }

    private Formula steeper(Term f) {
        LipschitzPair construction = (LipschitzPair) pair.construction();
        List<Term> sizes = IntStream.range(0, dimension)
                .mapToObj(i -> Term.abs(Coordinates.variable(i).minus(other(i))))
                .toList();
        Term distance = construction.envelope().norm() == Norm.L1
                ? Term.sum(sizes)
                : sizes.stream().reduce(Term::max).orElseThrow();
        return f.minus(atOther(f))
                .greaterThan(distance.times(construction.envelope().lipschitz()));
    }

    private Formula cubeTwice() {
        return Formula.and(
                Coordinates.inUnitCube(dimension),
                each(i -> Formula.and(Term.ZERO.atMost(other(i)), other(i).atMost(Term.ONE))));
    }

    private static Term other(int index) {
        return Term.variable("y" + (index + 1));
    }

    private Term atOther(Term f) {
        return substitute(f, DirectCheck::other);
    }

    private Term atMidpoint(Term f) {
        return substitute(f, i -> Coordinates.variable(i).plus(other(i)).times(Rationals.HALF));
    }

    private Term mean(Term f) {
        return f.plus(atOther(f)).times(Rationals.HALF);
    }

    private Term substitute(Term f, Function<Integer, Term> replacement) {
        Map<String, Term> replacements = new HashMap<>();
        for (int i = 0; i < dimension; i++) {
            replacements.put(Coordinates.variable(i).name(), replacement.apply(i));
        }
        return new Substitution(replacements).value(f);
    }
}
