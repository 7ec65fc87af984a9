package io.eyewitness.check.solver;

import com.microsoft.z3.ArithExpr;
import com.microsoft.z3.BoolExpr;
import com.microsoft.z3.Context;
import com.microsoft.z3.Expr;
import com.microsoft.z3.Model;
import com.microsoft.z3.Optimize;
import com.microsoft.z3.Params;
import com.microsoft.z3.RatNum;
import com.microsoft.z3.RealExpr;
import com.microsoft.z3.RealSort;
import com.microsoft.z3.Status;
import com.microsoft.z3.Version;
import com.microsoft.z3.Z3Exception;
import com.microsoft.z3.Z3Object;
import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.formula.Formula;
import io.eyewitness.theory.formula.Term;
import io.eyewitness.theory.formula.TermFold;
import io.eyewitness.theory.formula.Variables;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * Z3 through its Java API.
 *
 * <p>Z3 numbers its objects, reuses the numbers of freed ones, and finds models by these numbers. So the objects of a check are
 * kept until the solver is closed: else its next models would depend on when Java collects garbage.
 */
public final class Z3Solver implements Solver {
    private final Context context = Z3Library.context();
    private final Duration timeout;
    private final List<Z3Object> kept = new ArrayList<>();

    /**
     * A solver.
     *
     * @param timeout how long one check may take before the answer is unknown
     */
    public Z3Solver(Duration timeout) {
        this.timeout = timeout;
    }

    @Override
    public String name() {
        return "z3 " + Version.getMajor() + "." + Version.getMinor() + "." + Version.getBuild();
    }

    @Override
    public Answer check(List<Formula> assertions) {
        com.microsoft.z3.Solver solver = keep(context.mkSolver(Variables.areLinear(assertions) ? "QF_LRA" : "QF_NRA"));
        solver.setParameters(parameters());
        Translation translation = new Translation();
        solver.add(translation.of(assertions));
        try {
            return switch (solver.check()) {
                case UNSATISFIABLE -> new Answer.Unsatisfiable();
                case SATISFIABLE -> new Answer.Satisfiable(values(keep(solver.getModel()), Variables.of(assertions)));
                case UNKNOWN -> new Answer.Unknown(solver.getReasonUnknown());
            };
        } catch (Z3Exception e) {
            return new Answer.Unknown(String.valueOf(e.getMessage()));
        }
    }

    /**
     * Asks about a script as it stands.
     *
     * @param script SMT-LIB 2 text
     * @return the answer, without a model; unknown if the script cannot be read
     */
    public Answer check(String script) {
        try {
            com.microsoft.z3.Solver solver = context.mkSolver();
            solver.setParameters(parameters());
            solver.add(context.parseSMTLIB2String(script, null, null, null, null));
            return switch (solver.check()) {
                case UNSATISFIABLE -> new Answer.Unsatisfiable();
                case SATISFIABLE -> new Answer.Satisfiable(Map.of());
                case UNKNOWN -> new Answer.Unknown(solver.getReasonUnknown());
            };
        } catch (Z3Exception e) {
            return new Answer.Unknown(String.valueOf(e.getMessage()));
        }
    }

