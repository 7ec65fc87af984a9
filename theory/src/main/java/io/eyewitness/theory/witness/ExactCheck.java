package io.eyewitness.theory.witness;

import io.eyewitness.theory.exact.Surd;
import io.eyewitness.theory.function.LipschitzEnvelope;
import io.eyewitness.theory.function.PiecewiseAffine;
import io.eyewitness.theory.function.ReluCompiler;
import io.eyewitness.theory.function.Unit;
import io.eyewitness.theory.visualization.PhiSet;
import io.eyewitness.theory.visualization.Visualization;
import java.util.List;
import java.util.Optional;

/**
 * Checks a witness pair in exact arithmetic, without a solver, in any dimension: both units in the class, equal tie sets,
 * the gap at x.
 *
 * <p>Affine units, profiles and Lipschitz blends are decided from their structure. Surgery is decided from the conditions
 * of its recipe (S4), from the units being those the recipe proves, and from their values at the apexes, at the protected
 * inputs and around the ball; {@link Recipe#assumptions} are left to a solver.
 */
public final class ExactCheck {
    private ExactCheck() {}

    /** What is wrong with a pair as evidence for its class, with unique extremisers; empty if nothing is. */
    public static List<String> violations(WitnessPair pair) {
        return new Violations()
                .addAll(violationsButTies(pair))
                .require(hasUniqueExtremisers(pair), "the extremisers are not known to be unique")
                .list();
    }

    /** What is wrong with a pair if tie sets may have several members, as in the strong form; empty if nothing is. */
    public static List<String> violationsButTies(WitnessPair pair) {
        Visualization phi = pair.phi();
        List<String> admissible = Admissible.violations(phi, pair.h(), pair.x());
        Evaluated f1 = new Evaluated(pair.f1());
        Evaluated f2 = new Evaluated(pair.f2());
        return !admissible.isEmpty()
                ? admissible
                : new Violations()
                        .addAll(pair.recipe().violations())
                        .addAll(recipeViolations(pair))
                        .addAll(membershipViolations(pair, f1, "f1"))
                        .addAll(membershipViolations(pair, f2, "f2"))
                        .addAll(tieViolations(pair, f1, f2))
                        .addAll(gapViolations(pair))
                        .list();
    }

    private static boolean hasUniqueExtremisers(WitnessPair pair) {
        if (pair.recipe() instanceof ConeSurgery || pair.recipe() instanceof RiskSurgery) {
            return true;
        }
        return pair.f1().phiSet().filter(PhiSet::hasUniqueExtremisers).isPresent()
                && pair.f2().phiSet().filter(PhiSet::hasUniqueExtremisers).isPresent();
    }

    private static List<String> recipeViolations(WitnessPair pair) {
        UnitPair proven = pair.recipe().units();
        return new Violations()
                .require(
                        RecipeMatch.fits(pair.functionClass(), pair.recipe()),
                        "the recipe does not prove a pair of "
                                + pair.functionClass().symbol())
                .require(
                        RecipeMatch.isFor(pair.recipe(), pair.phi(), pair.x(), pair.h()),
                        "the recipe is for another visualization, point or h")
                .require(isSame(pair.f1(), proven.f1()), "f1 is not the unit that the recipe proves")
                .require(isSame(pair.f2(), proven.f2()), "f2 is not the unit that the recipe proves")
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

    private static List<String> membershipViolations(WitnessPair pair, Evaluated unit, String name) {
        return new Violations()
                .require(
                        RecipeMatch.isMember(pair.functionClass(), unit, pair.recipe()),
                        name + " is not in " + pair.functionClass().symbol())
                .list();
    }

    private static List<String> tieViolations(WitnessPair pair, Evaluated f1, Evaluated f2) {
        Violations violations = new Violations();
        for (Evaluated unit : List.of(f1, f2)) {
            String name = unit == f1 ? "f1" : "f2";
            violations
                    .require(
                            unit.at(pair.phi().a()).compareTo(pair.phi().min()) == 0,
                            name + " does not take m at " + pair.phi().a())
                    .require(
                            unit.at(pair.phi().b()).compareTo(pair.phi().max()) == 0,
                            name + " does not take M at " + pair.phi().b());
        }
        Optional<PhiSet> first = pair.f1().phiSet();
        Optional<PhiSet> second = pair.f2().phiSet();
        if (first.isPresent() && second.isPresent()) {
            violations
                    .require(first.equals(second), "the tie sets of f1 and f2 differ")
                    .require(first.get().admits(pair.phi()), "f1 does not have the visualization " + pair.phi())
                    .require(second.get().admits(pair.phi()), "f2 does not have the visualization " + pair.phi());
        } else {
            violations.addAll(SurgerySamples.violations(pair, f1, f2));
        }
        return violations.list();
    }

    private static List<String> gapViolations(WitnessPair pair) {
        Surd top = Surd.of(pair.phi().max());
        Surd bottom = Surd.of(pair.phi().min());
        if (pair.recipe() instanceof EnvelopePair recipe) {
            LipschitzEnvelope envelope = recipe.envelope();
            top = envelope.upper(pair.x());
            bottom = envelope.lower(pair.x());
        }
        return new Violations()
                .require(
                        pair.f1().at(pair.x()).compareTo(top.minus(pair.h())) >= 0,
                        "f1 is more than h below " + top + " at " + pair.x())
                .require(
                        pair.f2().at(pair.x()).compareTo(bottom.plus(pair.h())) <= 0,
                        "f2 is more than h above " + bottom + " at " + pair.x())
                .require(pair.gap().signum() > 0, "f1 does not exceed f2 at " + pair.x())
                .list();
    }
}
