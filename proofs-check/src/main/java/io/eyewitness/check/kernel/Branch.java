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
 * What is known in one branch of a proof: the signs that each polynomial met so far may still have, given the assertions and
 * what was assumed. Signs are kept up to a factor: those of q tell those of 2q and of -q.
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
    private final Map<Object, Polynomial> differences = new IdentityHashMap<>();
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

    /** A mark of all that is known now, for {@link #undo}. */
    public int mark() {
        return changes.size();
    }

    /** Forgets all that became known after the mark. */
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
        if (plain != null) {
            return Optional.of(plain);
        }
        int before = choices;
        return kept(values, term, resolved(term), before);
    }

    private Optional<Polynomial> difference(Object where, Term left, Term right) {
        spend(1);
        Polynomial plain = differences.get(where);
        if (plain != null) {
            return Optional.of(plain);
        }
        int before = choices;
        Optional<Polynomial> minuend = polynomial(left);
        Optional<Polynomial> subtrahend =
                minuend.isEmpty() ? minuend : polynomial(right).map(Polynomial::negate);
        Optional<Polynomial> sum =
                subtrahend.isEmpty() ? subtrahend : Optional.of(minuend.get().plus(subtrahend.get()));
        return kept(differences, where, sum, before);
    }

    /** What was resolved without a look at any sign is so in every branch, and is kept. */
    private <T> Optional<Polynomial> kept(Map<T, Polynomial> plain, T key, Optional<Polynomial> result, int before) {
        if (choices == before) {
            plain.put(key, result.orElseThrow());
        }
        return result;
    }

    private Optional<Polynomial> resolved(Term term) {
        if (term instanceof Term.Variable variable) {
            return Optional.of(Polynomial.variable(variable.name()));
        }
        if (term instanceof Term.Constant constant) {
            return Optional.of(Polynomial.constant(constant.value()));
        }
        if (term instanceof Term.Sum sum) {
            return fold(sum.operands(), Polynomial.ZERO, Polynomial::plus);
        }
        if (term instanceof Term.Product product) {
            return fold(product.operands(), Polynomial.ONE, this::product);
        }
        if (term instanceof Term.Max max) {
            return chosen(signs(max, max.left(), max.right()), max.left(), max.right());
        }
        if (term instanceof Term.Min min) {
            return chosen(signs(min, min.left(), min.right()), min.right(), min.left());
        }
        if (term instanceof Term.Abs abs) {
            Signs signs = signs(abs, abs.operand(), Term.ZERO);
            Optional<Polynomial> value = chosen(signs, abs.operand(), abs.operand());
            return signs.within(Signs.AT_LEAST_ZERO) ? value : value.map(Polynomial::negate);
        }
        Term operand = ((Term.Relu) term).operand();
        return chosen(signs(term, operand, Term.ZERO), operand, Term.ZERO);
    }

    /** The signs that the difference of two terms may have, on which a choice depends. */
    private Signs signs(Term choice, Term left, Term right) {
        Optional<Polynomial> difference = difference(choice, left, right);
        choices++;
        return difference.isPresent() ? signs(difference.get()) : Signs.ANY;
    }

    private Optional<Polynomial> chosen(Signs signs, Term ifAtLeastZero, Term ifAtMostZero) {
        if (signs.within(Signs.AT_LEAST_ZERO)) {
            return polynomial(ifAtLeastZero);
        }
        return signs.within(Signs.AT_MOST_ZERO) ? polynomial(ifAtMostZero) : Optional.empty();
    }

    private Optional<Polynomial> fold(List<Term> operands, Polynomial neutral, BinaryOperator<Polynomial> operation) {
        Polynomial result = null;
        for (Term operand : operands) {
            Optional<Polynomial> next = polynomial(operand);
            if (next.isEmpty()) {
                return next;
            }
            result = result == null ? next.get() : operation.apply(result, next.get());
        }
        return Optional.of(result == null ? neutral : result);
    }

    Polynomial product(Polynomial left, Polynomial right) {
        spend((long) left.terms().size() * right.terms().size());
        return left.times(right);
    }

    private void spend(long steps) {
        work += steps;
        Rejected.require(work <= 5_000_000, "the check takes too much work");
    }

    private void propagate() {
        int before;
        do {
            before = changes.size();
            for (Formula assertion : assertions) {
                require(assertion, true);
            }
        } while (changes.size() > before && !contradictory());
    }

    private void require(Formula formula, boolean value) {
        spend(1);
        if (formula instanceof Formula.Comparison comparison) {
            Formula.Relation is = comparison.relation();
            Signs allowed = new Signs(is.holds(-1) == value, is.holds(0) == value, is.holds(1) == value);
            Optional<Polynomial> difference = difference(comparison, comparison.left(), comparison.right());
            if (difference.isPresent()) {
                restrict(difference.get(), allowed);
            }
        } else if (formula instanceof Formula.Not not) {
            require(not.operand(), !value);
        } else if (formula instanceof Formula.And == value) {
            for (Formula operand : ((Formula.Junction) formula).operands()) {
                require(operand, value);
            }
        } else {
            List<Formula> open = new ArrayList<>();
            for (Formula operand : ((Formula.Junction) formula).operands()) {
                if (!excludes(operand, value)) {
                    open.add(operand);
                }
            }
            if (open.isEmpty()) {
                restrict(Polynomial.ZERO, Signs.NONE);
            } else if (open.size() == 1) {
                require(open.get(0), value);
            }
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
