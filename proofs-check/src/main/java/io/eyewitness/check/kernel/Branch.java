package io.eyewitness.check.kernel;

import io.eyewitness.theory.formula.Formula;
import io.eyewitness.theory.formula.Term;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;

/**
 * The state of one branch of a proof: the signs that each polynomial met so far may still have, given the assertions and the
 * assumptions of the branch. Signs are kept up to a factor: those of q determine those of 2q and of -q.
 *
 * <p>A comparison whose sides resolve to polynomials restricts the sign of their difference; a disjunction of which all
 * operands but one cannot hold requires that one. Mutable, and for one thread; assumptions are undone in reverse order.
 */
public final class Branch {
    private record Change(Polynomial polynomial, Signs before, Signs after) {}

    private final List<Formula> assertions;
    private final Map<Polynomial, Signs> known = new LinkedHashMap<>();
    private final List<Change> changes = new ArrayList<>();
    private final Map<Term, Polynomial> values = new IdentityHashMap<>();
    private final Map<Object, Term> differences = new IdentityHashMap<>();
    private final Map<Polynomial, Polynomial> monics = new HashMap<>();
    private int choices;
    private long work;

    /** The branch in which the assertions hold and nothing else is assumed. */
    public Branch(List<Formula> assertions) {
        this.assertions = List.copyOf(assertions);
        known.put(Polynomial.ZERO, Signs.ZERO);
        known.put(Polynomial.ONE, Signs.POSITIVE);
        propagate();
    }

    /** Assumes that a polynomial has one of the signs, and draws the consequences. */
    public void assume(Polynomial polynomial, Signs signs) {
        restrict(polynomial, signs);
        propagate();
    }

    /** A mark of the present state, for {@link #undo}. */
    public int mark() {
        return changes.size();
    }

    /** Restores the state at the mark. */
    public void undo(int mark) {
        while (changes.size() > mark) {
            Change last = changes.remove(changes.size() - 1);
            known.put(last.polynomial(), last.before());
        }
    }

    /** Whether some polynomial has no sign left. */
    public boolean contradictory() {
        return !changes.isEmpty() && changes.get(changes.size() - 1).after().within(Signs.NONE);
    }

    /** The polynomials met so far, each with leading coefficient 1, and the signs that each may have. */
    public Map<Polynomial, Signs> known() {
        return Collections.unmodifiableMap(known);
    }

    /** The signs that a polynomial may have. */
    public Signs signs(Polynomial polynomial) {
        Signs signs = known.getOrDefault(monics.computeIfAbsent(polynomial, Polynomial::monic), Signs.ANY);
        return polynomial.leading().signum() < 0 ? signs.flipped() : signs;
    }

    /** Whether a formula cannot have the truth value. */
    public boolean excludes(Formula formula, boolean value) {
        int mark = mark();
        require(formula, value);
        boolean excluded = contradictory();
        undo(mark);
        return excluded;
    }

    /** The polynomial that a term equals, if each min, max, abs and relu in it is decided by the sign of a difference. */
    public Optional<Polynomial> polynomial(Term term) {
        spend(1);
        Polynomial plain = values.get(term);
        int before = choices;
        Optional<Polynomial> result = plain == null ? resolved(term) : Optional.of(plain);
        // What was resolved without a look at any sign is so in every branch, and is kept.
        if (choices == before) {
            values.put(term, result.orElseThrow());
        }
        return result;
    }

    private Optional<Polynomial> difference(Object where, Term left, Term right) {
        return polynomial(differences.computeIfAbsent(where, choice -> left.minus(right)));
    }

