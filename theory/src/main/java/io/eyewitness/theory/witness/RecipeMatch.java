package io.eyewitness.theory.witness;

import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.function.Affine;
import io.eyewitness.theory.function.Unit;
import io.eyewitness.theory.visualization.Visualization;
import org.apache.commons.numbers.fraction.BigFraction;

/** Which recipe serves which class, and what it is about. */
final class RecipeMatch {
    private RecipeMatch() {}

    static boolean fits(FunctionClass functionClass, Recipe recipe) {
        return switch (functionClass) {
            case F, PAFF -> recipe instanceof ConeSurgery || recipe instanceof GivenSurgery;
            case NN -> recipe instanceof ConeSurgery surgery && surgery.asNetworks();
            case ERM -> recipe instanceof RiskSurgery;
            case LIP -> recipe instanceof EnvelopePair;
            case MONO, CONV -> recipe instanceof ProfileBlend blend && blend.functionClass() == functionClass;
            case AFF -> recipe instanceof WeightSwap;
            case AFF1, CONST -> false;
        };
    }

    static boolean isMember(FunctionClass functionClass, Evaluated evaluated, Recipe recipe) {
        Unit unit = evaluated.unit();
        return switch (functionClass) {
            case F -> true;
            case PAFF -> Membership.isPiecewiseAffine(unit);
            case NN -> Membership.isNetwork(unit);
            case ERM -> recipe instanceof RiskSurgery risk && Membership.hasLeastRisk(evaluated, risk.data());
            case LIP ->
                recipe instanceof EnvelopePair pair
                        && Membership.isLipschitz(
                                unit,
                                pair.envelope().lipschitz(),
                                pair.envelope().norm());
            case MONO -> Membership.isMonotone(unit);
            case CONV -> Membership.isConvex(unit);
            case AFF, AFF1 -> unit instanceof Affine;
            case CONST ->
                unit instanceof Affine affine
                        && affine.range().low().equals(affine.range().high());
        };
    }

    static boolean isFor(Recipe recipe, Visualization phi, Point x, BigFraction h) {
        if (recipe instanceof ProfileBlend blend) {
            return blend.phi().equals(phi) && blend.x().equals(x) && blend.h().equals(h);
        }
        if (recipe instanceof WeightSwap swap) {
            return swap.phi().equals(phi) && swap.x().equals(x) && swap.h().equals(h);
        }
        if (recipe instanceof EnvelopePair pair) {
            return pair.envelope().phi().equals(phi)
                    && pair.x().equals(x)
                    && pair.h().equals(h);
        }
        LocalSurgery surgery = surgeryOf(recipe);
        return surgery.phi().equals(phi) && surgery.x().equals(x) && surgery.h().equals(h);
    }

    private static LocalSurgery surgeryOf(Recipe recipe) {
        if (recipe instanceof RiskSurgery risk) {
            return risk.surgery().surgery();
        }
        return recipe instanceof ConeSurgery cone ? cone.surgery() : ((GivenSurgery) recipe).surgery();
    }
}