    /**
     * A point at which a piecewise-linear term is as large as it gets. Z3's optimiser is trusted for nothing: the caller
     * re-evaluates the point exactly and refutes that any other is larger.
     *
     * @param objective a piecewise-linear term
     * @param constraints linear constraints that bound its variables
     * @return an assignment, or empty if Z3 found none
     */
    public Optional<Map<String, BigFraction>> maximise(Term objective, List<Formula> constraints) {
        try {
            Optimize optimize = keep(context.mkOptimize());
            optimize.setParameters(parameters());
            Translation translation = new Translation();
            optimize.Add(translation.of(constraints));
            optimize.MkMaximize(translation.value(objective));
            return optimize.Check(new BoolExpr[0]) == Status.SATISFIABLE
                    ? Optional.of(values(keep(optimize.getModel()), Variables.of(constraints)))
                    : Optional.empty();
        } catch (Z3Exception e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        context.close();
    }

    private <T extends Z3Object> T keep(T object) {
        kept.add(object);
        return object;
    }

    /** Without Z3's own handler of interrupts, which would turn one into an unknown answer. */
    private Params parameters() {
        Params parameters = keep(context.mkParams());
        parameters.add("timeout", Math.toIntExact(timeout.toMillis()));
        parameters.add("ctrl_c", false);
        return parameters;
    }

    private Map<String, BigFraction> values(Model model, Set<String> names) {
        Map<String, BigFraction> values = new TreeMap<>();
        for (String name : names) {
            Expr<RealSort> value = keep(model.eval(keep(context.mkRealConst(name)), true));
            if (value instanceof RatNum rational) {
                values.put(name, Rationals.parse(rational.toString()));
            }
        }
        return values;
    }

    /** Translates terms and formulas; a shared subterm becomes one expression. */
    private final class Translation extends TermFold<ArithExpr<RealSort>> {
        BoolExpr[] of(List<Formula> formulas) {
            return formulas.stream().map(formula -> keep(of(formula))).toArray(BoolExpr[]::new);
        }

        private BoolExpr of(Formula formula) {
            if (formula instanceof Formula.Comparison comparison) {
                ArithExpr<RealSort> left = value(comparison.left());
                ArithExpr<RealSort> right = value(comparison.right());
                return switch (comparison.relation()) {
                    case LESS -> context.mkLt(left, right);
                    case AT_MOST -> context.mkLe(left, right);
                    case EQUAL -> context.mkEq(left, right);
                };
            }
            if (formula instanceof Formula.Not not) {
                return context.mkNot(of(not.operand()));
            }
            Formula.Junction junction = (Formula.Junction) formula;
            BoolExpr[] operands = of(junction.operands());
            return junction.isConjunction() ? context.mkAnd(operands) : context.mkOr(operands);
        }

        @Override
        protected ArithExpr<RealSort> variable(String name) {
            return keep(context.mkRealConst(name));
        }

        @Override
        protected ArithExpr<RealSort> constant(BigFraction constant) {
            return keep(context.mkReal(Rationals.numerator(constant) + "/" + Rationals.denominator(constant)));
        }

        @Override
        protected ArithExpr<RealSort> operation(Term.Operator operator, List<ArithExpr<RealSort>> operands) {
            return keep(
                    switch (operator) {
                        case SUM -> operands.isEmpty() ? zero() : context.mkAdd(array(operands));
                        case PRODUCT -> operands.isEmpty() ? context.mkReal(1) : context.mkMul(array(operands));
                        case MIN ->
                            choose(context.mkLe(operands.get(0), operands.get(1)), operands.get(0), operands.get(1));
                        case MAX ->
                            choose(context.mkLe(operands.get(0), operands.get(1)), operands.get(1), operands.get(0));
                        case ABS ->
                            choose(
                                    isAtLeastZero(operands.get(0)),
                                    operands.get(0),
                                    context.mkUnaryMinus(operands.get(0)));
                        case RELU -> choose(isAtLeastZero(operands.get(0)), operands.get(0), zero());
                    });
        }

        private RealExpr zero() {
            return keep(context.mkReal(0));
        }

        private BoolExpr isAtLeastZero(ArithExpr<RealSort> operand) {
            return context.mkLe(zero(), operand);
        }

        @SuppressWarnings({"unchecked", "rawtypes"})
        private ArithExpr<RealSort>[] array(List<ArithExpr<RealSort>> operands) {
            return operands.toArray(ArithExpr[]::new);
        }

        private ArithExpr<RealSort> choose(BoolExpr condition, ArithExpr<RealSort> yes, ArithExpr<RealSort> no) {
            return (ArithExpr<RealSort>) context.mkITE(keep(condition), yes, no);
        }
    }
}