    private Optional<Polynomial> resolved(Term term) {
        if (term instanceof Term.Variable variable) {
            return Optional.of(Polynomial.variable(variable.name()));
        }
        if (term instanceof Term.Constant constant) {
            return Optional.of(Polynomial.constant(constant.value()));
        }
        Term.Operation operation = (Term.Operation) term;
        List<Term> operands = operation.operands();
        return switch (operation.operator()) {
            case SUM -> fold(operands, Polynomial.ZERO, Polynomial::plus);
            case PRODUCT -> fold(operands, Polynomial.ONE, this::product);
            case MAX -> atLeast(operation).flatMap(yes -> polynomial(operands.get(yes ? 0 : 1)));
            case MIN -> atLeast(operation).flatMap(yes -> polynomial(operands.get(yes ? 1 : 0)));
            case RELU -> atLeast(operation).flatMap(yes -> polynomial(yes ? operands.get(0) : Term.ZERO));
            case ABS ->
                atLeast(operation).flatMap(yes -> polynomial(operands.get(0)).map(p -> yes ? p : p.negate()));
        };
    }

    /** Whether the first operand is at least the second, or at least 0 if it is the only one; empty where that is open. */
    private Optional<Boolean> atLeast(Term.Operation choice) {
        List<Term> operands = choice.operands();
        Term right = operands.size() == 2 ? operands.get(1) : Term.ZERO;
        Optional<Signs> signs = difference(choice, operands.get(0), right).map(this::signs);
        choices++;
        return signs.filter(s -> s.within(Signs.AT_LEAST_ZERO) || s.within(Signs.AT_MOST_ZERO))
                .map(s -> s.within(Signs.AT_LEAST_ZERO));
    }

    private Optional<Polynomial> fold(List<Term> operands, Polynomial neutral, BinaryOperator<Polynomial> operation) {
        Polynomial result = neutral;
        for (Term operand : operands) {
            Optional<Polynomial> next = result == null ? Optional.empty() : polynomial(operand);
            result = next.isEmpty() ? null : result == neutral ? next.get() : operation.apply(result, next.get());
        }
        return Optional.ofNullable(result);
    }

    Polynomial product(Polynomial left, Polynomial right) {
        spend((long) left.terms().size() * right.terms().size());
        boolean isScaling = left.terms().keySet().equals(Polynomial.ONE.terms().keySet());
        return isScaling ? right.times(left.leading()) : left.times(right);
    }

    private void spend(long steps) {
        work += steps;
        Rejected.require(work <= 2_000_000, "the check takes too much work");
    }

    private void propagate() {
        int before;
        do {
            before = changes.size();
            assertions.forEach(assertion -> require(assertion, true));
        } while (changes.size() > before && !contradictory());
    }

    private void require(Formula formula, boolean value) {
        spend(1);
        if (formula instanceof Formula.Comparison comparison) {
            Formula.Relation is = comparison.relation();
            Signs allowed = new Signs(is.holds(-1) == value, is.holds(0) == value, is.holds(1) == value);
            difference(comparison, comparison.left(), comparison.right()).ifPresent(d -> restrict(d, allowed));
        } else if (formula instanceof Formula.Not not) {
            require(not.operand(), !value);
        } else {
            require((Formula.Junction) formula, value);
        }
    }

    private void require(Formula.Junction junction, boolean value) {
        if (junction.isConjunction() == value) {
            junction.operands().forEach(operand -> require(operand, value));
            return;
        }
        List<Formula> open = new ArrayList<>(junction.operands());
        open.removeIf(operand -> excludes(operand, value));
        if (open.isEmpty()) {
            restrict(Polynomial.ZERO, Signs.NONE);
        } else if (open.size() == 1) {
            require(open.get(0), value);
        }
    }

    private void restrict(Polynomial polynomial, Signs allowed) {
        Polynomial monic = monics.computeIfAbsent(polynomial, Polynomial::monic);
        Signs before = known.getOrDefault(monic, Signs.ANY);
        Signs after = before.and(polynomial.leading().signum() < 0 ? allowed.flipped() : allowed);
        if (!contradictory() && !before.within(after)) {
            changes.add(new Change(monic, before, after));
            known.put(monic, after);
        }
    }
}
