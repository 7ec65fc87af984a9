package io.eyewitness.sim.bound;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.z3.ArithExpr;
import com.microsoft.z3.BoolExpr;
import com.microsoft.z3.Context;
import com.microsoft.z3.Optimize;
import com.microsoft.z3.RatNum;
import com.microsoft.z3.RealExpr;
import com.microsoft.z3.RealSort;
import com.microsoft.z3.Solver;
import com.microsoft.z3.Status;
import io.eyewitness.theory.bound.BoundProblem;
import io.eyewitness.theory.bound.Observation;
import io.eyewitness.theory.exact.Interval;
import io.eyewitness.theory.exact.Norm;
import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.formula.Formula;
import io.eyewitness.theory.formula.SmtLib;
import io.eyewitness.theory.formula.Term;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * The same intervals by another way: one value, and for convex units one subgradient, at each observed point, at x and at the vertices
 * are variables of formulas; Z3 finds the largest and the smallest value at x, and refutes that any other is beyond. In l2, a gradient's
 * length is not linear, so only units that have no Lipschitz constant there.
 */
final class Reference {
    private final BoundProblem problem;
    private final Point x;
    private final List<Point> points;

    Reference(BoundProblem problem, Point x) {
        this.problem = problem;
        this.x = x;
        Set<Point> all = new LinkedHashSet<>(List.of(x));
        problem.values().forEach(value -> all.add(value.at()));
        problem.observations().forEach(observation -> all.add(observation.at()));
        if (problem.assumptions().isCurved()) {
            all.addAll(problem.vertices());
        }
        this.points = List.copyOf(all);
    }

    /** The interval of f(x); none if no unit is as assumed and observed. */
    Optional<Interval> interval() {
        String script = SmtLib.script("the units that are as assumed and observed", formulas());
        try (Context z3 = new Context()) {
            BoolExpr[] all = z3.parseSMTLIB2String(script, null, null, null, null);
            if (check(z3, all) == Status.UNSATISFIABLE) {
                return Optional.empty();
            }
            RealExpr value = z3.mkRealConst(value(x).name());
            BigFraction high = largest(z3, all, value);
            BigFraction low = largest(z3, all, z3.mkUnaryMinus(value)).negate();
            return Optional.of(new Interval(low, high));
        }
    }

    private static BigFraction largest(Context z3, BoolExpr[] all, ArithExpr<RealSort> objective) {
        Optimize optimize = z3.mkOptimize();
        optimize.Add(all);
        optimize.MkMaximize(objective);
        assertEquals(Status.SATISFIABLE, optimize.Check(new BoolExpr[0]));
        RatNum found = (RatNum) optimize.getModel().eval(objective, true);
        BoolExpr[] beyond = Arrays.copyOf(all, all.length + 1);
        beyond[all.length] = z3.mkGt(objective, found);
        assertEquals(Status.UNSATISFIABLE, check(z3, beyond));
        return BigFraction.of(found.getBigIntNumerator(), found.getBigIntDenominator());
    }

    private static Status check(Context z3, BoolExpr... all) {
        Solver solver = z3.mkSolver();
        solver.add(all);
        return solver.check();
    }

    private Term.Variable value(Point p) {
        return Term.variable("f" + points.indexOf(p));
    }

    private Term slope(Point p, int axis) {
        int gradient = problem.assumptions().affine() ? 0 : points.indexOf(p);
        return Term.variable("g" + gradient + "_" + axis);
    }

    private List<Formula> formulas() {
        List<Formula> all = new ArrayList<>();
        for (Observation.Value known : problem.values()) {
            all.add(value(known.at()).equalTo(Term.constant(known.value())));
        }
        for (Observation known : problem.observations()) {
            if (known instanceof Observation.AtMost) {
                all.add(value(known.at()).atMost(Term.constant(known.value())));
            }
        }
        for (Point p : points) {
            all.add(value(p).atLeast(Term.constant(problem.phi().min())));
            all.add(value(p).atMost(Term.constant(problem.phi().max())));
            if (problem.assumptions().isCurved()) {
                all.addAll(gentle(p));
            }
            for (Point q : points) {
                if (!p.equals(q)) {
                    related(p, q).ifPresent(all::add);
                }
            }
        }
        return all;
    }

    private Optional<Formula> related(Point p, Point q) {
        if (problem.assumptions().isCurved()) {
            List<Term> plane = new ArrayList<>(List.of(value(p)));
            IntStream.range(0, p.dimension())
                    .forEach(i -> plane.add(slope(p, i).times(q.get(i).subtract(p.get(i)))));
            Term tangent = Term.sum(plane);
            return Optional.of(problem.assumptions().affine() ? value(q).equalTo(tangent) : value(q).atLeast(tangent));
        }
        boolean isMonotone = problem.assumptions().monotone();
        Point top = isMonotone
                ? new Point(IntStream.range(0, p.dimension())
                        .mapToObj(i -> p.get(i).compareTo(q.get(i)) > 0 ? p.get(i) : q.get(i))
                        .toList())
                : q;
        if (top.equals(p)) {
            return Optional.of(value(q).atMost(value(p)));
        }
        return problem.assumptions()
                .lipschitz()
                .map(constant -> value(q).minus(value(p))
                        .atMost(Term.constant(
                                problem.norm().distance(p, top).toRational().multiply(constant))));
    }

    /** The dual norm of the gradient is at most L, and no slope is below 0 where the unit is monotone. */
    private List<Formula> gentle(Point p) {
        List<Formula> all = new ArrayList<>();
        List<Term> slopes =
                IntStream.range(0, p.dimension()).mapToObj(i -> slope(p, i)).toList();
        if (problem.assumptions().monotone()) {
            slopes.forEach(slope -> all.add(slope.atLeast(Term.constant(BigFraction.ZERO))));
        }
        problem.assumptions().lipschitz().map(Term::constant).ifPresent(most -> {
            if (problem.norm() == Norm.LINF) {
                for (int signs = 0; signs < 1 << slopes.size(); signs++) {
                    int chosen = signs;
                    all.add(Term.sum(IntStream.range(0, slopes.size())
                                    .mapToObj(i -> (chosen >> i & 1) == 0
                                            ? slopes.get(i)
                                            : slopes.get(i).negate())
                                    .toList())
                            .atMost(most));
                }
            } else {
                slopes.forEach(slope -> {
                    all.add(slope.atMost(most));
                    all.add(slope.negate().atMost(most));
                });
            }
        });
        return all;
    }
}
